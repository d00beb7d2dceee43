import { readCaller } from '../adapters/caller';
import { makePorts } from '../adapters/make-ports';
import type { FunctionContext } from '../adapters/function-context';
import type { Reply } from '../../src/contract/errors';
import { becomeMember } from '../usecases/become-member';
import { RateLimit } from './rate-limit';
import { Router } from './router';
import { ROUTES } from './routes';

const router = new Router({ routes: ROUTES, ports: makePorts(), limit: new RateLimit(), becomeMember });

/** Called by people, from the mini-program. */
export function main(event: unknown, context: FunctionContext): Promise<Reply<unknown>> {
  return router.answer(event, readCaller(), context.request_id ?? '');
}
