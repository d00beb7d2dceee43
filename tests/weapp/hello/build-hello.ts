import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
/** What makes a build what it is, besides the source. */
const SETTINGS = ['config', 'babel.config.js', 'package.json', 'project.config.json', 'tsconfig.json'];
/** Of what a build that failed has printed, so much is shown. */
const SHOWN_CHARACTERS = 2_000;

interface Hello {
  dist: string;
  remove(): void;
}

/** Builds the hello world beside this file as the product is built, in a folder of its own. */
export async function buildHello(): Promise<Hello> {
  const folder = mkdtempSync(join(tmpdir(), 'lintuan-hello-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    for (const name of SETTINGS) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    cpSync(join(__dirname, 'src'), join(folder, 'src'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    await taroBuild(folder);
    return { dist: join(folder, 'dist/weapp'), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function taroBuild(folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npx', ['--no-install', 'taro', 'build', '--type', 'weapp'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let printed = '';
    const gather = (chunk: Buffer): void => {
      printed = (printed + chunk.toString()).slice(-SHOWN_CHARACTERS);
    };
    child.stdout.on('data', gather);
    child.stderr.on('data', gather);
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`the hello world did not build:\n${printed}`)),
    );
  });
}
