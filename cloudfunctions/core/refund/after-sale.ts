import { addFen, isPositiveFen, ZERO_FEN, type Fen } from '../../../src/contract/money';
import type { OrderLine, OrderState, RefundState } from '../../../src/contract/order';
import { addPoints, ZERO_POINTS, type Points } from '../../../src/contract/points';
import { DAY_MS, type Instant } from '../../../src/contract/time';
import { mayAskRefund } from '../order/order-rules';
import { ALLOWED, type Allowed, type Refusal } from '../result';
import { allowGoodwill, refundableUnits, refundUnits } from './refund-line';

/** How long after a rejection its member may appeal (rulebook section 6). */
export const APPEAL_MS = 7 * DAY_MS;
/** How long after the payment a merchant may start a refund: the provider takes none later. */
export const START_MS = 365 * DAY_MS;
/** The provider takes this many refunds of a payment. */
export const MOST_REFUNDS = 50;
/** A member asks for and cancels parts up to here: the rest is left for what must not fail. */
export const MOST_PARTS = 40;

/** Units of a line that somebody asks to be refunded. */
export interface AskedUnits {
  sku: string;
  units: number;
}
/** Units and goodwill that a merchant gives back of a line; one of them more than 0. */
export interface WantedRefund extends AskedUnits {
  goodwillFen: Fen;
}
/** What comes back: money in fen, and points. */
export interface GivenBack {
  fen: Fen;
  points: Points;
}

export type NotRefundable = Refusal<'notRefundable', { why: 'notFormed' | 'over' | 'tooOld' | 'tooMany' }>;
export type UnknownSku = Refusal<'unknownSku', { sku: string }>;
export type TooManyUnits = Refusal<'tooManyUnits', { refundable: number }>;

/** Units of one sku together, in the order in which the skus come first. */
export function together<Part extends AskedUnits>(parts: readonly Part[], add: (a: Part, b: Part) => Part): Part[] {
  const bySku = new Map<string, Part>();
  for (const part of parts) {
    const before = bySku.get(part.sku);
    bySku.set(part.sku, before ? add(before, part) : part);
  }
  return [...bySku.values()];
}

/** Units of a line that are neither refunded nor asked for in a request that is still to be decided. */
export function freeUnits(line: OrderLine, asked: readonly AskedUnits[]): number {
  const taken = asked.filter(({ sku }) => sku === line.sku).reduce((sum, { units }) => sum + units, 0);
  return Math.max(0, refundableUnits(line) - taken);
}

/**
 * Whether a member may ask for a refund of these units: from confirmed until each line's window ends, of units that are
 * free (rulebook section 6). asked: what open requests ask for; refunds: how many the order has, requests included.
 */
export function mayAsk(
  order: { state: OrderState; lines: readonly OrderLine[]; refunds: number },
  wanted: readonly AskedUnits[],
  asked: readonly AskedUnits[],
  now: Instant,
): Allowed | NotRefundable | UnknownSku | TooManyUnits | Refusal<'windowEnded'> {
  if (order.refunds >= MOST_PARTS) return { ok: false, code: 'notRefundable', why: 'tooMany' };
  for (const { sku, units } of wanted) {
    const line = order.lines.find((each) => each.sku === sku);
    if (!line) return { ok: false, code: 'unknownSku', sku };
    const free = freeUnits(line, asked);
    const allowed = mayAskRefund(order, { ...line, refundedUnits: line.units - free }, units, now);
    if (allowed.ok) continue;
    switch (allowed.code) {
      case 'tooManyUnits':
        return { ok: false, code: 'tooManyUnits', refundable: free };
      case 'windowEnded':
        return { ok: false, code: 'windowEnded' };
      case 'notYetConfirmed':
        return { ok: false, code: 'notRefundable', why: 'notFormed' };
      case 'orderEnded':
        if (order.state === 'completed') return { ok: false, code: 'windowEnded' };
        return { ok: false, code: 'notRefundable', why: 'over' };
    }
  }
  return ALLOWED;
}

/** Until when a merchant may start a refund; null for an order that was not paid. */
export const startUntil = (order: { paidAt: Instant | null }): Instant | null =>
  order.paidAt === null ? null : order.paidAt + START_MS;

/**
 * Whether a merchant may start a refund: from confirmed on, after completion too, within a year of the payment (rulebook
 * section 6). Before the group forms members cancel by themselves.
 */
export function mayStart(
  order: { state: OrderState; paidAt: Instant | null; refunds: number },
  now: Instant,
): Allowed | NotRefundable {
  const refuse = (why: NotRefundable['why']): NotRefundable => ({ ok: false, code: 'notRefundable', why });
  switch (order.state) {
    case 'unpaid':
    case 'paid':
      return refuse('notFormed');
    case 'cancelled':
    case 'refunded':
      return refuse('over');
    case 'confirmed':
    case 'arrived':
    case 'collected':
    case 'completed': {
      const until = startUntil(order);
      if (until === null || now >= until) return refuse('tooOld');
      return order.refunds < MOST_REFUNDS ? ALLOWED : refuse('tooMany');
    }
  }
}

/** What a request's answer depends on. */
export interface CaseFacts {
  state: RefundState;
  /** Set once it was rejected; the last time. */
  rejectedAt: Instant | null;
  appealed: boolean;
}

/** Until when a rejected request's member may appeal: once, within 7 days; null where they may not. */
export function appealUntil(facts: CaseFacts, now: Instant): Instant | null {
  return mayAppeal(facts, now).ok && facts.rejectedAt !== null ? facts.rejectedAt + APPEAL_MS : null;
}

/** Whether a member may appeal against a rejection (rulebook section 6). */
export function mayAppeal(
  { state, rejectedAt, appealed }: CaseFacts,
  now: Instant,
): Allowed | Refusal<'alreadyAppealed' | 'wrongState' | 'appealTooLate'> {
  if (appealed) return { ok: false, code: 'alreadyAppealed' };
  if (state !== 'rejected' || rejectedAt === null) return { ok: false, code: 'wrongState' };
  return now < rejectedAt + APPEAL_MS ? ALLOWED : { ok: false, code: 'appealTooLate' };
}

/**
 * Refunds units, goodwill, or both of each line named: units first, so that goodwill is at most what is kept after them.
 * asked: what open requests ask for, which nobody else can refund. Returns all lines, and what comes back in all.
 */
export function refundWanted(
  lines: readonly OrderLine[],
  wanted: readonly WantedRefund[],
  asked: readonly AskedUnits[],
):
  | ({ ok: true; lines: OrderLine[] } & GivenBack)
  | UnknownSku
  | TooManyUnits
  | Refusal<'moreThanKept', { keptFen: Fen }> {
  const unknown = wanted.find(({ sku }) => !lines.some((line) => line.sku === sku));
  if (unknown) return { ok: false, code: 'unknownSku', sku: unknown.sku };
  const next: OrderLine[] = [];
  const back: GivenBack[] = [];
  for (const line of lines) {
    const wish = wanted.find(({ sku }) => sku === line.sku);
    const refund = wish
      ? refundLine(line, wish, asked)
      : { ok: true as const, line, fen: ZERO_FEN, points: ZERO_POINTS };
    if (!refund.ok) return refund;
    next.push(refund.line);
    back.push(refund);
  }
  return {
    ok: true,
    lines: next,
    fen: addFen(...back.map(({ fen }) => fen)),
    points: addPoints(...back.map(({ points }) => points)),
  };
}

function refundLine(
  line: OrderLine,
  wanted: WantedRefund,
  asked: readonly AskedUnits[],
): ({ ok: true; line: OrderLine } & GivenBack) | TooManyUnits | Refusal<'moreThanKept', { keptFen: Fen }> {
  const refundable = freeUnits(line, asked);
  if (wanted.units > refundable) return { ok: false, code: 'tooManyUnits', refundable };
  const units =
    wanted.units === 0
      ? { ok: true as const, line, fen: ZERO_FEN, points: ZERO_POINTS }
      : refundUnits(line, wanted.units);
  if (!units.ok || !isPositiveFen(wanted.goodwillFen)) return units;
  const goodwill = allowGoodwill(units.line, wanted.goodwillFen);
  return goodwill.ok ? { ...units, line: goodwill.line, fen: addFen(units.fen, goodwill.fen) } : goodwill;
}

/** The same for units that nobody gives goodwill for. */
export const withoutGoodwill = (parts: readonly AskedUnits[]): WantedRefund[] =>
  parts.map(({ sku, units }) => ({ sku, units, goodwillFen: ZERO_FEN }));

/** What units of a line would give back now: told before asking, and computed again when it is approved. */
export function estimateUnits(line: OrderLine, units: number): GivenBack {
  const refund = units === 0 ? undefined : refundUnits(line, units);
  return refund?.ok ? { fen: refund.fen, points: refund.points } : { fen: ZERO_FEN, points: ZERO_POINTS };
}
