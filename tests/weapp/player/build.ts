import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pack } from './packer/pack';

const ROOT = join(__dirname, '../../..');
const TARO = join(ROOT, 'node_modules/@tarojs/cli/bin/taro');

/** Builds the mini-program as it ships and packs it for the browser; what is wrong with it is told. */
async function build(): Promise<void> {
  const built = spawnSync(process.execPath, [TARO, 'build', '--type', 'weapp'], { cwd: ROOT, stdio: 'inherit' });
  if (built.status !== 0) throw new Error('the mini-program could not be built');
  const problems = await pack(join(ROOT, 'dist/weapp'), join(ROOT, 'dist/player'));
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

build().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
