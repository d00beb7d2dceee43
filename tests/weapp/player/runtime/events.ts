import * as glassEasel from 'glass-easel';
import { activate, isDisabled } from './controls';

/** From the browser's events to the mini-program's. */

interface Touch {
  identifier: number;
  pageX: number;
  pageY: number;
  clientX: number;
  clientY: number;
  force: number;
}

const plainTouch = (touch: globalThis.Touch): Touch => ({
  identifier: touch.identifier,
  pageX: touch.pageX,
  pageY: touch.pageY,
  clientX: touch.clientX,
  clientY: touch.clientY,
  force: touch.force,
});
const mouseTouch = ({ pageX, pageY, clientX, clientY }: MouseEvent): Touch => ({
  identifier: 0,
  pageX,
  pageY,
  clientX,
  clientY,
  force: 1,
});

function touchesOf(event: unknown): { touches: Touch[]; changedTouches: Touch[] } {
  if (typeof TouchEvent !== 'undefined' && event instanceof TouchEvent) {
    return {
      touches: Array.from(event.touches, plainTouch),
      changedTouches: Array.from(event.changedTouches, plainTouch),
    };
  }
  const list = event instanceof MouseEvent ? [mouseTouch(event)] : [];
  return { touches: list, changedTouches: list };
}

/** The browser's event of the touch that an element of the app caught: it scrolls nothing. */
let caught: unknown;

const elementOf = (target: glassEasel.Element): HTMLElement => target.$$ as unknown as HTMLElement;

/** Delivers an event of the browser to the app; then, for a tap, does what the tapped control does by itself. */
export function dispatch(
  target: glassEasel.Element,
  type: string,
  detail: unknown,
  options: glassEasel.EventOptions,
): 0 | 1 {
  const isTap = type === 'tap' || type === 'longpress';
  if (isTap && isDisabled(elementOf(target))) return 0;
  const event = new glassEasel.Event(type, isTap || type === 'canceltap' ? detail : {}, {
    ...options,
    extraFields: touchesOf(options.originalEvent),
  });
  glassEasel.Event.dispatchEvent(target, event);
  const prevented = event.defaultPrevented();
  if (type === 'touchmove' && prevented) caught = options.originalEvent;
  if (type === 'tap') activate(elementOf(target));
  return 0;
}

const LONG_PRESS_MS = 350;
const STILL_PX = 10;

function wxElementAt(node: EventTarget | null): glassEasel.Element | undefined {
  let at = node as (Node & { __wxElement?: glassEasel.Element }) | null;
  while (at && !at.__wxElement) at = at.parentNode;
  return at?.__wxElement;
}

/** Browsers know no long press, and glass-easel leaves it to them. */
function listenForLongPresses(): void {
  let timer = 0;
  let from = { x: 0, y: 0 };
  const end = (): void => clearTimeout(timer);
  window.addEventListener(
    'pointerdown',
    (down) => {
      end();
      from = { x: down.clientX, y: down.clientY };
      const detail = { x: down.pageX, y: down.pageY };
      timer = window.setTimeout(() => {
        const target = wxElementAt(down.target);
        if (!target) return;
        const bubbling = { bubbles: true, composed: true, capturePhase: true };
        dispatch(target, 'longpress', detail, { ...bubbling, originalEvent: down });
      }, LONG_PRESS_MS);
    },
    true,
  );
  window.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      if (Math.hypot(clientX - from.x, clientY - from.y) > STILL_PX) end();
    },
    true,
  );
  for (const type of ['pointerup', 'pointercancel'] as const) window.addEventListener(type, end, true);
}

/**
 * After a touch the browser sends a click to whatever is under the finger by then. What the touch itself made appear there,
 * a sheet or the next page, was not touched.
 */
function refuseGhostClicks(): void {
  let touched: Node | undefined;
  window.addEventListener(
    'pointerdown',
    ({ target, pointerType }) => {
      touched = pointerType === 'touch' ? (target as Node) : undefined;
    },
    { capture: true, passive: true },
  );
  window.addEventListener(
    'click',
    (event) => {
      const target = event.target as Node;
      // A click that a script makes, to open the choice of files, is no ghost.
      if (!event.isTrusted || !touched || touched.contains(target) || target.contains(touched)) return;
      event.stopImmediatePropagation();
      event.preventDefault();
    },
    { capture: true },
  );
}

export function listen(): void {
  listenForLongPresses();
  refuseGhostClicks();
  document.addEventListener(
    'touchmove',
    (event) => {
      if (event === caught && event.cancelable) event.preventDefault();
    },
    { passive: false },
  );
}
