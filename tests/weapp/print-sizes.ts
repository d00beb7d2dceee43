import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Largest main package that passes, in KiB. */
const MOST_MAIN_KIB = 900;
const DIST = join(__dirname, '../../dist/weapp');

interface AppJson {
  subPackages?: { root: string }[];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** What counts toward a package: not licences, maps or DevTools' own settings. */
const counts = (path: string): boolean => !/(\.LICENSE\.txt|\.map|project\.config\.json)$/.test(path);

/** Prints the size of the main package and of each subpackage, and fails when the main package is too large. */
function main(): void {
  const app = JSON.parse(readFileSync(join(DIST, 'app.json'), 'utf8')) as AppJson;
  const roots = (app.subPackages ?? []).map(({ root }) => root);
  const sizes = new Map<string, number>([['main', 0], ...roots.map((root): [string, number] => [root, 0])]);
  for (const path of filesBelow(DIST).filter(counts)) {
    const name = relative(DIST, path).replaceAll('\\', '/');
    const root = roots.find((each) => name.startsWith(`${each}/`)) ?? 'main';
    sizes.set(root, (sizes.get(root) ?? 0) + statSync(path).size);
  }
  for (const [name, bytes] of sizes)
    process.stdout.write(`${name.padEnd(12)} ${(bytes / 1024).toFixed(1).padStart(8)} KiB\n`);
  const main = (sizes.get('main') ?? 0) / 1024;
  process.stdout.write(`main package ${main.toFixed(1)} of ${MOST_MAIN_KIB} KiB\n`);
  if (main > MOST_MAIN_KIB) {
    process.stderr.write(`the main package is ${(main - MOST_MAIN_KIB).toFixed(1)} KiB too large\n`);
    process.exitCode = 1;
  }
}

main();
