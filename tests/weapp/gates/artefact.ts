import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

interface AppJson {
  pages: string[];
  subPackages?: { root: string; pages: string[] }[];
}

/** Names of the files below the folder, relative to it, with slashes on every system. */
export function filesOf(dist: string, ...endings: readonly string[]): string[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(dist, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => endings.length === 0 || endings.some((ending) => name.endsWith(ending)))
    .sort();
}

export function textOf(dist: string, name: string): string {
  return readFileSync(join(dist, name), 'utf8');
}

/** What a JSON file holds, or nothing when it cannot be read as one; saying so is the gate `config`'s own work. */
export function jsonOf(dist: string, name: string): unknown {
  if (!existsSync(join(dist, name))) return undefined;
  try {
    return JSON.parse(textOf(dist, name)) as unknown;
  } catch {
    return undefined;
  }
}

/** Folders of the subpackages, by app.json. */
export function subpackagesOf(dist: string): string[] {
  const app = jsonOf(dist, 'app.json') as AppJson | undefined;
  return (app?.subPackages ?? []).map(({ root }) => root.replace(/\/$/, ''));
}

/** Every page, by app.json. */
export function pagesOf(dist: string): string[] {
  const app = jsonOf(dist, 'app.json') as AppJson | undefined;
  const inSubpackages = (app?.subPackages ?? []).flatMap(({ root, pages }) =>
    pages.map((page) => `${root.replace(/\/$/, '')}/${page}`),
  );
  return [...(app?.pages ?? []), ...inSubpackages];
}
