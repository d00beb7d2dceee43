import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Something that is built from sources. Paths are relative to the project. */
export interface Target {
  name: string;
  /** Files and folders on which it depends. */
  sources: readonly string[];
  /** Files that are there once it is built. */
  outputs: readonly string[];
  /** Arguments of Node that build it. */
  command: readonly string[];
  /** Remembers the sources that the output was built from. */
  stamp: string;
}

export const FUNCTIONS: Target = {
  name: 'Cloud functions 云函数',
  sources: ['cloudfunctions', 'src/contract', 'config/build-functions.ts', 'package.json'],
  outputs: [...['api', 'callback', 'job'].map((name) => `dist/cloudfunctions/${name}/index.js`), 'dist/contract.json'],
  command: ['--import', 'tsx', 'config/build-functions.ts'],
  stamp: 'dist/.stamps/functions',
};

/** What is shown in the phone, and how one asks for it. */
export interface App {
  /** The command that shows it. */
  command: string;
  /** What it is, in an English sentence. */
  words: string;
  target: Target;
  /** What is served, relative to the project. */
  folder: string;
}

/** The build for browsers. */
export const PREVIEW: App = {
  command: 'npm start',
  words: 'the preview',
  target: {
    name: 'Preview 预览',
    sources: ['src', 'config', 'babel.config.js', 'tsconfig.json', 'package.json'],
    outputs: ['dist/h5/index.html'],
    command: ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'h5'],
    stamp: 'dist/.stamps/h5',
  },
  folder: 'dist/h5',
};

/** The build failed; `output` is what it printed. */
export class BuildError extends Error {
  constructor(
    name: string,
    readonly output: string,
  ) {
    super(`${name} could not be built.`);
  }
}

interface Source {
  path: string;
  size: number;
  changedAt: number;
}

function* sourcesIn(path: string): Generator<Source> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) return yield { path, size: stat.size, changedAt: stat.mtimeMs };
  for (const name of readdirSync(path).sort()) yield* sourcesIn(join(path, name));
}

/** Names, sizes and times of all sources in one number: it changes when a file is changed, added or removed. */
function stampOf(root: string, sources: readonly Source[]): string {
  const hash = createHash('sha256');
  for (const { path, size, changedAt } of sources) hash.update(`${relative(root, path)}:${size}:${changedAt}\n`);
  return hash.digest('hex');
}

function isFresh(root: string, target: Target, sources: readonly Source[]): boolean {
  const outputs = target.outputs.map((path) => statSync(join(root, path), { throwIfNoEntry: false }));
  if (outputs.some((output) => output === undefined)) return false;
  const stamp = join(root, target.stamp);
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === stampOf(root, sources);
  // Built by hand: then it is fresh as long as nothing was changed since.
  const oldest = Math.min(...outputs.map((output) => output?.mtimeMs ?? 0));
  return sources.every(({ changedAt }) => changedAt < oldest);
}

/** Builds the target if a source has changed since; answers whether it did. `started` is told the process that builds. */
export async function buildIfStale(
  root: string,
  target: Target,
  started: (child: ChildProcess) => void = () => undefined,
): Promise<boolean> {
  const sources = target.sources.flatMap((path) => [...sourcesIn(join(root, path))]);
  const fresh = isFresh(root, target, sources);
  if (!fresh) await build(root, target, started);
  const stamp = join(root, target.stamp);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, stampOf(root, sources));
  return !fresh;
}

async function build(root: string, target: Target, started: (child: ChildProcess) => void): Promise<void> {
  const child = spawn(process.execPath, [...target.command], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  started(child);
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const missing = target.outputs.some((path) => !existsSync(join(root, path)));
  if (code !== 0 || missing) throw new BuildError(target.name, output.join(''));
}
