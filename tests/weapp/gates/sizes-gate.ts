import { statSync } from 'node:fs';
import { join } from 'node:path';
import { buildHello } from '../hello/build-hello';
import { filesOf, subpackagesOf } from './artefact';
import { complaint } from './complaint';
import type { Gate } from './gate';

const MOST_MAIN_KIB = 600;
const MOST_SUBPACKAGE_KIB = 300;
const MAIN = 'main';

/** What counts toward a package: not licences, maps or DevTools' own settings. */
const counts = (name: string): boolean => !/(\.LICENSE\.txt|\.map|project\.config\.json)$/.test(name);
const mostKib = (name: string): number => (name === MAIN ? MOST_MAIN_KIB : MOST_SUBPACKAGE_KIB);

/** KiB of the main package and of each subpackage. */
function sizesKib(dist: string): Map<string, number> {
  const roots = subpackagesOf(dist);
  const sizes = new Map([MAIN, ...roots].map((name) => [name, 0]));
  for (const name of filesOf(dist).filter(counts)) {
    const root = roots.find((each) => name.startsWith(`${each}/`)) ?? MAIN;
    sizes.set(root, (sizes.get(root) ?? 0) + statSync(join(dist, name)).size / 1024);
  }
  return sizes;
}

/** The smallest program that this version of Taro builds with the same settings: less is not to be had. */
async function helloKib(): Promise<number> {
  const hello = await buildHello();
  try {
    return sizesKib(hello.dist).get(MAIN) ?? 0;
  } finally {
    hello.remove();
  }
}

/** Large packages take long to start from: WeChat allows 2 MiB, these budgets are ours. */
export const sizesGate: Gate = {
  name: 'sizes',
  check: (dist) =>
    Promise.resolve(
      [...sizesKib(dist)]
        .filter(([name, kib]) => kib > mostKib(name))
        .map(([name, kib]) =>
          complaint(
            `package ${name}`,
            `${kib.toFixed(1)} KiB are more than ${mostKib(name)}`,
            'see which files grew; move, share or drop code',
          ),
        ),
    ),
  async covers(dist) {
    const sizes = [...sizesKib(dist)].map(([name, kib]) => `${name} ${kib.toFixed(1)} of ${mostKib(name)} KiB`);
    return `${sizes.join(', ')}; a bare Taro hello world ${(await helloKib()).toFixed(1)} KiB`;
  },
};
