import { createHash, randomBytes, sign, verify } from 'node:crypto';
import { MINUTE_MS } from '../../src/contract/time';
import type { Clock } from '../usecases/ports';
import { type HttpAnswer, type HttpRequest, sendHttp } from './http-request';
import type { PaySettings } from './wechat-pay-settings';

const SCHEME = 'WECHATPAY2-SHA256-RSA2048';
const ALGORITHM = 'RSA-SHA256';
/** An answer of another time may be an old one, sent once more. */
const MAX_AGE_MS = 5 * MINUTE_MS;

/** WeChat Pay refused, for certain; `code` is one of its error codes. */
export class PayApiRefusal extends Error {
  override name = 'PayApiRefusal';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export type PayApiFields = Record<string, unknown>;

function parseFields(body: Buffer): PayApiFields | undefined {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null ? (value as PayApiFields) : undefined;
  } catch {
    return undefined;
  }
}

/** WeChat Pay's API v3: signs what goes out, and believes only what comes back signed. */
export class PayApi {
  constructor(
    readonly settings: PaySettings,
    private readonly clock: Clock,
    private readonly send: (url: URL, request: HttpRequest) => Promise<HttpAnswer> = sendHttp,
  ) {}

  get(path: string): Promise<PayApiFields> {
    return this.call('GET', path, '');
  }

  post(path: string, fields?: PayApiFields): Promise<PayApiFields> {
    return this.call('POST', path, fields ? JSON.stringify(fields) : '');
  }

  /**
   * A file whose address and hash an answer of `get` named. It comes without a signature, so that the hash is what
   * tells whether it is whole and the right one.
   */
  async download(address: string, sha1: string): Promise<Buffer> {
    const url = new URL(address);
    const { status, body } = await this.send(url, this.signed('GET', url, ''));
    if (status !== 200) throw new Error(`WeChat Pay answered ${status} to a download`);
    if (createHash('sha1').update(body).digest('hex') !== sha1.toLowerCase()) {
      throw new Error('WeChat Pay sent a file of another hash than it announced');
    }
    return body;
  }

  /** Throws a PayApiRefusal when the provider refuses, another error when its answer is none or not to be believed. */
  private async call(method: 'GET' | 'POST', path: string, body: string): Promise<PayApiFields> {
    const url = new URL(this.settings.base + path);
    const answer = await this.send(url, this.signed(method, url, body));
    const fields = parseFields(answer.body);
    const { status } = answer;
    const told = `WeChat Pay answered ${status} ${String(fields?.code ?? '')} ${String(fields?.message ?? '')}`.trim();
    // Trouble of its own, too many requests, or a refusal that anybody could have sent: nothing is known for certain.
    const isUnsure = status >= 500 || status === 429 || answer.headers['wechatpay-signature'] === undefined;
    if (status >= 400 && isUnsure) throw new Error(told);
    this.check(answer);
    if (status >= 400) throw new PayApiRefusal(String(fields?.code ?? ''), told);
    if (status !== 200 || !fields) throw new Error(`WeChat Pay answered ${status} with what is no object`);
    return fields;
  }

  private signed(method: 'GET' | 'POST', url: URL, body: string): HttpRequest {
    const { mchId, serial, key, publicKeyId } = this.settings;
    const nonce = randomBytes(16).toString('hex');
    const timestamp = String(Math.floor(this.clock.now() / 1000));
    const message = `${method}\n${url.pathname}${url.search}\n${timestamp}\n${nonce}\n${body}\n`;
    const signature = sign(ALGORITHM, Buffer.from(message), key).toString('base64');
    const parts = { mchid: mchId, nonce_str: nonce, signature, timestamp, serial_no: serial };
    const pairs = Object.entries(parts).map(([name, value]) => `${name}="${value}"`);
    return {
      method,
      body,
      headers: {
        authorization: `${SCHEME} ${pairs.join(',')}`,
        accept: 'application/json',
        'content-type': 'application/json',
        // Requests without one are turned away.
        'user-agent': 'lintuan',
        // With which key the answer is to be signed.
        'wechatpay-serial': publicKeyId,
      },
    };
  }

  /** Throws unless the answer is WeChat Pay's own and of now. */
  private check({ headers, body }: HttpAnswer): void {
    const field = (name: string): string => String(headers[`wechatpay-${name}`] ?? '');
    const { publicKeyId, publicKey } = this.settings;
    if (field('serial') !== publicKeyId) throw new Error('an answer signed with another key than WeChat Pay’s');
    const at = Number(field('timestamp')) * 1000;
    if (!(Math.abs(this.clock.now() - at) <= MAX_AGE_MS)) throw new Error('an answer of another time');
    const message = Buffer.concat([Buffer.from(`${field('timestamp')}\n${field('nonce')}\n`), body, Buffer.from('\n')]);
    if (!verify(ALGORITHM, message, publicKey, Buffer.from(field('signature'), 'base64'))) {
      throw new Error('an answer whose signature is not WeChat Pay’s');
    }
  }
}
