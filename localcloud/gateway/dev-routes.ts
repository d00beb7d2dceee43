import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Engine } from '../engine/types';
import type { CallLog } from '../runner/call-log';
import type { Clock } from '../runner/clock';
import { DAY_MS } from '../runner/shanghai-time';
import type { Runner } from '../runner/runner';
import type { Timer } from '../runner/timer';
import { drawMiniProgramCode } from '../services/mini-program-code';
import { isScene } from '../services/open-api';
import type { Outbox } from '../services/outbox';
import { ApiV3Error } from '../services/api-v3-error';
import { PayError } from '../services/pay-common';
import type { PaymentSandbox, PayOutcome } from '../services/payment-sandbox';
import { sandboxProblem, type SandboxSettings } from '../services/sandbox-settings';
import type { TransferOutcome, TransferSandbox } from '../services/transfer-sandbox';
import { readBody, send, sendJson } from '../wire/http';

const MAX_BODY_BYTES = 64 * 1024;
const MAX_ADVANCE_MS = 400 * DAY_MS;
const MAX_DELAY_MS = 60 * 60_000;
const CODE_WIDTH = 430;
const OUTCOMES: readonly string[] = ['paid', 'cancelled', 'failed', 'late'] satisfies PayOutcome[];
const TRANSFER_OUTCOMES: readonly string[] = ['confirmed', 'failed'] satisfies TransferOutcome[];

export interface DevOptions {
  engine: Engine;
  clock: Clock;
  runner: Runner;
  timer: Timer;
  pay: PaymentSandbox;
  transfers: TransferSandbox;
  outbox: Outbox;
  calls: CallLog;
  sandbox: SandboxSettings;
  contractFile: string;
}

/** The request asks for something that makes no sense; the message says what. */
class BadRequest extends Error {}

interface Request {
  url: URL;
  body: Record<string, unknown>;
}
type Answer = { status?: number; value: unknown } | { contentType: string; content: Buffer };
type Route = (options: DevOptions, request: Request) => Answer | Promise<Answer>;

const limitOf = (url: URL, most: number): number => {
  const limit = Number(url.searchParams.get('limit') ?? 100);
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, most) : 100;
};

function numberIn(value: unknown, low: number, high: number, name: string): number {
  if (typeof value !== 'number' || !(value >= low && value <= high)) {
    throw new BadRequest(`${name} must be a number from ${low} to ${high}`);
  }
  return value;
}

/** Which way the shopper goes; answers `{ ok, tradeState }` or `{ ok: false, error }`. */
const pay: Route = ({ pay: sandbox }, { body }) => {
  const { orderId, outcome, callbacks = 1, delayMs = 0 } = body;
  if (typeof orderId !== 'string') throw new BadRequest('orderId is missing');
  if (!OUTCOMES.includes(outcome as string)) throw new BadRequest(`outcome must be one of ${OUTCOMES.join(', ')}`);
  const deliveries = numberIn(callbacks, 1, 2, 'callbacks');
  const delay = numberIn(delayMs, 0, MAX_DELAY_MS, 'delayMs');
  try {
    return { value: { ok: true, tradeState: sandbox.pay(orderId, outcome as PayOutcome, deliveries, delay) } };
  } catch (error) {
    if (!(error instanceof PayError)) throw error;
    return { status: 409, value: { ok: false, error: { code: error.code, message: error.message } } };
  }
};

/** What the payee does with a payout, named by its number or its package; answers `{ ok, state }` or `{ ok: false, error }`. */
const transfer: Route = ({ transfers }, { body }) => {
  const { billNo, package: pack, outcome, delayMs = 0 } = body;
  const name = typeof billNo === 'string' ? { billNo } : typeof pack === 'string' ? { package: pack } : undefined;
  if (!name) throw new BadRequest('billNo or package is missing');
  if (!TRANSFER_OUTCOMES.includes(outcome as string)) {
    throw new BadRequest(`outcome must be one of ${TRANSFER_OUTCOMES.join(', ')}`);
  }
  const delay = numberIn(delayMs, 0, MAX_DELAY_MS, 'delayMs');
  try {
    return { value: { ok: true, state: transfers.act(name, outcome as TransferOutcome, delay) } };
  } catch (error) {
    if (!(error instanceof ApiV3Error)) throw error;
    return { status: 409, value: { ok: false, error: { code: error.code, message: error.message } } };
  }
};

/** What WeChat's own sheet shows before anybody has decided; a package that was never given out answers 404. */
const sheetOf =
  (read: (options: DevOptions, packageText: string) => unknown): Route =>
  (options, { url }) => {
    try {
      return { value: read(options, url.searchParams.get('package') ?? '') };
    } catch (error) {
      if (!(error instanceof PayError || error instanceof ApiV3Error)) throw error;
      return { status: 404, value: { ok: false, error: { code: error.code, message: error.message } } };
    }
  };

const collection: Route = ({ engine }, { url }) => {
  const name = decodeURIComponent(url.pathname.slice('/dev/collections/'.length));
  if (!engine.collections().includes(name)) return { status: 404, value: { message: `no collection ${name}` } };
  const limit = limitOf(url, 1000);
  const total = engine.count(name, {});
  const texts = engine.find(name, {}, { skip: Math.max(0, total - limit), limit });
  return { value: { total, documents: texts.map((text) => JSON.parse(text) as unknown).reverse() } };
};

const code: Route = async (_, { url }) => {
  const scene = url.searchParams.get('scene') ?? '';
  if (!isScene(scene)) throw new BadRequest('scene must be 1 to 32 characters of the permitted set');
  return { contentType: 'image/png', content: await drawMiniProgramCode(scene, CODE_WIDTH) };
};

/** Where the demo neighbourhood leaves who one can be in the preview. */
export const PEOPLE_SETTING = 'people';

/** Somebody who one can be in the preview. */
export interface Person {
  openid: string;
  name: string;
  /** What they are, in the rulebook's words. */
  role: string;
  note: string;
}

const routes: Record<string, Route> = {
  'GET /dev/people': ({ engine }) => ({ value: engine.getSetting(PEOPLE_SETTING) ?? [] }),
  'GET /dev/clock': ({ clock }) => ({ value: { now: clock.now(), offsetMs: clock.offsetMs() } }),
  'POST /dev/clock': async ({ clock, timer }, { body }) => {
    const jobs = await timer.advance(numberIn(body.advanceMs, 1, MAX_ADVANCE_MS, 'advanceMs'));
    return { value: { now: clock.now(), jobs } };
  },
  'POST /dev/job': async ({ timer }) => ({ value: (await timer.runOnce()) ?? null }),
  // As an operator's command line calls a function: from outside WeChat, without a person.
  'POST /dev/invoke': async ({ runner }, { body }) => {
    if (typeof body.function !== 'string') throw new BadRequest('function is missing');
    return { value: (await runner.invoke(body.function, body.event, { source: 'command_line' })) ?? null };
  },
  'GET /dev/payment': sheetOf(({ pay: sandbox }, packageText) => sandbox.sheet(packageText)),
  'GET /dev/transfer': sheetOf(({ transfers }, packageText) => transfers.sheet(packageText)),
  'POST /dev/pay': pay,
  'POST /dev/transfer': transfer,
  'GET /dev/sandbox': ({ sandbox }) => ({ value: sandbox.get() }),
  'POST /dev/sandbox': ({ sandbox }, { body }) => {
    const problem = sandboxProblem(body);
    if (problem) throw new BadRequest(problem);
    return { value: sandbox.set(body) };
  },
  'GET /dev/outbox': ({ outbox }, { url }) => ({ value: outbox.newest(limitOf(url, 1000)) }),
  'GET /dev/calls': ({ calls }, { url }) => ({ value: calls.newest(limitOf(url, 500)) }),
  'GET /dev/collections': ({ engine }) => ({
    value: engine.collections().map((name) => ({ name, total: engine.count(name, {}) })),
  }),
  'GET /dev/contract': ({ contractFile }) =>
    existsSync(contractFile)
      ? { contentType: 'application/json; charset=utf-8', content: readFileSync(contractFile) }
      : { status: 404, value: { message: 'dist/contract.json is not built' } },
  'GET /dev/code.png': code,
};

function routeOf(method: string, path: string): Route | undefined {
  if (method === 'GET' && path.startsWith('/dev/collections/')) return collection;
  const key = `${method} ${path}`;
  return Object.hasOwn(routes, key) ? routes[key] : undefined;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = (await readBody(request, MAX_BODY_BYTES)).toString();
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Falls through to the refusal below.
  }
  throw new BadRequest('the body must be a JSON object');
}

/** Serves what the developer panel and the tests use. Answers false when it has no such route. */
export async function serveDev(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  options: DevOptions,
): Promise<boolean> {
  const route = routeOf(request.method ?? '', url.pathname);
  if (!route) return false;
  try {
    const answer = await route(options, { url, body: await bodyOf(request) });
    if ('content' in answer) send(response, 200, answer.contentType, answer.content);
    else sendJson(response, answer.status ?? 200, answer.value);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [status, code] = error instanceof BadRequest ? [400, 'badRequest'] : [500, 'failed'];
    sendJson(response, status, { ok: false, error: { code, message } });
  }
  return true;
}
