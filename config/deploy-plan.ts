import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');

export interface IndexPlan {
  name: string;
  keys: [field: string, direction: 1 | -1 | '2dsphere'][];
  unique?: boolean;
}
export interface CollectionPlan {
  name: string;
  indexes: IndexPlan[];
  /** What clients may do, as the cloud's rules say it. */
  rule: Record<string, unknown>;
}
export interface FunctionPlan {
  name: string;
  folder: string;
  timeoutSeconds: number;
  memoryMb: number;
  runtime: string;
  triggers: { name: string; type: string; config: string }[];
  env: Record<string, string>;
}
/** The first merchant, and who owns it. */
export interface MerchantPlan {
  merchantId: string;
  name: string;
  subMchId: string;
  ownerOpenid: string;
}
export interface DeployPlan {
  envId: string;
  collections: CollectionPlan[];
  functionRules: Record<string, unknown>;
  functions: FunctionPlan[];
  merchant: MerchantPlan;
  /** What has to be given before the plan can be carried out, a line each; empty when nothing is missing. */
  missing: string[];
}

interface DatabaseFile {
  collections: Record<string, { indexes: IndexPlan[]; rule: Record<string, unknown> }>;
}
interface FunctionsFile {
  rules: Record<string, unknown>;
  runtime: string;
  functions: Record<string, { timeoutSeconds: number; memoryMb: number; env: string[] }>;
  env: Record<string, string>;
}
interface FunctionConfigFile {
  triggers?: FunctionPlan['triggers'];
}

/** The cloud takes 4 KB of environment variables a function, names and values; less what the deployment adds itself. */
const MAX_ENV_BYTES = 4000;

/** Settings of a deployment: an environment variable each, and what it is. LINTUAN_MERCHANT_ID may be given, too. */
const SETTINGS = {
  TENCENT_SECRET_ID: 'id of an API key of the Tencent Cloud account',
  TENCENT_SECRET_KEY: 'the key itself',
  LINTUAN_ENV_ID: 'the cloud environment',
  LINTUAN_OWNER_OPENID: 'openid of the first owner, in this mini-program',
  LINTUAN_MERCHANT_NAME: 'name of the first merchant',
  LINTUAN_SUB_MCH_ID: 'its sub-merchant number at WeChat Pay',
  LINTUAN_PAY_MCHID: 'the merchant number whose account pays out (商家转账)',
  LINTUAN_PAY_APPID: 'this mini-program, bound to that merchant number',
  LINTUAN_PAY_SERIAL: 'serial number of its API certificate',
  LINTUAN_PAY_KEY: 'private key of that certificate, PEM',
  LINTUAN_PAY_PUBLIC_KEY_ID: 'id of WeChat Pay’s public key',
  LINTUAN_PAY_PUBLIC_KEY: 'WeChat Pay’s public key, PEM',
} as const;

const read = <Content>(file: string): Content => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Content;

/** Of what a function may be given, what the deployment sets. */
function functionEnv(
  names: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

const bytesOf = (env: Record<string, string>): number => Buffer.byteLength(Object.entries(env).flat().join(''));

/** Reads what is to be deployed and with which settings; needs no network. */
export function planDeployment(env: Readonly<Record<string, string | undefined>>): DeployPlan {
  const database = read<DatabaseFile>('config/cloud/database.json');
  const settings = read<FunctionsFile>('config/cloud/functions.json');
  const functions = Object.entries(settings.functions).map(([name, { timeoutSeconds, memoryMb, env: names }]) => ({
    name,
    folder: path.join(ROOT, 'dist/cloudfunctions', name),
    timeoutSeconds,
    memoryMb,
    runtime: settings.runtime,
    triggers: read<FunctionConfigFile>(`cloudfunctions/${name}/config.json`).triggers ?? [],
    env: functionEnv(names, env),
  }));
  const missing = Object.entries(SETTINGS).flatMap(([name, meaning]) => (env[name] ? [] : [`${name}: ${meaning}`]));
  for (const { name, folder, env: own } of functions) {
    if (!existsSync(path.join(folder, 'index.js'))) missing.push(`the bundle of ${name}: npm run build:functions`);
    const bytes = bytesOf(own);
    if (bytes > MAX_ENV_BYTES) {
      missing.push(`a smaller environment of ${name}: it has ${bytes} bytes, of at most ${MAX_ENV_BYTES}`);
    }
  }
  return {
    envId: env.LINTUAN_ENV_ID ?? '',
    collections: Object.entries(database.collections).map(([name, collection]) => ({ name, ...collection })),
    functionRules: settings.rules,
    functions,
    merchant: {
      merchantId: env.LINTUAN_MERCHANT_ID ?? 'm1',
      name: env.LINTUAN_MERCHANT_NAME ?? '',
      subMchId: env.LINTUAN_SUB_MCH_ID ?? '',
      ownerOpenid: env.LINTUAN_OWNER_OPENID ?? '',
    },
    missing,
  };
}

const indexText = ({ name, keys, unique }: IndexPlan): string =>
  `    index ${name}: ${keys.map(([field, direction]) => `${field} ${direction}`).join(', ')}${unique ? ', unique' : ''}`;

function functionText({ name, timeoutSeconds, memoryMb, triggers, env }: FunctionPlan): string {
  const timer = triggers.map((trigger) => `, timer ${trigger.config}`).join('');
  const given = Object.keys(env).length > 0 ? `, with ${Object.keys(env).join(', ')}` : '';
  return `  ${name}: ${timeoutSeconds} s, ${memoryMb} MB${timer}${given}`;
}

/** The plan for a person to read; contains no secret. */
export function describePlan(plan: DeployPlan): string {
  const { merchant } = plan;
  return [
    `Environment: ${plan.envId || '(not given)'}`,
    `Collections (${plan.collections.length}), made where missing, never emptied:`,
    ...plan.collections.flatMap(({ name, indexes, rule }) => [
      `  ${name}, rule ${JSON.stringify(rule)}`,
      ...indexes.map(indexText),
    ]),
    `Functions (${plan.functions.length}), replaced:`,
    ...plan.functions.map(functionText),
    `Function rules: ${JSON.stringify(plan.functionRules)}`,
    'Not done here: the open APIs of cloudfunctions/*/config.json are granted when WeChat DevTools uploads the functions once.',
    `First merchant: ${merchant.merchantId} ${merchant.name || '(no name)'}, sub-merchant ${merchant.subMchId || '(none)'}, owner ${merchant.ownerOpenid || '(none)'}`,
    ...(plan.missing.length > 0 ? ['Missing:', ...plan.missing.map((line) => `  ${line}`)] : []),
  ].join('\n');
}
