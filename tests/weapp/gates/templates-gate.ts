import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf } from './artefact';
import { complaint } from './complaint';
import type { Gate } from './gate';

const PROGRAMS = join(__dirname, '../../../node_modules/miniprogram-compiler/bin');
const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'windows' };
/** WeChat's programs are for Intel processors; other systems than Linux translate them. */
const UNABLE = "this machine cannot run WeChat's compiler; run the gates on Intel Linux, macOS or Windows";

/** Runs one of WeChat's compilers over the files, and returns what it says against them. */
function compile(program: 'wcc' | 'wcsc', option: string, dist: string, names: readonly string[]): string[] {
  const system = SYSTEMS[process.platform];
  if (system === undefined) return [complaint(program, `there is none for ${process.platform}`, UNABLE)];
  const folder = mkdtempSync(join(tmpdir(), 'lintuan-compiler-'));
  try {
    const own = join(folder, process.platform === 'win32' ? `${program}.exe` : program);
    // The package brings its programs without the right to be run.
    copyFileSync(join(PROGRAMS, system, process.platform === 'win32' ? `${program}.exe` : program), own);
    chmodSync(own, 0o755);
    const run = spawnSync(own, [option, ...names], { cwd: dist, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    if (run.error) return [complaint(program, run.error.message, UNABLE)];
    if (run.status === 0) return [];
    const said = run.stderr
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('error file count'))
      .join('\n');
    return [
      complaint(program, said || `ended with ${run.status ?? run.signal}`, 'correct the file at the named place'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** WeChat's compilers of templates and styles. They find what a browser forgives, and stop at the first mistake. */
export const templatesGate: Gate = {
  name: 'templates',
  check: (dist) =>
    Promise.resolve([
      ...compile('wcc', '-d', dist, filesOf(dist, '.wxml', '.wxs')),
      ...compile('wcsc', '-lc', dist, filesOf(dist, '.wxss')),
    ]),
  covers: (dist) => ['wxml', 'wxs', 'wxss'].map((kind) => `${filesOf(dist, `.${kind}`).length} ${kind}`).join(', '),
};
