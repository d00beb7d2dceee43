import type { Journal, LotPart, Posting } from '../records/journal';
import type { Membership } from '../records/membership';
import type { Refund } from '../records/refund';
import { memberGrowth, memberHeld, memberPoints } from './moves';
import { DAY_MS, startOfDay } from './shanghai';

/** Under this name a part fills a debt or makes one. */
const DEBT = 'debt';
/** Points that come back after their expiry last for this long (rulebook section 6). */
const LATE_RETURN_MS = 30 * DAY_MS;

/** What became of a lot: earned = spent + expired + reversed + left. */
interface LotCount {
  earnedAt: number;
  expiresAt: number;
  earned: number;
  spent: number;
  expired: number;
  reversed: number;
  left: number;
}

type Tell = (kind: string, what: string) => void;

/** The lot that a part given back late belongs to: `settle:o1~1764000000000` was once `settle:o1`. */
const baseOf = (lot: string): string => lot.split('~', 1)[0] ?? lot;

const NO_COUNT = { earned: 0, spent: 0, expired: 0, reversed: 0, left: 0 };

/**
 * One member's points and growth at one merchant, replayed from the journals in the order of their turns. What a journal
 * took or gave is compared with what the rulebook (sections 6, 7 and 9) would have, of what was there.
 */
export class LotBook {
  private readonly lots = new Map<string, LotCount>();
  /** Those of them with points left. */
  private readonly live = new Map<string, LotCount>();
  private readonly held = new Map<string, LotPart[]>();
  private readonly growth = new Map<string, number>();
  private debt = 0;

  constructor(
    readonly merchantId: string,
    readonly memberId: string,
  ) {}

  /** refund: the one that the journal is about, where it is about one. */
  replay(journal: Journal, refund: Refund | undefined, tell: Tell): void {
    const points = memberPoints(this);
    const held = memberHeld(this);
    const growth = memberGrowth(this);
    for (const posting of journal.postings) {
      if (posting.from === held) this.endHold(journal, posting, tell);
      if (posting.from === points) this.takeOut(journal, posting, tell);
      if (posting.to === points) this.bringIn(journal, posting, refund, tell);
      if (posting.to === held) this.held.set(String(journal.memo.orderId), posting.lots ?? []);
      if (posting.from === growth) this.grow(posting, -posting.amount);
      if (posting.to === growth) this.grow(posting, posting.amount);
    }
    if (this.debt > 0 && this.alive(journal.at).length > 0)
      tell('debt', `a debt of ${this.debt} stands beside points that can be spent`);
  }

  private grow({ day }: Posting, amount: number): void {
    this.growth.set(day ?? '', (this.growth.get(day ?? '') ?? 0) + amount);
  }

  /** Moves points into or out of a lot. */
  private change({ lot: id, earnedAt, expiresAt }: LotPart, into: number): LotCount {
    const lot = this.lots.get(id) ?? { ...NO_COUNT, earnedAt: earnedAt ?? 0, expiresAt: expiresAt ?? 0 };
    lot.left += into;
    this.lots.set(id, lot);
    if (lot.left > 0) this.live.set(id, lot);
    else this.live.delete(id);
    return lot;
  }

  /** Lots with points that can be spent at an instant, in the order of spending: the earliest expiry, then the earliest earned. */
  private alive(at: number): [id: string, lot: LotCount][] {
    return [...this.live]
      .filter(([, { expiresAt }]) => at < expiresAt)
      .sort(([, a], [, b]) => a.expiresAt - b.expiresAt || a.earnedAt - b.earnedAt);
  }

  private endHold(journal: Journal, { lots }: Posting, tell: Tell): void {
    const orderId = String(journal.memo.orderId);
    const held = this.held.get(orderId);
    this.held.delete(orderId);
    if (!held) return tell('hold', `points are taken that were not held for order ${orderId}`);
    // What comes back may fill a debt instead of its lot, so that a release is compared where it comes in.
    if (journal.kind !== 'release' && textOf(held) !== textOf(lots ?? []))
      tell('hold', `lots ${textOf(lots ?? [])} are taken, held were ${textOf(held)}`);
    this.released = held;
  }

  /** What the hold that ended last was made of. */
  private released: LotPart[] = [];

  private takeOut(journal: Journal, { lots, amount }: Posting, tell: Tell): void {
    const parts = lots ?? [];
    const due = this.dueOut(journal, amount, parts);
    if (due && shape(parts) !== shape(due))
      tell('lots taken', `takes ${textOf(parts)}, ${orderOf(journal.kind)} it is ${textOf(due)}`);
    for (const part of parts) {
      if (part.lot === DEBT) {
        this.debt += part.amount;
        continue;
      }
      const lot = this.change(part, -part.amount);
      lot[journal.kind === 'expire' ? 'expired' : journal.kind === 'correct' ? 'reversed' : 'spent'] += part.amount;
      if (lot.left < 0) tell('below zero', `lot ${part.lot} goes to ${lot.left}`);
    }
  }

  /** Which lots a journal takes an amount from; undefined where no rule says. */
  private dueOut({ kind, at, memo }: Journal, amount: number, parts: readonly LotPart[]): LotPart[] | undefined {
    switch (kind) {
      case 'hold':
      case 'redeem':
        return take(this.alive(at), amount).parts;
      case 'correct': {
        const own = `settle:${String(memo.orderId)}`;
        const isOwn = ([id]: [string, unknown]): boolean => [own, `${own}/inviter`].includes(baseOf(id));
        const alive = this.alive(at);
        const taken = take([...alive.filter(isOwn), ...alive.filter((each) => !isOwn(each))], amount);
        return taken.missing === 0 ? taken.parts : [...taken.parts, { ...NO_PART, lot: DEBT, amount: taken.missing }];
      }
      case 'expire':
        // All that was over when the day began; what ends during the day may go as well, or with the next one.
        return [...this.live]
          .filter(([id, { expiresAt }]) => expiresAt <= (parts.some(({ lot }) => lot === id) ? at : startOfDay(at)))
          .map(([lot, { left, earnedAt, expiresAt }]) => ({ lot, amount: left, earnedAt, expiresAt }));
      default:
        return undefined;
    }
  }

  private bringIn(journal: Journal, { lots, amount }: Posting, refund: Refund | undefined, tell: Tell): void {
    const parts = lots ?? [];
    const due = this.withDebtFilled(this.dueIn(journal, parts, amount, refund), journal.at);
    if (shape(parts) !== shape(due)) tell('lots given', `gives ${textOf(parts)}, due is ${textOf(due)}`);
    for (const part of parts) {
      if (part.lot === DEBT) {
        this.debt -= part.amount;
        if (this.debt < 0) tell('debt', `a debt is filled by ${-this.debt} more than there was`);
        continue;
      }
      const lot = this.change(part, part.amount);
      const isReward = journal.kind === 'settle' || journal.kind === 'earn';
      if (isReward && lot.earned > 0) tell('lots given', `lot ${part.lot} was made before`);
      if (isReward) lot.earned += part.amount;
      else lot.spent -= part.amount;
    }
  }

  /** What comes in before a debt is filled: a new lot of the journal's own, or what was held or spent, as it was. */
  private dueIn(journal: Journal, parts: readonly LotPart[], amount: number, refund: Refund | undefined): LotPart[] {
    switch (journal.kind) {
      case 'release':
        return this.released;
      case 'refund':
        return (refund?.lots ?? []).map((part) => renewed(part, journal.at));
      default: {
        const made = parts.find(({ lot }) => lot !== DEBT);
        const lot = made && [journal.id, `${journal.id}/inviter`].includes(made.lot) ? made.lot : journal.id;
        return [{ lot, amount, earnedAt: journal.at, expiresAt: made?.expiresAt ?? Infinity }];
      }
    }
  }

  /** A debt is filled first, by what is not expired. */
  private withDebtFilled(parts: readonly LotPart[], at: number): LotPart[] {
    let debt = this.debt;
    const kept = parts.map((part) => {
      const filled = at < (part.expiresAt ?? Infinity) ? Math.min(debt, part.amount) : 0;
      debt -= filled;
      return { ...part, amount: part.amount - filled };
    });
    const filled = { ...NO_PART, lot: DEBT, amount: this.debt - debt };
    return [filled, ...kept].filter(({ amount }) => amount > 0);
  }

  /** Compares with what is stored: lots, holds, debt and growth. Returns how many lots there are. */
  compare(membership: Membership, tell: Tell): number {
    const stored = new Map(membership.lots.map((lot) => [lot.id, lot]));
    for (const [id, { left, earnedAt, expiresAt }] of this.lots) {
      const lot = stored.get(id);
      stored.delete(id);
      if ((lot?.left ?? 0) !== left) tell('lot', `lot ${id} has ${lot?.left ?? 0} left, its journals say ${left}`);
      else if (lot && (lot.earnedAt !== earnedAt || lot.expiresAt !== expiresAt))
        tell('lot', `lot ${id} was earned or expires at another instant than its journals say`);
    }
    for (const { id, left } of stored.values()) tell('lot', `lot ${id} has ${left} left, but no journal made it`);
    this.compareCounts(membership, tell);
    this.compareHolds(membership, tell);
    if (membership.debt !== this.debt)
      tell('debt', `shows a debt of ${membership.debt}, the journals say ${this.debt}`);
    this.compareGrowth(membership, tell);
    return this.lots.size;
  }

  /** earned = spent + expired + reversed + left, for a lot together with what came back of it under a later expiry. */
  private compareCounts({ lots }: Membership, tell: Tell): void {
    const bases = new Map<string, LotCount>();
    for (const [id, count] of this.lots) {
      const base = bases.get(baseOf(id)) ?? { ...count, ...NO_COUNT };
      for (const what of ['earned', 'spent', 'expired', 'reversed'] as const) base[what] += count[what];
      bases.set(baseOf(id), base);
    }
    for (const { id, left } of lots) {
      const base = bases.get(baseOf(id));
      if (base) base.left += left;
    }
    for (const [id, { earned, spent, expired, reversed, left }] of bases) {
      const text = `earned ${earned}, spent ${spent}, expired ${expired}, reversed ${reversed}, left ${left}`;
      if (earned !== spent + expired + reversed + left) tell('lot count', `lot ${id} does not add up: ${text}`);
      else if (left > earned || spent < 0) tell('lot count', `lot ${id} got back more than was taken: ${text}`);
    }
  }

  private compareHolds({ held }: Membership, tell: Tell): void {
    for (const orderId of new Set([...held.keys(), ...this.held.keys()])) {
      const shown = textOf(held.get(orderId) ?? []);
      const due = textOf(this.held.get(orderId) ?? []);
      if (shown !== due) tell('hold', `holds ${shown} for order ${orderId}, the journals say ${due}`);
    }
  }

  private compareGrowth({ growthDays }: Membership, tell: Tell): void {
    const shown = new Map<string, number>();
    for (const { day, amount } of growthDays) shown.set(day, (shown.get(day) ?? 0) + amount);
    for (const day of new Set([...shown.keys(), ...this.growth.keys()])) {
      const due = this.growth.get(day) ?? 0;
      if ((shown.get(day) ?? 0) !== due)
        tell('growth', `shows ${shown.get(day) ?? 0} growth on ${day}, the journals say ${due}`);
    }
  }
}

const NO_PART = { earnedAt: null, expiresAt: null };

/** Takes up to an amount out of lots in an order. */
function take(lots: readonly [string, LotCount][], amount: number): { parts: LotPart[]; missing: number } {
  const parts: LotPart[] = [];
  let missing = amount;
  for (const [lot, { left, earnedAt, expiresAt }] of lots) {
    const taken = Math.min(left, missing);
    missing -= taken;
    if (taken > 0) parts.push({ lot, amount: taken, earnedAt, expiresAt });
  }
  return { parts, missing };
}

/** A part of a lot that is over comes back with 30 days more. */
function renewed(part: LotPart, at: number): LotPart {
  if (part.expiresAt === null || at < part.expiresAt) return part;
  const expiresAt = at + LATE_RETURN_MS;
  return { ...part, lot: `${baseOf(part.lot)}~${expiresAt}`, expiresAt };
}

/** Which rule says what is taken. */
function orderOf(kind: string): string {
  if (kind === 'expire') return 'of what is over';
  return kind === 'correct' ? "the order's own lot first" : 'earliest expiry first';
}

const textOf = (parts: readonly LotPart[]): string =>
  parts.length === 0
    ? 'nothing'
    : [...parts]
        .sort((a, b) => (a.lot < b.lot ? -1 : 1))
        .map(({ lot, amount }) => `${amount} of ${lot}`)
        .join(', ');

/** What parts say apart from the lots' names, where two lots are alike: amounts by expiry and earning. */
function shape(parts: readonly LotPart[]): string {
  const sums = new Map<string, number>();
  for (const { lot, earnedAt, expiresAt, amount } of parts) {
    const name = lot === DEBT ? DEBT : `${String(expiresAt)} ${String(earnedAt)}`;
    sums.set(name, (sums.get(name) ?? 0) + amount);
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((each) => each.join())
    .join();
}
