import { type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { LocalCloud } from '../local-cloud';
import type { App } from './build';
import { hasScreen, openBrowser } from './open-browser';
import { type Options, parseOptions, usageOf } from './options';
import { sentenceOf } from './problem';
import { start, type StartContext, type Started } from './start';
import { Steps } from './steps';

const ROOT = join(__dirname, '../..');

/** What functions report as a matter of course is in the panel; here only what somebody should look at is shown. */
function showProblem(line: string): void {
  if (!line.includes('"level":"info"')) process.stderr.write(`${line}\n`);
}

function greet({ cloud, people }: Started, { dataDir }: Options): void {
  const names = people.map(({ name, role }) => `${name} ${role}`).join(' · ');
  process.stdout.write(`
  邻团 Lintuan   ${cloud.url}
`);
  if (names !== '') process.stdout.write(`  Be 我是谁       ${names} · 访客\n`);
  process.stdout.write(`  New 新邻居      ${cloud.url}/?as=new
  Data 数据       ${dataDir}
  Stop            Ctrl-C

`);
}

/** A start that fails leaves no build running behind it. */
async function startOrEnd(children: ReadonlySet<ChildProcess>, context: StartContext): Promise<Started> {
  try {
    return await start(context);
  } catch (error) {
    for (const child of children) child.kill();
    throw error;
  }
}

async function run(app: App, options: Options): Promise<void> {
  const children = new Set<ChildProcess>();
  let cloud: LocalCloud | undefined;
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    for (const child of children) child.kill();
    // Before the preview answers there is nothing to finish: demo data count only once they are complete.
    if (!cloud) process.exit(0);
    void cloud.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  const started = await startOrEnd(children, {
    root: ROOT,
    app,
    options,
    steps: new Steps(process.stdout),
    log: showProblem,
    started: (child) => {
      children.add(child);
      child.once('exit', () => children.delete(child));
    },
  });
  cloud = started.cloud;
  greet(started, options);
  if (options.open && hasScreen(process.env, process.platform, process.stdout.isTTY)) openBrowser(cloud.url);
}

/** What the command line asks for, with this app in the phone. */
export function runCommand(app: App, args: readonly string[]): void {
  const asked = parseOptions(args);
  switch (asked.kind) {
    case 'help':
      process.stdout.write(usageOf(app));
      return;
    case 'wrong':
      process.stderr.write(`${asked.problem}\n\n${usageOf(app)}`);
      process.exitCode = 2;
      return;
    case 'run':
      run(app, asked.options).catch((error: unknown) => {
        process.stderr.write(`${sentenceOf(error, asked.options.dataDir)}\n`);
        process.exit(1);
      });
  }
}
