import type { Actor } from '../../src/contract/actors';
import type { CallInput, CallName, CallOutput, ParsedInput } from '../../src/contract/calls';
import { CALLS } from '../../src/contract/calls';
import type { CallError, ErrorCode, ErrorData, Reply } from '../../src/contract/errors';
import { callError } from '../../src/contract/errors';
import type { Instant } from '../../src/contract/time';
import type { MemberDocument } from './documents';
import type { Ports } from './ports';

/** One call: the ports, the instant at which it began, who makes it and through which card they came. */
export interface Context {
  ports: Ports;
  now: Instant;
  /** undefined: a visitor, a call without an openid. */
  caller: MemberDocument | undefined;
  shareCode: string | undefined;
}
/** A call that only members make. */
export interface MemberContext extends Context {
  caller: MemberDocument;
}

export type { CallInput, CallName, CallOutput, ParsedInput };

/** A use case answers a value or an expected failure; it throws only for broken invariants. */
export type Outcome<Output> = Reply<Output>;
export const done = <Output>(output: Output): Reply<Output> => ({ ok: true, output });
export const refuse = (code: ErrorCode, data?: ErrorData): { ok: false; error: CallError } => ({
  ok: false,
  error: callError(code, data),
});

/** What a call is about, as far as it decides who the caller is to it. */
export interface Subject {
  memberId?: string;
  leaderId?: string;
  merchantId?: string;
}

/** Every part that the caller has towards the subject; see contract/actors. */
export function actorsOf(caller: MemberDocument | undefined, subject: Subject): Set<Actor> {
  if (!caller) return new Set<Actor>(['visitor']);
  const actors = new Set<Actor>();
  actors.add(subject.memberId === undefined || subject.memberId === caller._id ? 'member' : 'otherMember');
  if (subject.leaderId === caller._id) actors.add('leader');
  else if (caller.leads.some((lead) => lead.state !== 'pending')) actors.add('otherLeader');
  for (const staff of caller.staffOf) actors.add(staff.merchantId === subject.merchantId ? staff.role : 'otherStaff');
  return actors;
}

/** Whether the caller may make the call about this subject, by the matrix of the contract. */
export function mayCall(name: CallName, caller: MemberDocument | undefined, subject: Subject): boolean {
  const actors = actorsOf(caller, subject);
  return CALLS[name].may.some((actor) => actors.has(actor));
}
