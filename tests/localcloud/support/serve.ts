import { type LocalCloudOptions, startLocalCloud } from '../../../localcloud/local-cloud';

/** Runs a local cloud until the parent goes or asks it to stop; says where it listens in its first line. */
async function serve(): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '{}') as LocalCloudOptions;
  const cloud = await startLocalCloud(options);
  process.stdout.write(`${cloud.url}\n`);
  const stop = (): void => void cloud.close().then(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
}

serve().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
