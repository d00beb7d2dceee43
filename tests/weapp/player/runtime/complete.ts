import { extendQuery, type Query } from './extend-query';

/** A component of the app, as its own methods see it. */
interface Instance {
  _$: { triggerLifetime(name: string, args: unknown[]): void };
  createSelectorQuery(): Query;
}

interface Definition {
  attached?: (this: Instance) => void;
  lifetimes?: { attached?: (this: Instance) => void };
}

/**
 * A component's definition with what WeChat adds to glass-easel: it leaves to who runs it to say when a component is laid
 * out, and its queries know of no canvas.
 */
export function complete(given: unknown): unknown {
  const definition = given as Definition;
  const attached = definition.lifetimes?.attached ?? definition.attached;
  return {
    ...definition,
    lifetimes: {
      ...definition.lifetimes,
      attached(this: Instance) {
        const query = this.createSelectorQuery.bind(this);
        this.createSelectorQuery = () => extendQuery(query());
        attached?.call(this);
        setTimeout(() => this._$.triggerLifetime('ready', []));
      },
    },
  };
}
