import type { Engine } from '../engine/types';

const SETTING = 'clock';

/** The cloud's clock: real time plus an offset that only grows. All instants are milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Milliseconds by which the cloud is ahead of the machine; negative only while a past is being made. */
  offsetMs(): number;
  /** Moves the clock to `instant`; one already passed changes nothing. Survives a restart. */
  moveTo(instant: number): void;
}

/** Opens the clock where an earlier run left it. One that never ran may start in the past, at `startsAt`. */
export function openClock(settings: Pick<Engine, 'getSetting' | 'setSetting'>, startsAt?: number): Clock {
  const stored = settings.getSetting(SETTING);
  let offset = firstOffset(stored, startsAt);
  return {
    now: () => Date.now() + offset,
    offsetMs: () => offset,
    moveTo(instant) {
      const next = Math.round(instant) - Date.now();
      if (next <= offset) return;
      settings.setSetting(SETTING, next);
      offset = next;
    },
  };
}

function firstOffset(stored: unknown, startsAt: number | undefined): number {
  if (typeof stored === 'number' && Number.isFinite(stored)) return Math.max(0, stored);
  return startsAt === undefined ? 0 : Math.min(0, startsAt - Date.now());
}
