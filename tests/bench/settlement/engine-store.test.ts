import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../../localcloud/engine/open-engine';
import type { Engine } from '../../../localcloud/engine/types';
import { describeStore } from '../../usecases/store-conformance';
import { EngineStore } from './engine-store';
import { SHOP_COLLECTIONS } from './open-shop';

const folder = mkdtempSync(join(tmpdir(), 'engine-store-'));
let engine: Engine | undefined;

describeStore('the store directly over the engine', () => {
  engine = openEngine({ folder });
  engine.declare(SHOP_COLLECTIONS);
  return new EngineStore(engine);
});

afterAll(() => {
  engine?.close();
  rmSync(folder, { recursive: true });
});
