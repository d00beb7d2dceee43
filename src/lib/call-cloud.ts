import Taro from '@tarojs/taro';
import * as v from 'valibot';
import { CALLS, type CallInput, type CallName, type CallOutput } from '../contract/calls';
import { callError, type CallError, type Envelope, type Reply } from '../contract/errors';
import { previewHost } from './host';
import { heardServerTime } from './server-clock';
import { shareCode } from './share-code';

/** What a page gets: the server's answer, or `offline` when none came. */
export type ClientReply<Output> = Reply<Output>;

const FUNCTION = 'api';

/**
 * The only door to the server. The input is checked by the contract's schema before it travels; whatever keeps an answer
 * from coming is `offline`, and repeating the call is safe: commands carry their own id.
 */
export async function callCloud<Name extends CallName>(
  call: Name,
  input: CallInput<Name>,
): Promise<ClientReply<CallOutput<Name>>> {
  const checked = v.safeParse(CALLS[call].input, input);
  if (!checked.success) return failed('badRequest', { reason: checked.issues[0].message });
  const code = shareCode();
  const envelope: Envelope = { call, input, ...(code === undefined ? {} : { shareCode: code }) };
  try {
    const reply = (await send(envelope)) as ClientReply<CallOutput<Name>>;
    if (reply.ok && hasTime(reply.output)) heardServerTime(reply.output.now);
    return reply;
  } catch {
    return failed('offline', {});
  }
}

const failed = (code: CallError['code'], data: CallError['data']): { ok: false; error: CallError } => ({
  ok: false,
  error: callError(code, data),
});

const hasTime = (output: unknown): output is { now: number } =>
  typeof output === 'object' && output !== null && typeof (output as { now?: unknown }).now === 'number';

async function send(envelope: Envelope): Promise<unknown> {
  if (process.env.TARO_ENV === 'h5') return sendToPreview(envelope);
  const { result } = await Taro.cloud.callFunction({ name: FUNCTION, data: envelope });
  return result;
}

async function sendToPreview(envelope: Envelope): Promise<unknown> {
  const openid = previewHost().openid();
  const response = await fetch(`/functions/${FUNCTION}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(openid === '' ? {} : { 'x-lintuan-openid': openid }) },
    body: JSON.stringify(envelope),
  });
  return response.json();
}
