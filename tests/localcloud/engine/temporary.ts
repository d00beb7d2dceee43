import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../../localcloud/engine/open-engine';
import type { Document, Engine, EngineOptions } from '../../../localcloud/engine/types';

const folders: string[] = [];
const engines: Engine[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  folders.push(folder);
  return folder;
}

/** An engine that is closed, with its folder removed, by `cleanUp`. */
export function openTemporary(options: Partial<EngineOptions> = {}): Engine {
  const engine = openEngine({ folder: temporaryFolder(), ...options });
  engines.push(engine);
  return engine;
}

export function cleanUp(): void {
  for (const engine of engines.splice(0)) engine.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

export function parse(texts: readonly string[]): Document[] {
  return texts.map((text) => JSON.parse(text) as Document);
}

export function ids(texts: readonly string[]): string[] {
  return parse(texts).map((document) => document._id);
}

/** The code and message of what `run` throws; fails when it throws nothing. */
export function failure(run: () => unknown): { name: string; code?: string; message: string } {
  try {
    run();
  } catch (error) {
    const { name, code, message } = error as Error & { code?: string };
    return { name, code, message };
  }
  throw new Error('nothing was thrown');
}
