import type { Instant } from '../../src/contract/time';

/** A text that sorts by instant and then by id, so that a list can go on exactly after a row. */
export const sortKey = (at: Instant, id: string): string => `${String(at).padStart(14, '0')}:${id}`;
