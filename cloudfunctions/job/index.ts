import * as v from 'valibot';
import { id, text } from '../../src/contract/schemas';
import { readCaller } from '../adapters/caller';
import type { FunctionContext } from '../adapters/function-context';
import { errorFields } from '../adapters/json-log';
import { makePorts } from '../adapters/make-ports';
import { foundMerchant } from '../usecases/found-merchant';
import { rebuildViews } from '../usecases/rebuild-views';
import { runDueWork } from '../usecases/run-due-work';
import { mayFound } from './may-found';

/** A merchant to found, as config/deploy.ts asks for it. */
const foundSchema = v.object({
  secret: v.string(),
  found: v.strictObject({
    merchantId: id,
    name: text(40, 1),
    subMchId: v.pipe(v.string(), v.regex(/^\d{6,16}$/)),
    ownerOpenid: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  }),
});

/** The one thing that an operator asks of the books: to be made anew from their journals. */
const rebuildSchema = v.strictObject({ secret: v.string(), do: v.literal('rebuildViews') });

const ports = makePorts();

async function perform(event: unknown, source: string): Promise<unknown> {
  const now = ports.clock.now();
  if (source.startsWith('wx_trigger')) return runDueWork(ports, now);
  const asked = v.safeParse(foundSchema, event);
  if (asked.success && mayFound(source, asked.output.secret, process.env.LINTUAN_SETUP_SECRET)) {
    return foundMerchant(ports, now, asked.output.found);
  }
  const wanted = v.safeParse(rebuildSchema, event);
  if (wanted.success && mayFound(source, wanted.output.secret, process.env.LINTUAN_SETUP_SECRET)) {
    return rebuildViews(ports, now);
  }
  throw new Error('only the timer may call');
}

/** Called by the timer every minute: does what is due, in bounded steps, and says whether there is more. */
export async function main(event: unknown, context: FunctionContext): Promise<unknown> {
  const requestId = context.request_id ?? '';
  const began = ports.clock.now();
  const [source = ''] = readCaller().sources;
  try {
    const result = await perform(event, source);
    ports.log.info('job', { requestId, source, ms: ports.clock.now() - began, result });
    return result;
  } catch (error) {
    ports.log.error('jobFailed', { requestId, source, ms: ports.clock.now() - began, ...errorFields(error) });
    throw error;
  }
}
