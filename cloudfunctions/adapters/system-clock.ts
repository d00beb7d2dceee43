import type { Clock } from '../usecases/ports';

/** The clock of the machine. */
export const systemClock: Clock = { now: () => Date.now() };
