import type { Engine } from '../engine/types';

const SETTING = 'sandbox';

/** How the sandbox's people behave. */
export interface Sandbox {
  /** Subscription messages are answered with 43101. */
  messagesRefused: boolean;
}

/** The sandbox's settings, kept with the data. */
export class SandboxSettings {
  constructor(private readonly settings: Pick<Engine, 'getSetting' | 'setSetting'>) {}

  get(): Sandbox {
    return { messagesRefused: false, ...(this.settings.getSetting(SETTING) as Partial<Sandbox> | null | undefined) };
  }

  set(change: Partial<Sandbox>): Sandbox {
    const next = { ...this.get(), ...change };
    this.settings.setSetting(SETTING, next);
    return next;
  }
}
