import { invariant } from '../invariant';

/** The pickup code of an order, 6 digits (rulebook section 4). random: 0 <= random < 1. Uniqueness is the store's to ensure. */
export function pickupCode(random: number): string {
  invariant(random >= 0 && random < 1, `not a random number: ${random}`);
  return String(Math.floor(random * 1_000_000)).padStart(6, '0');
}
