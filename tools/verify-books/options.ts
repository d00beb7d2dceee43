import { parseArgs } from 'node:util';

export type Asked =
  { kind: 'run'; folder: string; json: boolean } | { kind: 'help' } | { kind: 'wrong'; problem: string };

export const USAGE = `Usage: npm run verify-books -- --data DIR [--json]

Checks the books in a data folder of the local cloud: journals, sums, chains, orders, lots, views, stock, and whether they
agree with the payment provider's records. It only reads, and works while the local cloud runs.

  --data DIR    the folder, .data unless npm start was told another one
  --json        the result as JSON, for programs
  --help        this text

It ends with 0 when everything is in order, 1 when something is wrong, 2 when it was called in a way it does not know.
`;

/** Reads the command line; what makes no sense is answered with a sentence. */
export function parseOptions(args: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    if (values.data === '') return { kind: 'wrong', problem: '--data names the folder to check.' };
    return { kind: 'run', folder: values.data, json: values.json };
  } catch (error) {
    const [problem = ''] = (error as Error).message.split(/\.\s|\n/);
    return { kind: 'wrong', problem: `${problem.replace(/\.$/, '')}.` };
  }
}
