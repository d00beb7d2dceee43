import { createHash, randomBytes, sign, verify } from 'node:crypto';
import { type Answer, ask, type CloudProcess } from './cloud-process';

const ALGORITHM = 'RSA-SHA256';

export type Fields = Record<string, unknown>;

/** The settings of payouts that the cloud gave its functions. */
export const payEnvironmentOf = (cloud: CloudProcess): Promise<Record<string, string>> =>
  cloud.run(
    `return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('LINTUAN_PAY_')))`,
  ) as Promise<Record<string, string>>;

interface Overrides {
  key?: string;
  mchId?: string;
  serial?: string;
  /** Seconds by which the request claims to be later. */
  laterBy?: number;
  /** Signed in place of the body that is sent. */
  signedBody?: string;
}

/** The merchant's side of API v3, written for the tests alone so that both sides cannot share a mistake. */
export class PayClient {
  private constructor(
    private readonly cloud: CloudProcess,
    readonly env: Record<string, string>,
  ) {}

  static async open(cloud: CloudProcess): Promise<PayClient> {
    return new PayClient(cloud, await payEnvironmentOf(cloud));
  }

  async send(method: 'GET' | 'POST', path: string, body = '', overrides: Overrides = {}): Promise<Answer> {
    const { now } = (await this.cloud.get('/dev/clock')) as { now: number };
    const timestamp = Math.floor(now / 1000) + (overrides.laterBy ?? 0);
    const nonce = randomBytes(8).toString('hex');
    const message = [method, path, timestamp, nonce, overrides.signedBody ?? body, ''].join('\n');
    const signature = sign(ALGORITHM, Buffer.from(message), overrides.key ?? this.env.LINTUAN_PAY_KEY ?? '');
    const mchid = overrides.mchId ?? this.env.LINTUAN_PAY_MCHID;
    const serial = overrides.serial ?? this.env.LINTUAN_PAY_SERIAL;
    const authorization =
      `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",nonce_str="${nonce}",` +
      `signature="${signature.toString('base64')}",timestamp="${timestamp}",serial_no="${serial}"`;
    return ask(this.cloud.url + path, { method, headers: { authorization }, body });
  }

  /** What a signed answer says; fails when its signature is not the provider's. */
  async call(method: 'GET' | 'POST', path: string, fields?: Fields): Promise<Fields & { status: number }> {
    const answer = await this.send(method, path, fields ? JSON.stringify(fields) : '');
    const head = (name: string): string => String(answer.headers[`wechatpay-${name}`]);
    expect(head('serial')).toBe(this.env.LINTUAN_PAY_PUBLIC_KEY_ID);
    const message = Buffer.from(`${head('timestamp')}\n${head('nonce')}\n${answer.body.toString()}\n`);
    const key = this.env.LINTUAN_PAY_PUBLIC_KEY ?? '';
    expect(verify(ALGORITHM, message, key, Buffer.from(head('signature'), 'base64'))).toBe(true);
    return { ...(JSON.parse(answer.body.toString()) as Fields), status: answer.status };
  }

  /** The fund flow bill of a day, `2026-11-21`. */
  async fundFlow(day: string): Promise<string> {
    const file = await this.call('GET', `/v3/bill/fundflowbill?bill_date=${day}&account_type=OPERATION`);
    expect(file).toMatchObject({ status: 200, hash_type: 'SHA1' });
    const { pathname, search } = new URL(String(file.download_url));
    const { body, headers } = await this.send('GET', pathname + search);
    expect(headers['wechatpay-signature']).toBeUndefined();
    expect(createHash('sha1').update(body).digest('hex')).toBe(file.hash_value);
    return body.toString();
  }
}
