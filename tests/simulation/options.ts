import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export const USAGE = `npm run simulate -- [--seeds N] [--from S] [--workers W]

  --seeds N     how many neighbourhoods to live, one a seed (1000)
  --from S      the first seed (0): the same seed is the same run, call by call
  --workers W   processes (one a core)`;

export interface Options {
  seeds: number;
  from: number;
  workers: number;
}

/** Throws RangeError with a sentence for what can't be understood. */
export function readOptions(args: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string' },
      from: { type: 'string' },
      workers: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return 'help';
  return {
    seeds: wholeNumber('--seeds', values.seeds ?? '1000', 1),
    from: wholeNumber('--from', values.from ?? '0', 0),
    workers: wholeNumber('--workers', values.workers ?? String(availableParallelism()), 1),
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${name} takes a whole number from ${least} on, not ${text}`);
  return value;
}
