import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Engine } from '../engine/types';
import { APP_ID, MCH_ID } from './pay-common';

const SETTING = 'pay:keys';
const makeKeyPair = promisify(generateKeyPair);

/** A key pair as PEM texts, and the name by which the other side knows the public half. */
interface NamedKeys {
  id: string;
  privateKey: string;
  publicKey: string;
}

/** The keys of API v3: the merchant signs its requests, the provider its answers. */
export interface PayKeys {
  merchant: NamedKeys;
  provider: NamedKeys;
}

const makeKeys = (id: string): Promise<NamedKeys> =>
  makeKeyPair('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).then((pair) => ({ id, ...pair }));

/** The keys kept with the data; made, in about a quarter of a second, where there are none yet. */
export async function openPayKeys(settings: Pick<Engine, 'getSetting' | 'setSetting'>): Promise<PayKeys> {
  const kept = settings.getSetting(SETTING) as PayKeys | null | undefined;
  if (kept) return kept;
  const serial = randomBytes(20).toString('hex').toUpperCase();
  const publicKeyId = `PUB_KEY_ID_${MCH_ID}${randomBytes(8).toString('hex')}`;
  const [merchant, provider] = await Promise.all([makeKeys(serial), makeKeys(publicKeyId)]);
  const keys = { merchant, provider };
  settings.setSetting(SETTING, keys);
  return keys;
}

/** What a deployment sets for its functions so that they find the provider and are known to it. */
export const payEnvironment = ({ merchant, provider }: PayKeys, base: string): Record<string, string> => ({
  LINTUAN_PAY_BASE: base,
  LINTUAN_PAY_MCHID: MCH_ID,
  LINTUAN_PAY_APPID: APP_ID,
  LINTUAN_PAY_SERIAL: merchant.id,
  LINTUAN_PAY_KEY: merchant.privateKey,
  LINTUAN_PAY_PUBLIC_KEY_ID: provider.id,
  LINTUAN_PAY_PUBLIC_KEY: provider.publicKey,
});
