import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFixtureFunctions, CloudProcess, eventually, TempFolder } from './support/cloud-process';

/** Times the process is killed; many more in the long run of the tests. */
const ROUNDS = process.env.LINTUAN_FULL === undefined ? 3 : 30;

const folder = new TempFolder();
let functions = '';
const open: CloudProcess[] = [];

async function start(): Promise<CloudProcess> {
  const cloud = await CloudProcess.start(folder.path, functions);
  open.push(cloud);
  return cloud;
}

beforeAll(() => {
  functions = buildFixtureFunctions(folder.path);
});
afterAll(async () => {
  await Promise.all(open.map((cloud) => cloud.end('SIGKILL')));
  folder.remove();
});

/** Adds documents one after another until the process is gone; answers the ids that were acknowledged. */
async function writeUntilKilled(cloud: CloudProcess, writer: string): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let index = 0; ; index += 1) {
    const id = `${writer}_${index}`;
    try {
      await cloud.run(`await db.collection('things').add({ data: { _id: input } })`, id);
    } catch {
      return acknowledged;
    }
    acknowledged.push(id);
  }
}

test(
  'what was acknowledged survives SIGKILL, and so do clock and payments',
  async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const cloud = await start();
      await cloud.post('/dev/clock', { advanceMs: 86_400_000 });
      const order = {
        body: 'b',
        outTradeNo: `k${round}`,
        spbillCreateIp: '127.0.0.1',
        subMchId: '1',
        totalFee: 1,
        functionName: 'callback',
      };
      await cloud.run(`await cloud.cloudPay.unifiedOrder(input)`, order, 'oPayer');
      const writers = ['a', 'b', 'c'].map((writer) => writeUntilKilled(cloud, `${round}${writer}`));
      await new Promise((resolve) => setTimeout(resolve, 500 + 250 * (round % 3)));
      await cloud.post('/dev/pay', { orderId: `k${round}`, outcome: 'paid', delayMs: 60_000 });
      await cloud.end('SIGKILL');
      acknowledged.push(...(await Promise.all(writers)).flat());
    }
    const cloud = await start();
    const total = (await cloud.run(`return (await db.collection('things').count()).total`)) as number;
    expect(acknowledged.length).toBeGreaterThan(20);
    const kept = await cloud.run(
      `const kept = [];
     for (let i = 0; i < input.length; i += 500) {
       const part = input.slice(i, i + 500);
       kept.push(...(await db.collection('things').where({ _id: _.in(part) }).limit(1000).get()).data.map((x) => x._id));
     }
     return kept.length;`,
      acknowledged,
    );
    expect(kept).toBe(acknowledged.length);
    expect(total).toBeGreaterThanOrEqual(acknowledged.length);
    expect(((await cloud.get('/dev/clock')) as { offsetMs: number }).offsetMs).toBeGreaterThan(
      ROUNDS * 86_400_000 - 60_000,
    );
    const payments = Array.from({ length: ROUNDS }, (_, round) => `k${round}`);
    for (const outTradeNo of payments) {
      const state = await cloud.run(
        `return (await cloud.cloudPay.queryOrder({ outTradeNo: input })).tradeState`,
        outTradeNo,
      );
      expect(state).toBe('SUCCESS');
    }
    // The callbacks that the killed processes still owed were delivered by the next ones.
    await eventually(async () => {
      const callbacks = (await cloud.documents('callbacks')) as { event?: { outTradeNo: string } }[];
      const told = new Set(callbacks.map(({ event }) => event?.outTradeNo));
      return payments.every((payment) => told.has(payment));
    });
    process.stdout.write(
      `E12 killed: SIGKILL ${ROUNDS} times while it wrote, ${acknowledged.length} acknowledged writes, 0 lost\n`,
    );
    await cloud.end();
  },
  40_000 + ROUNDS * 8_000,
);

test('two processes cannot open the same data; a lock of the dead is taken over', async () => {
  const first = await start();
  await expect(CloudProcess.start(folder.path, functions)).rejects.toThrow('in use by process');
  await first.end();
  writeFileSync(join(folder.path, 'data', 'lock'), '999999999');
  const second = await start();
  // A close lets what runs come to its end.
  const slow = second.run(
    `await new Promise((resolve) => setTimeout(resolve, 300)); return (await db.collection('things').count()).total >= 0`,
  );
  await new Promise((resolve) => setTimeout(resolve, 600));
  const late = second.run(
    `await new Promise((resolve) => setTimeout(resolve, 400)); return (await db.collection('things').count()).total >= 0`,
  );
  expect(await slow).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await second.end();
  expect(await late).toBe(true);
}, 30_000);
