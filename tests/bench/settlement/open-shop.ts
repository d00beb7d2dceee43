import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import databaseSpec from '../../../config/cloud/database.json';
import { openEngine } from '../../../localcloud/engine/open-engine';
import type { CollectionSpec, Engine, IndexSpec } from '../../../localcloud/engine/types';

/** The collections and indexes that the functions are deployed with. */
export const SHOP_COLLECTIONS: readonly CollectionSpec[] = Object.entries(databaseSpec.collections).map(
  ([name, { indexes }]) => ({ name, indexes: indexes as unknown as IndexSpec[] }),
);

export interface OpenShop {
  engine: Engine;
  folder: string;
  /** Closes it and removes its folder. */
  close(): void;
}

/**
 * An engine in a folder of its own, as the local cloud opens it: a real file, WAL, synchronous NORMAL. from: the closed folder
 * whose documents it begins with.
 */
export function openShop(options: { from?: string; cacheKib?: number } = {}): OpenShop {
  const { from, cacheKib } = options;
  const folder = mkdtempSync(join(tmpdir(), 'bench-shop-'));
  if (from !== undefined) cpSync(from, folder, { recursive: true });
  const engine = openEngine({ folder, cacheKib });
  engine.declare(SHOP_COLLECTIONS);
  const close = (): void => {
    engine.close();
    rmSync(folder, { recursive: true });
  };
  return { engine, folder, close };
}

/** Makes a closed folder filled by `fill`, and removes it when `use` has ended. */
export async function withTemplate<Result>(
  fill: (engine: Engine) => void,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-template-'));
  try {
    const engine = openEngine({ folder });
    engine.declare(SHOP_COLLECTIONS);
    fill(engine);
    engine.close();
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
