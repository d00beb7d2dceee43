import { generateKeyPairSync } from 'node:crypto';
import { feeOf, feeReturned } from '../../../localcloud/services/pay-fees';
import { type Answer, buildFixtureFunctions, CloudProcess, TempFolder } from '../support/cloud-process';
import { type Fields, PayClient } from '../support/pay-client';

jest.setTimeout(30_000);

const TRANSFERS = '/v3/fund-app/mch-transfer/transfer-bills';
const HOUR = 3_600_000;
const folder = new TempFolder();
let functions: string;
let cloud: CloudProcess;
let client: PayClient;
let lastNumber = 0;

beforeAll(async () => {
  functions = buildFixtureFunctions(folder.path);
  cloud = await CloudProcess.start(folder.path, functions);
  client = await PayClient.open(cloud);
});
afterAll(async () => {
  await cloud?.end();
  folder.remove();
});

const content = (billNo: string, extra: Fields = {}): Fields => ({
  appid: client.env.LINTUAN_PAY_APPID,
  out_bill_no: billNo,
  transfer_scene_id: '1005',
  openid: 'oLeader',
  transfer_amount: 1234,
  transfer_remark: '团长佣金',
  transfer_scene_report_infos: [
    { info_type: '岗位类型', info_content: '社区团长' },
    { info_type: '报酬说明', info_content: '佣金' },
  ],
  ...extra,
});

/** A new transfer of 1,234 fen that waits for its payee; answers its number. */
async function transfer(extra: Fields = {}): Promise<string> {
  const billNo = `W${(lastNumber += 1)}`;
  expect(await client.call('POST', TRANSFERS, content(billNo, extra))).toMatchObject({ status: 200 });
  return billNo;
}

const query = (billNo: string): Promise<Fields> => client.call('GET', `${TRANSFERS}/out-bill-no/${billNo}`);
const stateOf = async (billNo: string): Promise<unknown> => (await query(billNo)).state;
const cancel = (billNo: string): Promise<Fields> => client.call('POST', `${TRANSFERS}/out-bill-no/${billNo}/cancel`);
const act = (billNo: string, outcome: string, extra: Fields = {}): Promise<unknown> =>
  cloud.post('/dev/transfer', { billNo, outcome, ...extra });
const pass = (ms: number): Promise<unknown> => cloud.post('/dev/clock', { advanceMs: ms });
const sandbox = (change: Fields): Promise<unknown> => cloud.post('/dev/sandbox', change);
async function today(): Promise<string> {
  const { now } = (await cloud.get('/dev/clock')) as { now: number };
  return new Date(now + 8 * HOUR).toISOString().slice(0, 10);
}

describe('strangers', () => {
  const other = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;

  const body = (): string => JSON.stringify(content('stranger'));
  test.each<[string, () => Promise<Answer>]>([
    ['another key', () => client.send('POST', TRANSFERS, body(), { key: other })],
    ['another merchant', () => client.send('POST', TRANSFERS, body(), { mchId: '1' })],
    ['another certificate', () => client.send('POST', TRANSFERS, body(), { serial: '1' })],
    ['another body', () => client.send('POST', TRANSFERS, body(), { signedBody: '{}' })],
    ['an old signature', () => client.send('POST', TRANSFERS, body(), { laterBy: -301 })],
  ])('%s is refused, and nothing comes of it', async (_, send) => {
    const answer = await send();
    expect(answer.status).toBe(401);
    expect(answer.headers['wechatpay-signature']).toBeUndefined();
    expect((await query('stranger')).code).toBe('NOT_FOUND');
  });

  test('an unsigned request is refused', async () => {
    expect((await (await fetch(cloud.url + TRANSFERS)).json()) as unknown).toMatchObject({ code: 'SIGN_ERROR' });
  });
});

describe('a transfer', () => {
  test('waits for its payee, and is the same when it is asked for again', async () => {
    const billNo = await transfer();
    const first = await client.call('POST', TRANSFERS, content(billNo));
    expect(first).toMatchObject({ state: 'WAIT_USER_CONFIRM', package_info: expect.any(String) as string });
    expect(await client.call('POST', TRANSFERS, content(billNo))).toEqual(first);
    const asked = await query(billNo);
    expect(asked).toMatchObject({ state: 'WAIT_USER_CONFIRM', transfer_amount: 1234, openid: 'oLeader' });
    expect(asked).not.toHaveProperty('package_info');
  });

  test.each<[string, Fields]>([
    ['amount', { transfer_amount: 1235 }],
    ['payee', { openid: 'oOther' }],
    ['remark', { transfer_remark: '别的' }],
  ])('of a number that was used with another %s is refused', async (_, change) => {
    const billNo = await transfer();
    const answer = await client.call('POST', TRANSFERS, content(billNo, change));
    expect(answer).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    expect(await query(billNo)).toMatchObject({
      transfer_amount: 1234,
      openid: 'oLeader',
      transfer_remark: '团长佣金',
    });
  });

  test.each<[string, Fields]>([
    ['a number with other characters', { out_bill_no: 'w_1' }],
    ['a number of 33', { out_bill_no: 'x'.repeat(33) }],
    ['another mini-program', { appid: 'wx1' }],
    ['nobody', { openid: '' }],
    ['nine fen', { transfer_amount: 9 }],
    ['half a fen', { transfer_amount: 100.5 }],
    ['two thousand yuan without a name', { transfer_amount: 200_000 }],
    ['no remark', { transfer_remark: '' }],
    ['a remark of 33', { transfer_remark: '菜'.repeat(33) }],
    ['half a report', { transfer_scene_report_infos: [{ info_type: '岗位类型', info_content: '社区团长' }] }],
    ['no report', { transfer_scene_report_infos: [] }],
  ])('with %s is refused', async (_, change) => {
    const answer = await client.call('POST', TRANSFERS, content('refused', change));
    expect(answer.status).toBe(400);
    expect((await query('refused')).status).toBe(404);
  });

  test('is confirmed by its payee, once', async () => {
    const billNo = await transfer();
    expect(await act(billNo, 'confirmed')).toEqual({ ok: true, state: 'SUCCESS' });
    expect(await stateOf(billNo)).toBe('SUCCESS');
    expect(await act(billNo, 'confirmed')).toMatchObject({ ok: false, error: { code: 'INVALID_REQUEST' } });
    expect(await cancel(billNo)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  test('is confirmed by the package that its payee was shown, and is under way for a while', async () => {
    const billNo = await transfer();
    const { package_info: pack } = await client.call('POST', TRANSFERS, content(billNo));
    const act = { package: pack, outcome: 'confirmed', delayMs: 2000 };
    const sheet = await cloud.get(`/dev/transfer?package=${encodeURIComponent(String(pack))}`);
    expect(sheet).toEqual({ fen: content(billNo).transfer_amount });
    expect(await cloud.post('/dev/transfer', act)).toEqual({ ok: true, state: 'TRANSFERING' });
    await pass(2000);
    expect(await stateOf(billNo)).toBe('SUCCESS');
  });

  test('fails at its payee’s account', async () => {
    const billNo = await transfer();
    await act(billNo, 'failed');
    expect(await query(billNo)).toMatchObject({ state: 'FAIL', fail_reason: 'ACCOUNT_FROZEN' });
  });

  test('is closed after 24 hours', async () => {
    const billNo = await transfer();
    await pass(24 * HOUR - 60_000);
    expect(await stateOf(billNo)).toBe('WAIT_USER_CONFIRM');
    await pass(60_000);
    expect(await query(billNo)).toMatchObject({ state: 'FAIL', fail_reason: 'OVERDUE_CLOSE' });
    expect(await act(billNo, 'confirmed')).toMatchObject({ ok: false });
  });

  test('is cancelled a moment after it was asked to be', async () => {
    const billNo = await transfer();
    expect(await cancel(billNo)).toMatchObject({ status: 200, state: 'CANCELING' });
    expect(await act(billNo, 'confirmed')).toMatchObject({ ok: false });
    await pass(1000);
    expect(await stateOf(billNo)).toBe('CANCELLED');
    expect(await cancel(billNo)).toMatchObject({ status: 200, state: 'CANCELLED' });
  });

  test('waits for money while the account is empty', async () => {
    await sandbox({ transferAccountEmpty: true });
    const billNo = await transfer();
    expect(await stateOf(billNo)).toBe('PROCESSING');
    await sandbox({ transferAccountEmpty: false });
    expect(await stateOf(billNo)).toBe('WAIT_USER_CONFIRM');
  });

  test('whose answer is lost exists, one that was never taken does not', async () => {
    await sandbox({ transferFault: 'before' });
    expect(await client.call('POST', TRANSFERS, content('Lost1'))).toMatchObject({ status: 500, code: 'SYSTEM_ERROR' });
    await sandbox({ transferFault: 'after' });
    expect((await client.call('POST', TRANSFERS, content('Lost2'))).status).toBe(500);
    expect((await query('Lost1')).status).toBe(404);
    expect(await stateOf('Lost2')).toBe('WAIT_USER_CONFIRM');
    expect((await client.call('POST', TRANSFERS, content('Lost2'))).state).toBe('WAIT_USER_CONFIRM');
    await sandbox({ transferFault: 'none' });
  });

  test('outlives the process, and the keys do', async () => {
    const billNo = await transfer();
    await cloud.end();
    cloud = await CloudProcess.start(folder.path, functions);
    const again = await PayClient.open(cloud);
    expect({ ...again.env, LINTUAN_PAY_BASE: '' }).toEqual({ ...client.env, LINTUAN_PAY_BASE: '' });
    client = again;
    expect(await stateOf(billNo)).toBe('WAIT_USER_CONFIRM');
  });
});

test.each<[string, Fields, string]>([
  ['transfer', { billNo: 'none', outcome: 'confirmed' }, 'NOT_FOUND'],
  ['transfer', { package: 'none', outcome: 'confirmed' }, 'NOT_FOUND'],
  ['transfer', { billNo: 'none', outcome: 'stolen' }, 'badRequest'],
  ['transfer', { outcome: 'confirmed' }, 'badRequest'],
  ['transfer', { billNo: 'none', outcome: 'confirmed', delayMs: -1 }, 'badRequest'],
  ['sandbox', {}, 'badRequest'],
  ['sandbox', { messagesRefused: 1 }, 'badRequest'],
  ['sandbox', { transferFault: 'often' }, 'badRequest'],
  ['sandbox', { billFault: { change: 'drop' } }, 'badRequest'],
  ['sandbox', { toString: true }, 'badRequest'],
])('/dev/%s refuses %j as %s', async (route, body, code) => {
  expect(await cloud.post(`/dev/${route}`, body)).toMatchObject({ ok: false, error: { code } });
});

describe('the fund flow bill', () => {
  test('holds what was paid out on its day, and nothing else', async () => {
    await pass(24 * HOUR);
    const day = await today();
    const [paid, altered, dropped] = [await transfer(), await transfer({ transfer_amount: 10 }), await transfer()];
    for (const billNo of [paid, altered, dropped]) await act(billNo, 'confirmed');
    await act(await transfer(), 'failed');
    await transfer();
    const path = `/v3/bill/fundflowbill?bill_date=${day}&account_type=OPERATION`;
    expect(await client.call('GET', path)).toMatchObject({ status: 400, code: 'STATEMENT_CREATING' });
    await pass(48 * HOUR);

    const lines = (await client.fundFlow(day)).split('\r\n');
    expect(lines).toHaveLength(7);
    expect(lines[1]).toMatch(new RegExp(`^\`${day} .*,\`支出,\`12.34,\`99987.66,.*,\`${paid}$`));
    expect(lines[5]).toBe('`3.0,`0.0,`0.00,`3.0,`24.78');
    await sandbox({ billFault: { change: 'alter', number: altered } });
    expect((await client.fundFlow(day)).split('\r\n')[5]).toBe('`3.0,`0.0,`0.00,`3.0,`24.79');
    await sandbox({ billFault: { change: 'drop', number: dropped } });
    expect((await client.fundFlow(day)).split('\r\n')[4]).toBe('`2.0,`0.0,`0.00,`2.0,`12.44');
    await sandbox({ billFault: null });
  });

  test.each([
    ['bill_date=20261121&account_type=OPERATION', 'PARAM_ERROR'],
    ['bill_date=2020-01-01&account_type=OPERATION', 'NO_STATEMENT_EXIST'],
    ['bill_date=2020-01-01', 'NO_STATEMENT_EXIST'],
  ])('with %s is refused as %s', async (search, code) => {
    expect((await client.call('GET', `/v3/bill/fundflowbill?${search}`)).code).toBe(code);
  });

  test('is downloaded with the address that was given', async () => {
    expect((await client.call('GET', '/v3/billdownload/file?token=none')).status).toBe(400);
    expect((await client.call('GET', '/v3/certificates')).status).toBe(404);
  });
});

describe('fees', () => {
  test.each([
    [1, 0],
    [83, 0],
    [84, 1],
    [249, 1],
    [250, 2],
    [10_000, 60],
    [199_999, 1200],
  ])('of %i fen the provider keeps %i', (fen, fee) => {
    expect(feeOf(fen)).toBe(fee);
  });

  test('come back with the refunds, all of them in the end', () => {
    const parts = [333, 333, 334];
    let before = 0;
    const returned = parts.map((part) => {
      const share = feeReturned(1000, before, part);
      before += part;
      return share;
    });
    expect(returned).toEqual([2, 2, 2]);
    expect(feeReturned(1000, 0, 1000)).toBe(6);
  });
});
