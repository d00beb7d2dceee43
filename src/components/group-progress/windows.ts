export interface Windows {
  /** Windows drawn. */
  count: number;
  /** Windows lit. */
  lit: number;
  /** Households (or 件, or growth points) that one window stands for. */
  each: number;
}

/**
 * Spreads a target over at most `most` windows. Lit rounds down, so that a house never looks fuller than it is,
 * and the last window lights only when the target itself is reached.
 */
export function windowsOf(target: number, current: number, most: number): Windows {
  if (target <= 0) return { count: 0, lit: 0, each: 0 };
  const each = Math.ceil(target / most);
  const count = Math.ceil(target / each);
  const lit = current >= target ? count : Math.min(Math.floor(Math.max(0, current) / each), count - 1);
  return { count, lit, each };
}
