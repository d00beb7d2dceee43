import * as v from 'valibot';
import { readCaller } from '../adapters/caller';
import type { FunctionContext } from '../adapters/function-context';
import { errorFields } from '../adapters/json-log';
import { makePorts } from '../adapters/make-ports';
import { handlePaymentCallback, handleRefundCallback } from '../usecases/handle-payment-callback';

const number = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const refundSchema = v.object({ outRefundNo: number });
const paymentSchema = v.object({ outTradeNo: number, subMchId: number });

const ports = makePorts();

interface CallbackAnswer {
  errcode: number;
  errmsg: string;
}

/** Who is told to try again does so for two days, with growing pauses. */
const TRY_AGAIN: CallbackAnswer = { errcode: 1, errmsg: 'try again' };

/** Hands a report on. Only its numbers are read: what became of the money is asked of the provider itself. */
async function handle(event: unknown): Promise<void> {
  const now = ports.clock.now();
  // A report of a refund names the order, too.
  if (v.is(refundSchema, event)) return handleRefundCallback(ports, now, { outRefundNo: event.outRefundNo });
  if (v.is(paymentSchema, event)) return handlePaymentCallback(ports, now, event);
  throw new TypeError('neither a payment nor a refund');
}

/** Called by WeChat Pay only. Says that it has heard once what it heard is in the books, not before. */
export async function main(event: unknown, context: FunctionContext): Promise<CallbackAnswer> {
  const requestId = context.request_id ?? '';
  const [source] = readCaller().sources;
  if (source !== 'wx_paycallback') {
    ports.log.warn('callbackRefused', { requestId, source: source ?? '' });
    return TRY_AGAIN;
  }
  const began = ports.clock.now();
  try {
    await handle(event);
    ports.log.info('callback', { requestId, ms: ports.clock.now() - began });
    return { errcode: 0, errmsg: 'ok' };
  } catch (error) {
    ports.log.error('callbackFailed', { requestId, ms: ports.clock.now() - began, ...errorFields(error) });
    return TRY_AGAIN;
  }
}
