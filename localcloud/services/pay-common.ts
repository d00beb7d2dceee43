import { createHash, randomBytes } from 'node:crypto';

/** The mini-program of the local cloud, and the provider's own merchant number. */
export const APP_ID = 'wxlocal00000000001';
export const MCH_ID = '1800008281';

/** Signs `payment` parameters; the sandbox's wallet is the only one who could check. */
const SIGNING_KEY = 'lintuan-local-sandbox';

export const nonce = (): string => randomBytes(16).toString('hex');

/** The MD5 signature of WeChat Pay: fields by name, then the key, upper case. */
export function sign(fields: Record<string, string>): string {
  const text = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
  return createHash('md5').update(`${text}&key=${SIGNING_KEY}`).digest('hex').toUpperCase();
}

export type PayAnswer = Record<string, unknown>;

const common = (): PayAnswer => ({
  return_code: 'SUCCESS',
  return_msg: 'OK',
  appid: APP_ID,
  mch_id: MCH_ID,
  sub_appid: APP_ID,
  nonce_str: nonce(),
});

export const success = (fields: PayAnswer): PayAnswer => ({ ...common(), result_code: 'SUCCESS', ...fields });

/** A refusal with one of WeChat Pay's error codes. */
export class PayError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'PayError';
  }

  answer(): PayAnswer {
    return { ...common(), result_code: 'FAIL', err_code: this.code, err_code_des: this.message };
  }
}
