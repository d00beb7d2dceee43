import * as v from 'valibot';
import type { CallName, CallOutput, CallSpec, ParsedInput } from '../../src/contract/calls';
import { CALLS, COMMON_ERRORS } from '../../src/contract/calls';
import type { Envelope, ErrorCode, Reply } from '../../src/contract/errors';
import { envelopeSchema } from '../../src/contract/errors';
import type { Instant } from '../../src/contract/time';
import type { Caller } from '../adapters/caller';
import { errorFields } from '../adapters/json-log';
import type { Context, MemberContext, Outcome } from '../usecases/context';
import { refuse } from '../usecases/context';
import type { MemberDocument } from '../usecases/documents';
import type { Ports } from '../usecases/ports';
import type { Person } from './identify';
import { identify } from './identify';
import { findForbidden } from './input-guard';
import type { RateLimit } from './rate-limit';

/** The use case of every call: a call of the contract that is not here does not build. */
export type Routes = {
  readonly [Name in CallName]: (context: Context, input: ParsedInput<Name>) => Promise<Outcome<CallOutput<Name>>>;
};

export interface RouterOptions {
  routes: Routes;
  ports: Ports;
  limit: RateLimit;
  becomeMember: (ports: Ports, now: Instant, openid: string, shareCode: string | undefined) => Promise<MemberDocument>;
}

const MAX_REQUEST_BYTES = 100 * 1024;
/** What the platform itself adds to every request from a mini-program. It is not read: the caller is who the SDK says. */
const PLATFORM_FIELDS = new Set(['userInfo', 'tcbContext']);

/** A use case that only members may call, as one that anybody may. */
export const members =
  <Input, Output>(run: (context: MemberContext, input: Input) => Promise<Outcome<Output>>) =>
  async (context: Context, input: Input): Promise<Outcome<Output>> =>
    context.caller ? run({ ...context, caller: context.caller }, input) : refuse('signInFirst');

type Refusal = ReturnType<typeof refuse>;
const badRequest = (reason: string): Refusal => refuse('badRequest', { reason });

function isCallName(name: string): name is CallName {
  return Object.hasOwn(CALLS, name);
}

/** `lines.0.units: …`: the first thing that is wrong, and where. */
function firstIssue([issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const path = v.getDotPath(issue);
  return path === null ? issue.message : `${path}：${issue.message}`;
}

/** The request without what the platform added, or why it is none. */
function readEnvelope(event: unknown): Envelope | Refusal {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return badRequest('请求格式不对');
  if (Buffer.byteLength(JSON.stringify(event)) > MAX_REQUEST_BYTES) return badRequest('请求太大');
  const own = Object.entries(event).filter(([name]) => !PLATFORM_FIELDS.has(name));
  const envelope = v.safeParse(envelopeSchema, Object.fromEntries(own));
  return envelope.success ? envelope.output : badRequest(firstIssue(envelope.issues));
}

/** Answers calls from people: checks who calls and what they ask before anything is read or written. */
export class Router {
  constructor(private readonly options: RouterOptions) {}

  /** Never throws: what nobody expected is logged and answered with `systemBusy`. */
  async answer(event: unknown, caller: Caller, requestId: string): Promise<Reply<unknown>> {
    const { clock, log } = this.options.ports;
    const began = clock.now();
    let call = '';
    let reply: Reply<unknown>;
    try {
      const envelope = readEnvelope(event);
      if (!('ok' in envelope) && isCallName(envelope.call)) call = envelope.call;
      reply = 'ok' in envelope ? envelope : await this.route(envelope, identify(caller), began);
    } catch (error) {
      log.error('callFailed', { requestId, call, ...errorFields(error) });
      reply = refuse('systemBusy');
    }
    const code = reply.ok ? null : reply.error.code;
    log.info('call', { requestId, call, ms: clock.now() - began, ok: reply.ok, code });
    return reply;
  }

  private async route(envelope: Envelope, person: Person | undefined, now: Instant): Promise<Reply<unknown>> {
    if (!person) return refuse('forbidden');
    const { call, input, shareCode } = envelope;
    if (!isCallName(call)) return refuse('unknownCall', { call });
    const { may, perMinute }: CallSpec = CALLS[call];
    if (person.openid === undefined && !may.includes('visitor')) return refuse('signInFirst');
    if (!this.options.limit.allow(person.countedAs, call, perMinute, now)) return refuse('tooOften');
    return this.run(call, input ?? {}, person, shareCode, now);
  }

  private async run<Name extends CallName>(
    call: Name,
    input: unknown,
    person: Person,
    shareCode: string | undefined,
    now: Instant,
  ): Promise<Outcome<CallOutput<Name>>> {
    const forbidden = findForbidden(input);
    if (forbidden) return badRequest(forbidden);
    const parsed = v.safeParse(CALLS[call].input, input);
    if (!parsed.success) return badRequest(firstIssue(parsed.issues));
    const { ports, routes } = this.options;
    // Only now, because a request that is refused for its form must not make a member.
    const caller = person.openid === undefined ? undefined : await this.member(person.openid, now, shareCode);
    const outcome = await routes[call]({ ports, now, caller, shareCode }, parsed.output as ParsedInput<Name>);
    if (!outcome.ok && !declares(call, outcome.error.code)) {
      ports.log.warn('undeclaredError', { call, code: outcome.error.code });
    }
    return outcome;
  }

  private async member(openid: string, now: Instant, shareCode: string | undefined): Promise<MemberDocument> {
    const { ports, becomeMember } = this.options;
    const [member] = await ports.store.find('members', { where: { openid }, limit: 1 });
    return member ?? becomeMember(ports, now, openid, shareCode);
  }
}

const declares = (call: CallName, code: ErrorCode): boolean =>
  ([...CALLS[call].errors, ...COMMON_ERRORS] as readonly ErrorCode[]).includes(code);
