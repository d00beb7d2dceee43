import type * as glassEasel from 'glass-easel';
import { builtInSpace, codeSpace } from '../framework';
import { app } from '../packed';

/** What a property takes; `any` is left as it comes. */
type Kind = 'string' | 'boolean' | 'number' | 'any';
export type Values = Record<string, unknown>;

/** A built-in element as its own code sees it. */
export interface Host {
  element: HTMLElement;
  /** The values of its properties now. */
  values: Values;
  /** Tells the app of something; such events do not bubble. */
  fire(name: string, detail?: unknown, bubbles?: boolean): void;
  /** `id` and `data-*` of the element, as an event's target has them. */
  target(): { id: string; dataset: Record<string, unknown> };
  /** Calls back once the element is taken away. */
  whenGone(act: () => void): void;
}

interface BuiltIn {
  tag: string;
  properties?: Record<string, Kind>;
  /** Properties that the style sheet looks at: they become attributes of the element. */
  shown?: readonly string[];
  /** false: what the app puts inside is not shown. */
  slot?: boolean;
  /** Makes the element work; what it answers is told every property, at first and when it changes. */
  setUp?(host: Host): ((name: string, value: unknown) => void) | undefined;
}

/** Every built-in takes these. */
const COMMON: Record<string, Kind> = { hoverClass: 'string', ariaRole: 'string', ariaLabel: 'string' };
const TYPES = { string: String, boolean: Boolean, number: Number, any: null } as const;
const EMPTY = { string: '', boolean: false, number: 0, any: null } as const;
const ARIA: Record<string, string> = { ariaRole: 'role', ariaLabel: 'aria-label' };

interface Instance {
  $$: HTMLElement;
  data: Values;
  id: string;
  dataset: Record<string, unknown>;
  triggerEvent(name: string, detail: unknown, options: { bubbles: boolean; composed: boolean }): void;
}

const told = new WeakMap<Instance, (name: string, value: unknown) => void>();
const gone = new WeakMap<Instance, () => void>();
const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function reflect(element: HTMLElement, name: string, value: unknown): void {
  if (value === false || value === '' || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}

/** Templates of the built-ins themselves; the packer's compiler made none for them. */
function template(slot: boolean): unknown {
  const name = slot ? 'player:slot' : 'player:empty';
  return { groupList: app.templates, content: app.templates[name] };
}

export function define({ tag, properties = {}, shown = [], slot = true, setUp }: BuiltIn): void {
  const kinds = { ...COMMON, ...properties };
  const attributeOf = (name: string): string | undefined =>
    ARIA[name] ?? (shown.includes(name) ? dashed(name) : undefined);
  const tell = (instance: Instance, name: string, value: unknown): void => {
    const attribute = attributeOf(name);
    if (attribute !== undefined && instance.$$) reflect(instance.$$, attribute, value);
    told.get(instance)?.(name, value);
  };
  const declared = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      {
        type: TYPES[kind],
        value: EMPTY[kind],
        observer(this: Instance, value: unknown) {
          tell(this, name, value);
        },
      },
    ]),
  );
  const definition = builtInSpace
    .define(`wx-${tag}`)
    .definition({
      properties: declared as never,
      lifetimes: {
        attached(this: unknown) {
          const instance = this as Instance;
          const element = instance.$$;
          if (kinds.hoverClass) prepareHover(element, instance);
          const listener = setUp?.({
            element,
            values: instance.data,
            fire: (name, detail = {}, bubbles = false) =>
              instance.triggerEvent(name, detail, { bubbles, composed: bubbles }),
            target: () => ({ id: instance.id, dataset: instance.dataset }),
            whenGone: (act) => gone.set(instance, act),
          });
          if (listener) told.set(instance, listener);
          for (const name of Object.keys(kinds)) tell(instance, name, instance.data[name]);
        },
        detached(this: unknown) {
          gone.get(this as Instance)?.();
        },
      },
    } as never)
    .template(template(slot) as never)
    .registerComponent() as unknown as glassEasel.GeneralComponentDefinition;
  codeSpace.getComponentSpace().setGlobalUsingComponent(tag, definition);
}

const HOVER_MS = 20;
const HOVER_STAY_MS = 70;

/** The class that an element carries while a finger is on it. */
function prepareHover(element: HTMLElement, instance: Instance): void {
  const names = (): string[] => {
    const given = instance.data.hoverClass;
    return typeof given === 'string' && given !== 'none' ? given.split(/\s+/).filter((name) => name !== '') : [];
  };
  let timer = 0;
  element.addEventListener(
    'touchstart',
    () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => element.classList.add(...names()), HOVER_MS);
    },
    { passive: true },
  );
  const leave = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => element.classList.remove(...names()), HOVER_STAY_MS);
  };
  for (const type of ['touchend', 'touchcancel']) element.addEventListener(type, leave);
}
