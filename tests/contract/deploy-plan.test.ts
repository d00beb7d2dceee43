import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describePlan, planDeployment } from '../../config/deploy-plan';
import type { CollectionName } from '../../cloudfunctions/usecases/documents';
import database from '../../config/cloud/database.json';
import functions from '../../config/cloud/functions.json';

const ROOT = path.resolve(__dirname, '../..');
const SETTINGS = {
  TENCENT_SECRET_ID: 'id-of-the-key',
  TENCENT_SECRET_KEY: 'the-key-itself',
  LINTUAN_ENV_ID: 'lintuan-1a2b',
  LINTUAN_OWNER_OPENID: 'o-owner',
  LINTUAN_MERCHANT_NAME: '青禾鲜蔬',
  LINTUAN_SUB_MCH_ID: '1900000109',
  LINTUAN_PAY_MCHID: '1900000200',
  LINTUAN_PAY_APPID: 'wx1a2b3c',
  LINTUAN_PAY_SERIAL: '5157F09E',
  LINTUAN_PAY_KEY: 'the-private-key',
  LINTUAN_PAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1',
  LINTUAN_PAY_PUBLIC_KEY: 'the-public-key',
};

/** Runs `npm run deploy -- args` without the vendor's network. */
function deploy(args: string[], env: Record<string, string>): { status: number | null; out: string; err: string } {
  // Without the settings that whoever runs the tests may have.
  const bare: NodeJS.ProcessEnv = { NODE_ENV: 'test', PATH: process.env.PATH, ...env };
  const run = spawnSync(process.execPath, ['--import', 'tsx', path.join(ROOT, 'config/deploy.ts'), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: bare,
  });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

test('every collection of the documents is declared, and no other', () => {
  // The compiler compares the two, in both directions: what is on one side only does not build.
  const declared: Record<CollectionName, unknown> = database.collections;
  const known: Record<keyof typeof database.collections, unknown> = { ...declared };
  expect(known).toEqual(declared);
});

test.each(Object.entries(database.collections))(
  '%s is closed to clients, its indexes have their own names',
  (_, spec) => {
    expect(spec.rule).toEqual({ read: false, write: false });
    const names = spec.indexes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const keys = spec.indexes.map((index) => JSON.stringify(index.keys));
    expect(new Set(keys).size).toBe(keys.length);
  },
);

test.each(Object.entries(functions.functions))('%s is deployed as its own folder says', (name, settings) => {
  const file = path.join(ROOT, 'cloudfunctions', name, 'config.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as { timeout: number; memorySize: number };
  expect({ timeoutSeconds: config.timeout, memoryMb: config.memorySize }).toMatchObject({
    timeoutSeconds: settings.timeoutSeconds,
    memoryMb: settings.memoryMb,
  });
  for (const variable of settings.env) expect(Object.keys(functions.env)).toContain(variable);
});

test('the plan names everything, and no secret', () => {
  const text = describePlan(planDeployment({ ...SETTINGS, LINTUAN_TEMPLATES: '{"arrived":{}}' }));
  for (const name of Object.keys(database.collections)) expect(text).toContain(`  ${name}, rule {"read":false`);
  expect(text).toContain('index by_openid: openid 1, unique');
  expect(text).toContain('index by_location: location 2dsphere');
  expect(text).toContain('job: 60 s, 256 MB, timer 0 * * * * * *, with LINTUAN_TEMPLATES');
  expect(text).toContain('"callback":{"invoke":false}');
  expect(text).toContain('m1 青禾鲜蔬, sub-merchant 1900000109, owner o-owner');
  for (const secret of ['id-of-the-key', 'the-key-itself', 'the-private-key', '{"arrived"'])
    expect(text).not.toContain(secret);
});

test.each(Object.keys(SETTINGS))('without %s the plan says so', (name) => {
  const { missing } = planDeployment({ ...SETTINGS, [name]: '' });
  expect(missing.filter((line) => !line.startsWith('the bundle'))).toEqual([expect.stringMatching(`^${name}: `)]);
});

test('more settings than a function takes are found before anything is deployed', () => {
  const { missing } = planDeployment({ ...SETTINGS, LINTUAN_TEMPLATES: 'x'.repeat(4096) });
  expect(missing.filter((line) => !line.startsWith('the bundle'))).toEqual([
    expect.stringMatching(/^a smaller environment of job: it has \d+ bytes, of at most 4000$/),
  ]);
});

test('--plan shows what would be done and does nothing', () => {
  const { status, out } = deploy(['--plan'], {});
  expect(status).toBe(0);
  expect(out).toContain(`Collections (${Object.keys(database.collections).length})`);
  expect(out).toContain('Missing:');
}, 30_000);

test('what is missing stops a deployment with an exit code', () => {
  const { status, err } = deploy(['--yes'], { LINTUAN_ENV_ID: 'e' });
  expect(status).toBe(1);
  expect(err).toContain('set what is missing');
}, 30_000);

test('an unknown option is refused', () => {
  expect(deploy(['--force'], SETTINGS).status).toBe(2);
}, 30_000);
