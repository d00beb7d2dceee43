import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Runner } from '../runner/runner';
import { BodyTooLargeError, readBody, sendJson } from '../wire/http';

const MAX_BODY_BYTES = 1024 * 1024;
const OPENID = /^[\w-]{1,64}$/;

const failure = (code: string, message: string): unknown => ({ ok: false, error: { code, message, data: {} } });

/** The body as it is: what else it may hold is for the function to judge. */
type ApiRequest = { call: string } & Record<string, unknown>;

function parseApiRequest(body: Buffer): ApiRequest | undefined {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value !== 'object' || value === null || !('call' in value)) return undefined;
    if (typeof value.call !== 'string') return undefined;
    return { ...value, call: value.call };
  } catch {
    return undefined;
  }
}

/** The person named in the request's header: undefined is a visitor, null no valid name. */
function openidOf(request: IncomingMessage): string | undefined | null {
  const header = request.headers['x-lintuan-openid'];
  if (header === undefined || header === '') return undefined;
  // The SDK would turn a name of digits only into a number.
  return typeof header === 'string' && OPENID.test(header) && !/^-?\d+$/.test(header) ? header : null;
}

/** POST /functions/api: calls the function that people call, and answers as it does. */
export async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  runner: Runner,
  log: (line: string) => void,
): Promise<void> {
  let body: Buffer;
  try {
    body = await readBody(request, MAX_BODY_BYTES);
  } catch (error) {
    if (!(error instanceof BodyTooLargeError)) throw error;
    return sendJson(response, 413, failure('badRequest', '请求太大'));
  }
  const asked = parseApiRequest(body);
  const openid = openidOf(request);
  if (!asked || openid === null) return sendJson(response, 400, failure('badRequest', '请求格式不对'));
  try {
    sendJson(response, 200, await runner.invoke('api', asked, { source: 'wx_client', openid }));
  } catch (error) {
    log(`api ${asked.call}: ${error instanceof Error ? error.message : String(error)}`);
    sendJson(response, 200, failure('systemBusy', '系统有点忙，请稍后再试'));
  }
}
