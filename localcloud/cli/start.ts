import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PEOPLE_SETTING, type Person } from '../gateway/dev-routes';
import { type DatabaseSpec, type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../local-cloud';
import { seedNeighbourhood, seedStart } from '../seed/seed';
import { type App, buildIfStale, FUNCTIONS, type Target } from './build';
import { beginUnfinished, checkFolder, finish, hasData, putAside } from './data-folder';
import type { Options } from './options';
import { requirePort } from './port';
import type { Steps } from './steps';

/** The running preview, and who one can be in it. */
export interface Started {
  cloud: LocalCloud;
  people: Person[];
}

export interface StartContext {
  /** The project's folder. */
  root: string;
  app: App;
  options: Options;
  steps: Steps;
  /** Told what goes wrong while it runs, a line at a time. */
  log: (line: string) => void;
  /** Told every process that is started on the way. */
  started: (child: ChildProcess) => void;
}

/** Does everything between the command and a preview that answers: checks, builds, makes the demo data, starts. */
export async function start(context: StartContext): Promise<Started> {
  const { root, options, steps } = context;
  const { dataDir } = options;
  if (options.port !== 0) await requirePort(options.port);
  if (options.fresh) {
    const aside = putAside(dataDir);
    if (aside !== undefined) await steps.run('Old data 旧数据', () => `kept as ${aside}`);
  }
  checkFolder(dataDir);
  const build = async (target: Target): Promise<string> =>
    (await buildIfStale(root, target, context.started)) ? 'built' : 'up to date';
  if (options.build) await steps.run(FUNCTIONS.name, () => build(FUNCTIONS));
  // The demo data need the functions only, so the slowest build runs beside them.
  const shown = options.build ? build(context.app.target) : undefined;
  shown?.catch(() => undefined);
  if (options.demo && !hasData(dataDir)) {
    await steps.run('Demo neighbourhood 晴川里', async (progress) => {
      await makeDemo(context, progress);
      return 'made';
    });
  }
  if (shown) await steps.run(context.app.target.name, () => shown);
  const cloud = await startLocalCloud({ ...cloudOptions(context), dataDir, port: options.port });
  return { cloud, people: (cloud.engine.getSetting(PEOPLE_SETTING) ?? []) as Person[] };
}

function cloudOptions({ root, app, log }: StartContext): Omit<LocalCloudOptions, 'dataDir'> {
  return {
    functionsDir: join(root, 'dist/cloudfunctions'),
    appFolder: join(root, app.folder),
    contractFile: join(root, 'dist/contract.json'),
    databaseSpec: JSON.parse(readFileSync(join(root, 'config/cloud/database.json'), 'utf8')) as DatabaseSpec,
    log,
  };
}

/** Lets five weeks pass in a cloud of its own, whose data then become the folder's. */
async function makeDemo(context: StartContext, progress: (part: number) => void): Promise<void> {
  const { dataDir } = context.options;
  const secret = randomBytes(24).toString('hex');
  const now = Date.now();
  const cloud = await startLocalCloud({
    ...cloudOptions(context),
    dataDir: beginUnfinished(dataDir),
    timer: false,
    startsAt: seedStart(now),
    functionEnv: { LINTUAN_SETUP_SECRET: secret },
  });
  try {
    await seedNeighbourhood(cloud, secret, now, progress);
  } finally {
    await cloud.close();
  }
  finish(dataDir);
}
