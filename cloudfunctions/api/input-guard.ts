const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_DEPTH = 12;

/**
 * Why a value must not come near a query or an object: a key that reaches a prototype or that a database reads as an operator,
 * or more nesting than any call has. undefined: nothing is wrong with it.
 */
export function findForbidden(value: unknown, depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= MAX_DEPTH) return '层级太深';
  // Own keys only, by which `__proto__` from JSON is seen as the ordinary key that it is.
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key) || key.startsWith('$')) return '有不能用的字段';
    const found = findForbidden((value as Record<string, unknown>)[key], depth + 1);
    if (found) return found;
  }
  return undefined;
}
