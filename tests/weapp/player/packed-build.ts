import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from './packer/pack';

const DIST = join(__dirname, '../../../dist/weapp');

/** A build packed into a folder of its own, to be given to the local cloud as its `appFolder`. */
export interface PackedBuild {
  folder: string;
  /** What the compilers complained of. */
  problems: string[];
  remove(): void;
}

export async function packBuild(dist = DIST): Promise<PackedBuild> {
  const folder = mkdtempSync(join(tmpdir(), 'lintuan-player-'));
  const problems = await pack(dist, folder);
  return { folder, problems, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
