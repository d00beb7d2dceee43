import { parseArgs } from 'node:util';
import type { App } from './build';

/** What the command line was asked for. */
export interface Options {
  /** 0 takes any free port. */
  port: number;
  dataDir: string;
  /** New demo data; the old folder is put aside. */
  fresh: boolean;
  open: boolean;
  demo: boolean;
  build: boolean;
}

export type Asked = { kind: 'run'; options: Options } | { kind: 'help' } | { kind: 'wrong'; problem: string };

export const usageOf = ({ command, words }: App): string => `Usage: ${command} -- [options]

Runs Lintuan (邻团) on this machine: the cloud functions, a WeChat cloud for them, and ${words} with its developer panel.
The first start builds everything and makes a demo neighbourhood; later ones find both.

  --port N      port of the preview; 0 takes any free one     (default 8300)
  --data DIR    folder that keeps the data                    (default .data)
  --fresh       new demo data; the old folder is kept as DIR.old-<time>
  --no-demo     an empty cloud instead of the demo neighbourhood, if DIR is new
  --no-build    use what is built, even if sources have changed
  --no-open     do not open the browser
  --help        this text
`;

const MAX_PORT = 65_535;

/** Reads the command line; what makes no sense is answered with a sentence. */
export function parseOptions(args: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '8300' },
        data: { type: 'string', default: '.data' },
        fresh: { type: 'boolean', default: false },
        'no-demo': { type: 'boolean', default: false },
        'no-build': { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : -1;
    if (port < 0 || port > MAX_PORT) {
      return { kind: 'wrong', problem: `--port takes a number from 0 to ${MAX_PORT}, not "${values.port}".` };
    }
    if (values.data === '') return { kind: 'wrong', problem: '--data takes the name of a folder.' };
    return {
      kind: 'run',
      options: {
        port,
        dataDir: values.data,
        fresh: values.fresh,
        open: !values['no-open'],
        demo: !values['no-demo'],
        build: !values['no-build'],
      },
    };
  } catch (error) {
    // The first sentence says what is wrong; what follows is advice about dashes.
    const [problem = ''] = (error as Error).message.split(/\.\s|\n/);
    return { kind: 'wrong', problem: `${problem.replace(/\.$/, '')}.` };
  }
}
