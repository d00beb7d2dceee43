import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder of its own, so that whoever only wants to run the project need not download WeChat's tools. */
export const VALIDATORS = join(__dirname, '../../../../tools/weapp-ci');
const NAME = 'miniprogram-ci';
const TRIES = 2;

interface Lock {
  packages: Record<string, { version: string } | undefined>;
}

/** The version of WeChat's tools by a lock file, or nothing if there is no such file. */
function versionIn(lock: string): string | undefined {
  if (!existsSync(lock)) return undefined;
  return (JSON.parse(readFileSync(lock, 'utf8')) as Lock).packages[`node_modules/${NAME}`]?.version;
}

/** npm writes its own lock into node_modules as the last thing, so an install that broke off does not count. */
function isInstalled(): boolean {
  const wanted = versionIn(join(VALIDATORS, 'package-lock.json'));
  return wanted !== undefined && versionIn(join(VALIDATORS, 'node_modules/.package-lock.json')) === wanted;
}

/** Installs WeChat's validators where they are not there yet. Throws Error when npm cannot. */
export function installValidators(): void {
  if (isInstalled()) return;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    process.stdout.write(
      attempt === 1
        ? `installing WeChat's ${NAME} into tools/weapp-ci, once (275 MB, a minute or two)\n`
        : 'that did not work; trying once more\n',
    );
    spawnSync('npm', ['ci', '--prefix', VALIDATORS, '--no-progress'], {
      cwd: VALIDATORS,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (isInstalled()) return;
  }
  throw new Error(`WeChat's ${NAME} could not be installed: see above, then npm ci --prefix tools/weapp-ci`);
}
