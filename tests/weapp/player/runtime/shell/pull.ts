import { shellElement } from './phone';

interface PullOptions {
  scroller: HTMLElement;
  /** Where the three dots are shown. */
  frame: HTMLElement;
  isEnabled: () => boolean;
  refresh: () => void;
  thresholdPx?: () => number;
}

const THRESHOLD_PX = 60;

/** Pulling down at the top of something that scrolls: it shows three dots until it is told to stop. */
export function attachPull({ scroller, frame, isEnabled, refresh, thresholdPx = () => THRESHOLD_PX }: PullOptions): {
  start(): void;
  stop(): void;
} {
  const dots = shellElement('phone-pull', frame);
  dots.append(...Array.from({ length: 3 }, () => document.createElement('i')));
  dots.hidden = true;
  let from: number | undefined;
  let pulledPx = 0;
  const show = (on: boolean): void => {
    dots.hidden = !on;
  };
  const start = (): void => {
    show(true);
    refresh();
  };
  scroller.addEventListener(
    'touchstart',
    ({ touches }) => {
      from = isEnabled() && scroller.scrollTop <= 0 ? touches[0]?.clientY : undefined;
      pulledPx = 0;
    },
    { passive: true },
  );
  scroller.addEventListener(
    'touchmove',
    ({ touches }) => {
      if (from === undefined) return;
      pulledPx = scroller.scrollTop <= 0 ? (touches[0]?.clientY ?? from) - from : 0;
    },
    { passive: true },
  );
  scroller.addEventListener('touchend', () => {
    if (from !== undefined && pulledPx >= thresholdPx()) start();
    from = undefined;
  });
  return { start, stop: () => show(false) };
}
