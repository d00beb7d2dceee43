import type { Engine } from '../engine/types';

const SETTING = 'sandbox';

/** A row of the daily bills that is not as the provider's own books have it. */
export interface BillFault {
  /** `drop`: the row is not there. `alter`: it shows one fen more. The totals agree with what is shown. */
  change: 'drop' | 'alter';
  /** The order's, refund's or transfer's number. */
  number: string;
}

/** How the sandbox's people and its provider behave. */
export interface Sandbox {
  /** Subscription messages are answered with 43101. */
  messagesRefused: boolean;
  /** A transfer with a new number is answered with 500: `before` it was accepted, or `after`, so that it exists. */
  transferFault: 'none' | 'before' | 'after';
  /** The account that pays out is empty: new transfers stay PROCESSING as long as it is. */
  transferAccountEmpty: boolean;
  billFault: BillFault | null;
}

const DEFAULTS: Sandbox = {
  messagesRefused: false,
  transferFault: 'none',
  transferAccountEmpty: false,
  billFault: null,
};

function isBillFault(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { change, number } = value as Partial<Record<keyof BillFault, unknown>>;
  return (change === 'drop' || change === 'alter') && typeof number === 'string';
}

const CHECKS: Record<keyof Sandbox, (value: unknown) => boolean> = {
  messagesRefused: (value) => typeof value === 'boolean',
  transferFault: (value) => value === 'none' || value === 'before' || value === 'after',
  transferAccountEmpty: (value) => typeof value === 'boolean',
  billFault: isBillFault,
};

/** What is wrong with a change that somebody asks for; undefined when nothing is. */
export function sandboxProblem(change: Record<string, unknown>): string | undefined {
  const names = Object.keys(change);
  if (names.length === 0) return `name one of ${Object.keys(CHECKS).join(', ')}`;
  const wrong = names.find((name) => !Object.hasOwn(CHECKS, name) || !CHECKS[name as keyof Sandbox](change[name]));
  return wrong === undefined ? undefined : `${wrong} is no setting of the sandbox, or cannot be that`;
}

/** The sandbox's settings, kept with the data. */
export class SandboxSettings {
  constructor(private readonly settings: Pick<Engine, 'getSetting' | 'setSetting'>) {}

  get(): Sandbox {
    return { ...DEFAULTS, ...(this.settings.getSetting(SETTING) as Partial<Sandbox> | null | undefined) };
  }

  set(change: Partial<Sandbox>): Sandbox {
    const next = { ...this.get(), ...change };
    this.settings.setSetting(SETTING, next);
    return next;
  }
}
