import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { HttpAnswer, HttpRequest } from '../../cloudfunctions/adapters/http-request';
import { PayApi, PayApiRefusal } from '../../cloudfunctions/adapters/wechat-pay-api';
import { type PaySettings, paysOut, readPaySettings } from '../../cloudfunctions/adapters/wechat-pay-settings';
import { WechatTransfers } from '../../cloudfunctions/adapters/wechat-pay-transfers';

const ALGORITHM = 'RSA-SHA256';
const NOW = Date.UTC(2026, 10, 21, 4);
const keyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
const merchant = keyPair();
const provider = keyPair();
const ENV = {
  LINTUAN_PAY_MCHID: '1900000109',
  LINTUAN_PAY_APPID: 'wx1',
  LINTUAN_PAY_SERIAL: '5157F0',
  LINTUAN_PAY_KEY: merchant.privateKey,
  LINTUAN_PAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1',
  LINTUAN_PAY_PUBLIC_KEY: provider.publicKey,
};
const settings: PaySettings = readPaySettings(ENV);

interface Said {
  status?: number;
  body?: string;
  key?: string;
  serial?: string;
  /** Milliseconds by which the answer claims to be later. */
  laterBy?: number;
  /** What arrives in place of the body that was signed. */
  arrives?: string;
  unsigned?: boolean;
}

function answer({
  status = 200,
  body = '{}',
  key = provider.privateKey,
  serial,
  laterBy = 0,
  ...said
}: Said): HttpAnswer {
  const timestamp = String(Math.floor((NOW + laterBy) / 1000));
  const signature = sign(ALGORITHM, Buffer.from(`${timestamp}\nn\n${body}\n`), key).toString('base64');
  const headers = said.unsigned
    ? {}
    : {
        'wechatpay-timestamp': timestamp,
        'wechatpay-nonce': 'n',
        'wechatpay-serial': serial ?? 'PUB_KEY_ID_1',
        'wechatpay-signature': signature,
      };
  return { status, headers, body: Buffer.from(said.arrives ?? body) };
}

/** The API with a provider that gives these answers in turn; `sent` fills with what it was asked. */
function api(answers: HttpAnswer[], sent: (HttpRequest & { url: URL })[] = []): PayApi {
  return new PayApi(settings, { now: () => NOW }, async (url, request) => {
    sent.push({ ...request, url });
    return answers[sent.length - 1] ?? answer({ status: 500 });
  });
}

const json = (fields: Record<string, unknown>, more: Said = {}): HttpAnswer =>
  answer({ body: JSON.stringify(fields), ...more });

describe('settings', () => {
  test('name what is missing, and never what a secret holds', () => {
    expect(() => readPaySettings({})).toThrow('set LINTUAN_PAY_MCHID, LINTUAN_PAY_APPID, LINTUAN_PAY_SERIAL');
    // Without any of it there are no payouts, and nothing is missing from the bills.
    expect([{}, { LINTUAN_PAY_SERIAL: '1' }, ENV].map(paysOut)).toEqual([false, true, true]);
    expect(() => readPaySettings({ ...ENV, LINTUAN_PAY_APPID: '' })).toThrow('set LINTUAN_PAY_APPID;');
    const damaged = (): unknown => readPaySettings({ ...ENV, LINTUAN_PAY_KEY: 'the-secret' });
    expect(damaged).toThrow('LINTUAN_PAY_KEY cannot be read');
    expect(damaged).not.toThrow('the-secret');
  });

  test('take a key on one line, and the provider’s own address where none is given', () => {
    const key = merchant.privateKey.replaceAll('\n', '\\n');
    expect(readPaySettings({ ...ENV, LINTUAN_PAY_KEY: key }).key.asymmetricKeyType).toBe('rsa');
    expect(settings.base).toBe('https://api.mch.weixin.qq.com');
    expect(readPaySettings({ ...ENV, LINTUAN_PAY_BASE: 'http://127.0.0.1:1/' }).base).toBe('http://127.0.0.1:1');
  });

  test('another scene says what it reports', () => {
    expect(settings).toMatchObject({
      scene: '1005',
      sceneInfos: [{ info_type: '岗位类型' }, { info_type: '报酬说明' }],
    });
    expect(() => readPaySettings({ ...ENV, LINTUAN_PAY_SCENE: '1000' })).toThrow('LINTUAN_PAY_SCENE_INFOS');
    const infos = [{ info_type: '活动名称', info_content: '邻里节' }];
    const other = { LINTUAN_PAY_SCENE: '1000', LINTUAN_PAY_SCENE_INFOS: JSON.stringify(infos) };
    expect(readPaySettings({ ...ENV, ...other })).toMatchObject({ scene: '1000', sceneInfos: infos });
    expect(() => readPaySettings({ ...ENV, LINTUAN_PAY_SCENE_INFOS: '[]' })).toThrow('LINTUAN_PAY_SCENE_INFOS');
  });
});

test('what goes out is signed: method, path with its query, time, nonce and body', async () => {
  const sent: (HttpRequest & { url: URL })[] = [];
  await api([answer({})], sent).post('/v3/x?y=1', { 菜: 1 });
  const [request] = sent;
  expect(request).toMatchObject({ method: 'POST', body: '{"菜":1}' });
  expect(request!.url.href).toBe('https://api.mch.weixin.qq.com/v3/x?y=1');
  const [, head] = /^WECHATPAY2-SHA256-RSA2048 (.*)$/.exec(request!.headers.authorization!)!;
  const fields = Object.fromEntries([...head!.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  expect(fields).toMatchObject({ mchid: '1900000109', serial_no: '5157F0', timestamp: String(NOW / 1000) });
  const message = Buffer.from(`POST\n/v3/x?y=1\n${NOW / 1000}\n${fields.nonce_str}\n{"菜":1}\n`);
  expect(verify(ALGORITHM, message, merchant.publicKey, Buffer.from(fields.signature!, 'base64'))).toBe(true);
});

test.each<[string, Said]>([
  ['signed by somebody else', { key: merchant.privateKey }],
  ['signed with a key of another name', { serial: 'PUB_KEY_ID_2' }],
  ['changed on its way', { body: '{"state":"FAIL"}', arrives: '{"state":"SUCCESS"}' }],
  ['of six minutes ago', { laterBy: -6 * 60_000 }],
  ['of in six minutes', { laterBy: 6 * 60_000 }],
  ['without a signature', { unsigned: true }],
  ['that is no JSON', { body: 'no' }],
  ['with another status', { status: 302 }],
])('an answer %s is not believed', async (_, said) => {
  await expect(api([answer(said)]).get('/v3/x')).rejects.toThrow();
});

test.each<[string, Said, boolean]>([
  ['a signed refusal', { status: 400 }, true],
  ['a signed “not found”', { status: 404 }, true],
  ['an unsigned refusal', { status: 403, unsigned: true }, false],
  ['a wrong signature of ours', { status: 401, unsigned: true }, false],
  ['too many requests', { status: 429 }, false],
  ['trouble at the provider', { status: 500 }, false],
])('%s is told with its reason', async (_, said, isRefusal) => {
  const failing = api([json({ code: 'CODE', message: '原因' }, said)]).get('/v3/x');
  await expect(failing).rejects.toThrow('CODE 原因');
  await failing.catch((error: unknown) => expect(error instanceof PayApiRefusal).toBe(isRefusal));
});

test('a file is taken only with the hash that was announced', async () => {
  const file = { status: 200, headers: {}, body: Buffer.from('账单') };
  const sha1 = createHash('sha1').update(file.body).digest('hex');
  const address = 'https://api.mch.weixin.qq.com/v3/billdownload/file?token=t';
  expect((await api([file]).download(address, sha1)).toString()).toBe('账单');
  await expect(api([{ ...file, body: Buffer.from('账单 ') }]).download(address, sha1)).rejects.toThrow('another hash');
  await expect(api([{ ...file, status: 400 }]).download(address, sha1)).rejects.toThrow('400');
});

describe('a transfer that the provider says is', () => {
  const time = '2026-11-21T12:00:00+08:00';
  const bill = { out_bill_no: 'W1', transfer_amount: 100, openid: 'o', transfer_remark: '佣金', update_time: time };
  const transfers = (answers: HttpAnswer[], sent: (HttpRequest & { url: URL })[] = []): WechatTransfers => {
    const one = api(answers, sent);
    return new WechatTransfers(() => one);
  };
  const query = (fields: Record<string, unknown>, ...more: HttpAnswer[]) =>
    transfers([json({ ...bill, ...fields }), ...more]).query('W1');
  const confirmation = json({ out_bill_no: 'W1', state: 'WAIT_USER_CONFIRM', package_info: 'pack' });

  test.each<[string, Record<string, unknown>, unknown]>([
    ['ACCEPTED', {}, { state: 'processing' }],
    ['PROCESSING', {}, { state: 'processing' }],
    ['TRANSFERING', {}, { state: 'processing' }],
    ['CANCELING', {}, { state: 'processing' }],
    ['SUCCESS', {}, { state: 'paid', doneAt: NOW }],
    ['FAIL', { fail_reason: 'OVERDUE_CLOSE' }, { state: 'closed', reason: '超过 24 小时没有确认收款', expired: true }],
    ['FAIL', { fail_reason: 'BRAND_NEW', expired: false }, { state: 'closed', reason: 'BRAND_NEW', expired: false }],
    ['FAIL', {}, { state: 'closed', reason: '微信支付没有说明原因', expired: false }],
    ['CANCELLED', {}, { state: 'closed', reason: '已撤销', expired: false }],
  ])('%s %j', async (state, more, expected) => {
    expect(await query({ state, ...more })).toEqual(expected);
  });

  test('WAIT_USER_CONFIRM is asked for its package', async () => {
    expect(await query({ state: 'WAIT_USER_CONFIRM' }, confirmation)).toEqual({
      state: 'waitingConfirm',
      package: 'pack',
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ['in no known state', { state: 'NEW' }],
    ['paid at no known time', { state: 'SUCCESS', update_time: '' }],
    ['another one', { state: 'SUCCESS', out_bill_no: 'W2' }],
    ['waiting, of no amount', { state: 'WAIT_USER_CONFIRM', transfer_amount: null }],
  ])('%s is thrown', async (_, fields) => {
    await expect(query(fields)).rejects.toThrow();
  });

  test('over already is looked up: the answer to a number used before says no more than its state', async () => {
    const answers = [json({ out_bill_no: 'W1', state: 'SUCCESS' }), json({ ...bill, state: 'SUCCESS' })];
    const again = { billNo: 'W1', openid: 'o', fen: 100, remark: '佣金' };
    expect(await transfers(answers).transfer(again)).toEqual({ state: 'paid', doneAt: NOW });
  });

  test.each<[string, HttpAnswer, boolean]>([
    ['cancelling', json({ state: 'CANCELING' }), true],
    ['over already', json({ code: 'INVALID_REQUEST' }, { status: 400 }), true],
    ['unknown', json({ code: 'NOT_FOUND' }, { status: 404 }), true],
    ['in trouble', json({ code: 'SYSTEM_ERROR' }, { status: 500 }), false],
    ['not ours', json({ code: 'NO_AUTH' }, { status: 403 }), false],
  ])('%s when it is cancelled', async (_, said, isFine) => {
    const cancelled = transfers([said]).cancel('W1');
    await (isFine ? expect(cancelled).resolves.toBeUndefined() : expect(cancelled).rejects.toThrow());
  });

  test.each<[string, { billNo?: string; fen?: number }]>([
    ['an odd number', { billNo: 'w_1' }],
    ['a number of 33', { billNo: 'x'.repeat(33) }],
    ['nine fen', { fen: 9 }],
    ['half a fen', { fen: 10.5 }],
  ])('never sent: %s', async (_, change) => {
    const sent: (HttpRequest & { url: URL })[] = [];
    const transfer = transfers([], sent).transfer({ billNo: 'W1', openid: 'o', fen: 100, remark: '', ...change });
    await expect(transfer).rejects.toThrow();
    expect(sent).toEqual([]);
  });
});
