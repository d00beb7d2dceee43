import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { parseOptions } from '../../../localcloud/cli/options';
import { TempFolder } from '../support/cloud-process';
import { CliProcess } from './cli-process';

jest.setTimeout(60_000);

const folder = new TempFolder();
afterAll(() => folder.remove());

let made = 0;
/** A folder of its own for a test; not made yet. */
function newFolder(): string {
  made += 1;
  return join(folder.path, `data-${made}`);
}

describe('the command line', () => {
  test.each([
    [[], { port: 8300, dataDir: '.data', fresh: false, open: true, demo: true, build: true }],
    [['--port', '9000', '--data', 'd'], { port: 9000, dataDir: 'd' }],
    [['--port=0', '--fresh', '--no-open'], { port: 0, fresh: true, open: false }],
    [['--no-demo', '--no-build'], { demo: false, build: false }],
  ])('%j', (args, options) => {
    expect(parseOptions(args)).toMatchObject({ kind: 'run', options });
  });

  test.each([
    [['--nothing'], "Unknown option '--nothing'."],
    [['--port', 'x'], '--port takes a number from 0 to 65535, not "x".'],
    [['--port', '65536'], '--port takes a number from 0 to 65535, not "65536".'],
    [['--data', ''], '--data takes the name of a folder.'],
    [['word'], "Unexpected argument 'word'."],
  ])('%j is wrong', (args, problem) => {
    const asked = parseOptions(args);
    expect(asked).toMatchObject({ kind: 'wrong' });
    expect(asked.kind === 'wrong' && asked.problem).toContain(problem.slice(0, -1));
  });
});

test('--help shows every option', async () => {
  const { code, out, errors } = await CliProcess.run('--help');
  expect([code, errors]).toEqual([0, '']);
  for (const option of ['--port', '--data', '--fresh', '--no-demo', '--no-build', '--no-open']) {
    expect(out).toContain(option);
  }
});

test('an unknown option is a sentence, the usage and 2', async () => {
  const { code, out, errors } = await CliProcess.run('--colour');
  expect([code, out]).toEqual([2, '']);
  expect(errors).toMatch(/^Unknown option '--colour'[^\n]*\n\nUsage: npm start/);
});

test('a port in use', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const data = newFolder();
  const { code, errors } = await CliProcess.run('--no-demo', '--data', data, '--port', String(port));
  server.close();
  expect([code, errors]).toEqual([1, `Port ${port} is already in use. Choose another one with --port.\n`]);
  expect(existsSync(data)).toBe(false);
});

test('a folder that cannot be written', async () => {
  const file = newFolder();
  writeFileSync(file, 'not a folder');
  const data = join(file, 'data');
  const { code, errors } = await CliProcess.run('--no-demo', '--data', data, '--port', '0');
  expect([code, errors]).toEqual([1, `The data folder ${data} can't be written (ENOTDIR).\n`]);
});

test('data survive a restart, and two processes cannot have them', async () => {
  const data = newFolder();
  const first = new CliProcess('--no-demo', '--data', data, '--port', '0');
  const url = await first.ready();
  const moved = await fetch(`${url}/dev/clock`, { method: 'POST', body: '{"advanceMs":86400000}' });
  expect(moved.status).toBe(200);
  expect(await (await fetch(`${url}/dev/people`)).json()).toEqual([]);
  expect(await (await fetch(url)).text()).toContain('panel.mjs');

  const second = await CliProcess.run('--no-demo', '--data', data, '--port', '0');
  expect(second.code).toBe(1);
  expect(second.errors).toMatch(/^The data is in use by process \d+; .*choose another folder with --data\.\n$/);

  expect(await first.stop('SIGINT')).toMatchObject({ code: 0, errors: '' });
  expect(existsSync(join(data, 'lock'))).toBe(false);

  const third = new CliProcess('--no-demo', '--data', data, '--port', '0');
  const clock = (await (await fetch(`${await third.ready()}/dev/clock`)).json()) as { offsetMs: number };
  expect(clock.offsetMs).toBeGreaterThan(86_000_000);
  expect(await third.stop('SIGTERM')).toMatchObject({ code: 0 });
});

test('damaged data are left byte for byte, and put aside by --fresh', async () => {
  const data = newFolder();
  const first = new CliProcess('--no-demo', '--data', data, '--port', '0');
  await first.ready();
  await first.stop();
  const file = join(data, 'documents.db');
  const damaged = readFileSync(file);
  damaged.fill(0x5a, 0, 64);
  writeFileSync(file, damaged);

  const refused = await CliProcess.run('--no-demo', '--data', data, '--port', '0');
  expect(refused.code).toBe(1);
  expect(refused.errors).toMatch(/^[^\n]*documents\.db[^\n]*--fresh[^\n]*\n$/);
  expect(readFileSync(file).equals(damaged)).toBe(true);

  const fresh = new CliProcess('--no-demo', '--fresh', '--data', data, '--port', '0');
  await fresh.ready();
  await fresh.stop();
  const [aside = ''] = readdirSync(folder.path).filter((name) => name.startsWith(`${basename(data)}.old-`));
  expect(readFileSync(join(folder.path, aside, 'documents.db')).equals(damaged)).toBe(true);
});
