import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Writes the worker as one file of plain JavaScript into a folder and answers its path. Run by a loader of TypeScript, which
 * names each closure as it is made and reads each import through a getter, a seed takes half as long again.
 */
export function bundleWorker(folder: string): string {
  const outfile = join(folder, 'worker.js');
  buildSync({
    entryPoints: [join(__dirname, 'worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
  return outfile;
}
