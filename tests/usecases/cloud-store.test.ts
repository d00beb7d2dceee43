import { mkdirSync } from 'node:fs';
import path from 'node:path';
import databaseSpec from '../../config/cloud/database.json';
import { CloudProcess, TempFolder } from '../localcloud/support/cloud-process';
import { describeStore } from './store-conformance';
import { enterCloud } from './support/enter-cloud';

const folder = new TempFolder();
let cloud: CloudProcess;

describeStore('the cloud’s store, through the SDK', async () => {
  const functionsDir = path.join(folder.path, 'none');
  mkdirSync(functionsDir);
  cloud = await CloudProcess.start(folder.path, functionsDir, { databaseSpec });
  enterCloud(cloud.url);
  // The SDK reads its environment when it is loaded.
  const { openCloudStore } = await import('../../cloudfunctions/adapters/cloud-store');
  return openCloudStore();
});

afterAll(async () => {
  await cloud?.end();
  folder.remove();
});
