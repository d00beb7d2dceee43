import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import * as v from 'valibot';

/** How this deployment speaks to WeChat Pay's API v3, and what it says of its payouts. */
export interface PaySettings {
  /** Without a slash at its end. */
  base: string;
  /** The merchant whose money is paid out, and the mini-program whose openids it is paid to. */
  mchId: string;
  appId: string;
  /** Serial number of the merchant's certificate, and its private key: what goes out is signed with it. */
  serial: string;
  key: KeyObject;
  /** WeChat Pay's public key and its id: what comes in is checked with it. */
  publicKeyId: string;
  publicKey: KeyObject;
  /** The purpose of the payouts (转账场景) as the merchant was granted it, and what must be reported with each. */
  scene: string;
  sceneInfos: readonly { info_type: string; info_content: string }[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_BASE = 'https://api.mch.weixin.qq.com';
const REQUIRED = [
  'LINTUAN_PAY_MCHID',
  'LINTUAN_PAY_APPID',
  'LINTUAN_PAY_SERIAL',
  'LINTUAN_PAY_KEY',
  'LINTUAN_PAY_PUBLIC_KEY_ID',
  'LINTUAN_PAY_PUBLIC_KEY',
] as const;

/** 佣金报酬: for those who sell, leaders among them. WeChat Pay prescribes both types, word for word. */
const COMMISSION_SCENE = '1005';
const COMMISSION_INFOS = [
  { info_type: '岗位类型', info_content: '社区团长' },
  { info_type: '报酬说明', info_content: '团长佣金与推荐奖励' },
];
const infosSchema = v.pipe(
  v.array(
    v.strictObject({
      info_type: v.pipe(v.string(), v.minLength(1), v.maxLength(15)),
      info_content: v.pipe(v.string(), v.minLength(1), v.maxLength(32)),
    }),
  ),
  v.minLength(1),
);

/** A console's single-line field writes the line ends of a key as `\n`. */
const pem = (value: string): string => value.replaceAll('\\n', '\n').trim();

/** The message never holds what the variable holds: it may be a secret. */
function read<Value>(name: string, make: () => Value): Value {
  try {
    return make();
  } catch {
    throw new Error(`payouts are not set up: ${name} cannot be read; see docs/operations.md`);
  }
}

function readScene(env: Environment): Pick<PaySettings, 'scene' | 'sceneInfos'> {
  const scene = env.LINTUAN_PAY_SCENE || COMMISSION_SCENE;
  const given = env.LINTUAN_PAY_SCENE_INFOS;
  if (!given && scene === COMMISSION_SCENE) return { scene, sceneInfos: COMMISSION_INFOS };
  const sceneInfos = read('LINTUAN_PAY_SCENE_INFOS', () => v.parse(infosSchema, JSON.parse(given ?? '')));
  return { scene, sceneInfos };
}

/** Whether this deployment pays out at all: one that set none of it up never has, one that set up a part is to be told. */
export const paysOut = (env: Environment): boolean => REQUIRED.some((name) => env[name]);

/** Reads the settings of payouts. Throws with the names of the variables that are missing or cannot be read. */
export function readPaySettings(env: Environment): PaySettings {
  const missing = REQUIRED.filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`payouts are not set up: set ${missing.join(', ')}; see docs/operations.md`);
  const text = (name: (typeof REQUIRED)[number]): string => env[name] ?? '';
  return {
    base: (env.LINTUAN_PAY_BASE || DEFAULT_BASE).replace(/\/+$/, ''),
    mchId: text('LINTUAN_PAY_MCHID'),
    appId: text('LINTUAN_PAY_APPID'),
    serial: text('LINTUAN_PAY_SERIAL'),
    key: read('LINTUAN_PAY_KEY', () => createPrivateKey(pem(text('LINTUAN_PAY_KEY')))),
    publicKeyId: text('LINTUAN_PAY_PUBLIC_KEY_ID'),
    publicKey: read('LINTUAN_PAY_PUBLIC_KEY', () => createPublicKey(pem(text('LINTUAN_PAY_PUBLIC_KEY')))),
    ...readScene(env),
  };
}
