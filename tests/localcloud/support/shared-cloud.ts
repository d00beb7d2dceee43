import { buildFixtureFunctions, CloudProcess, TempFolder } from './cloud-process';

/** One local cloud for all tests of a file. */
export function useCloud(extra: Record<string, unknown> = {}): { cloud: () => CloudProcess; folder: TempFolder } {
  // Instances start slowly on a machine that is busy with other things.
  jest.setTimeout(30_000);
  const folder = new TempFolder();
  let cloud: CloudProcess;
  beforeAll(async () => {
    cloud = await CloudProcess.start(folder.path, buildFixtureFunctions(folder.path), extra);
  }, 30_000);
  afterAll(async () => {
    await cloud?.end();
    folder.remove();
  }, 30_000);
  return { cloud: () => cloud, folder };
}
