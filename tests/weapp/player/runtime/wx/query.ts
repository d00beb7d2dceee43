import { extendQuery, type Query } from '../extend-query';
import { top } from '../stack';

interface Component {
  createSelectorQuery(): Query;
  createIntersectionObserver(options?: unknown): unknown;
}

export const queries = {
  createSelectorQuery: () => extendQuery((top()?.instance as unknown as Component).createSelectorQuery()),
  createIntersectionObserver: (component?: Component, options?: unknown) =>
    (component ?? (top()?.instance as unknown as Component)).createIntersectionObserver(options),
};
