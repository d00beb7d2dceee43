import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomUUID, sign, verify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../runner/clock';
import { BodyTooLargeError, readBody, send } from '../wire/http';
import { ApiV3Error } from './api-v3-error';
import { fundFlowBill } from './fund-flow-bill';
import { MCH_ID, nonce } from './pay-common';
import type { PayKeys } from './pay-keys';
import type { SandboxSettings } from './sandbox-settings';
import type { TransferRecords } from './transfer-records';
import type { TransferSandbox } from './transfer-sandbox';

const SCHEME = 'WECHATPAY2-SHA256-RSA2048';
const ALGORITHM = 'RSA-SHA256';
const MAX_BODY_BYTES = 64 * 1024;
const MAX_AGE_MS = 5 * 60_000;
const TRANSFERS = '/v3/fund-app/mch-transfer/transfer-bills';
/** The address of a bill is good for this long, in milliseconds of the cloud's clock. */
const DOWNLOAD_MS = 5 * 60_000;

export interface ApiV3Options {
  keys: PayKeys;
  transfers: TransferSandbox;
  records: TransferRecords;
  sandbox: SandboxSettings;
  clock: Clock;
}

interface Asked {
  method: string;
  url: URL;
  body: string;
  /** With the port under which the caller knows this server. */
  origin: string;
}

/** WeChat Pay's API v3 over HTTP: believes only who signs as the merchant, and signs its answers. */
export class ApiV3 {
  private readonly merchantKey: KeyObject;
  private readonly ownKey: KeyObject;
  /** Bills that were applied for, by token. */
  private readonly downloads = new Map<string, { content: Buffer; until: number }>();

  constructor(private readonly options: ApiV3Options) {
    this.merchantKey = createPublicKey(options.keys.merchant.publicKey);
    this.ownKey = createPrivateKey(options.keys.provider.privateKey);
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    let body: string;
    try {
      body = (await readBody(request, MAX_BODY_BYTES)).toString();
    } catch (error) {
      if (!(error instanceof BodyTooLargeError)) throw error;
      return this.answer(response, 413, { code: 'PARAM_ERROR', message: '请求太大' }, false);
    }
    const method = request.method ?? '';
    const message = `${method}\n${request.url ?? ''}`;
    if (!this.isMerchants(request.headers.authorization ?? '', message, body)) {
      return this.answer(response, 401, { code: 'SIGN_ERROR', message: '签名错误，请检查后再试' }, false);
    }
    const asked = { method, url, body, origin: `http://${request.headers.host}` };
    try {
      const answer = this.perform(asked);
      if (Buffer.isBuffer(answer)) send(response, 200, 'text/plain; charset=utf-8', answer);
      else this.answer(response, 200, answer);
    } catch (error) {
      if (!(error instanceof ApiV3Error)) throw error;
      this.answer(response, error.status, { code: error.code, message: error.message });
    }
  }

  /** Whether the merchant signed this request, within five minutes of now. `message`: its method and path. */
  private isMerchants(authorization: string, message: string, body: string): boolean {
    if (!authorization.startsWith(`${SCHEME} `)) return false;
    const fields = Object.fromEntries(
      [...authorization.slice(SCHEME.length).matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    ) as Record<string, string | undefined>;
    const { mchid, serial_no: serial, timestamp = '', nonce_str: nonceText = '', signature = '' } = fields;
    if (mchid !== MCH_ID || serial !== this.options.keys.merchant.id) return false;
    if (!(Math.abs(this.options.clock.now() - Number(timestamp) * 1000) <= MAX_AGE_MS)) return false;
    const signed = Buffer.from(`${message}\n${timestamp}\n${nonceText}\n${body}\n`);
    return verify(ALGORITHM, signed, this.merchantKey, Buffer.from(signature, 'base64'));
  }

  private answer(response: ServerResponse, status: number, value: Record<string, unknown>, signed = true): void {
    const body = JSON.stringify(value);
    const timestamp = String(Math.floor(this.options.clock.now() / 1000));
    const own = nonce();
    response.setHeader('request-id', randomUUID());
    if (signed) {
      response.setHeader('wechatpay-nonce', own);
      response.setHeader('wechatpay-timestamp', timestamp);
      response.setHeader('wechatpay-serial', this.options.keys.provider.id);
      const signature = sign(ALGORITHM, Buffer.from(`${timestamp}\n${own}\n${body}\n`), this.ownKey);
      response.setHeader('wechatpay-signature', signature.toString('base64'));
    }
    send(response, status, 'application/json; charset=utf-8', Buffer.from(body));
  }

  /** An object to answer, or a file. */
  private perform(asked: Asked): Record<string, unknown> | Buffer {
    const { method, url } = asked;
    const route = `${method} ${url.pathname}`;
    if (route === `POST ${TRANSFERS}`) return this.transfer(asked);
    if (route === 'GET /v3/bill/fundflowbill') return this.fundFlow(asked);
    if (route === 'GET /v3/billdownload/file') return this.download(url);
    const bill = new RegExp(`^${TRANSFERS}/out-bill-no/([0-9A-Za-z]{1,32})(/cancel)?$`).exec(url.pathname);
    if (bill?.[1] && method === 'GET' && !bill[2]) return this.options.transfers.query(bill[1], MCH_ID);
    if (bill?.[1] && method === 'POST' && bill[2]) return this.options.transfers.cancel(bill[1]);
    throw new ApiV3Error(404, 'RESOURCE_NOT_EXISTS', `没有这个接口：${route}`);
  }

  private transfer({ body }: Asked): Record<string, unknown> {
    const { transfers, records, sandbox } = this.options;
    const args = parseObject(body);
    const { transferFault } = sandbox.get();
    const isNew = records.bill(String(args.out_bill_no)) === undefined;
    const lost = new ApiV3Error(500, 'SYSTEM_ERROR', '系统异常，请使用相同参数稍后重新调用');
    if (isNew && transferFault === 'before') throw lost;
    const answer = transfers.create(args);
    if (isNew && transferFault === 'after') throw lost;
    return answer;
  }

  private fundFlow({ url, origin }: Asked): Record<string, unknown> {
    const { records, clock, sandbox } = this.options;
    const date = url.searchParams.get('bill_date') ?? '';
    if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new ApiV3Error(400, 'PARAM_ERROR', 'bill_date 应为 yyyy-MM-dd');
    // Only this account pays out, and only what it pays is in the books of this sandbox.
    if (url.searchParams.get('account_type') !== 'OPERATION') {
      throw new ApiV3Error(400, 'NO_STATEMENT_EXIST', '请求的账单文件不存在');
    }
    const now = clock.now();
    const bill = fundFlowBill(records, date.replaceAll('-', ''), now, sandbox.get().billFault);
    const content = Buffer.from(bill);
    const token = nonce();
    for (const [other, { until }] of this.downloads) if (until <= now) this.downloads.delete(other);
    this.downloads.set(token, { content, until: now + DOWNLOAD_MS });
    return {
      hash_type: 'SHA1',
      hash_value: createHash('sha1').update(content).digest('hex'),
      download_url: `${origin}/v3/billdownload/file?token=${token}`,
    };
  }

  private download(url: URL): Buffer {
    const found = this.downloads.get(url.searchParams.get('token') ?? '');
    if (!found || found.until <= this.options.clock.now()) throw new ApiV3Error(400, 'PARAM_ERROR', '下载地址已失效');
    return found.content;
  }
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Falls through to the refusal below.
  }
  throw new ApiV3Error(400, 'PARAM_ERROR', '请求体不是 JSON 对象');
}
