import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  expireJournal,
  earnJournal,
  holdJournal,
  payJournal,
  redeemJournal,
  refundJournal,
  releaseJournal,
} from '../../cloudfunctions/core/ledger/journals';
import * as lots from '../../cloudfunctions/core/points/lots';
import { replayPoints } from '../../cloudfunctions/core/points/replay';
import type { Journal, LotPart } from '../../src/contract/ledger';
import { fen } from '../../src/contract/money';
import { points, pointsToNumber } from '../../src/contract/points';
import { DAY_MS, dayOf, startOfDay } from '../../src/contract/time';

/** One single point. It lies in the lots, is held for an order, paid for one, or is gone. */
interface Point {
  made: string;
  lot: string;
  earnedAt: number;
  expiresAt: number;
  where: 'lots' | 'held' | 'paid' | 'gone';
  order: string;
}

/** The rules of section 9 on a list of single points: slow, and too simple to be wrong in the same way. */
class Wallet {
  points: Point[] = [];
  debt = 0;

  private inOrder(where: Point['where'], order = ''): Point[] {
    return this.points
      .filter((point) => point.where === where && point.order === order)
      .sort(
        (a, b) => a.expiresAt - b.expiresAt || a.earnedAt - b.earnedAt || (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0),
      );
  }
  spendable = (now: number): Point[] => this.inOrder('lots').filter((point) => point.expiresAt > now);

  earn(lot: string, amount: number, earnedAt: number, expiresAt: number): void {
    for (let each = 0; each < amount; each += 1) {
      if (this.debt > 0) this.debt -= 1;
      else this.points.push({ made: lot, lot, earnedAt, expiresAt, where: 'lots', order: '' });
    }
  }
  spend(amount: number, now: number, where: 'gone' | 'held', order = ''): boolean {
    const spendable = this.spendable(now);
    if (spendable.length < amount) return false;
    for (const point of spendable.slice(0, amount)) Object.assign(point, { where, order });
    return true;
  }
  release(order: string, now: number): void {
    for (const point of this.inOrder('held', order)) this.comeBack(point, now);
  }
  private comeBack(point: Point, now: number): void {
    if (this.debt > 0 && point.expiresAt > now) {
      this.debt -= 1;
      point.where = 'gone';
    } else point.where = 'lots';
    point.order = '';
  }
  pay(order: string): void {
    for (const point of this.inOrder('held', order)) point.where = 'paid';
  }
  giveBack(order: string, amount: number, now: number): void {
    for (const point of this.inOrder('paid', order).reverse().slice(0, amount)) {
      if (point.expiresAt <= now) {
        point.expiresAt = now + 30 * DAY_MS;
        point.lot = `${point.made}~${point.expiresAt}`;
      }
      this.comeBack(point, now);
    }
  }
  take(amount: number, preferred: string, now: number): void {
    const spendable = this.spendable(now);
    const own = spendable.filter((point) => point.made === preferred);
    const others = spendable.filter((point) => point.made !== preferred);
    const taken = [...own, ...others].slice(0, amount);
    for (const point of taken) point.where = 'gone';
    this.debt += amount - taken.length;
  }
  expire(now: number): void {
    for (const point of this.inOrder('lots')) if (point.expiresAt <= now) point.where = 'gone';
  }
  /** The points counted by lot, as PointsState has them. */
  view(): unknown {
    const orders = new Set(this.points.flatMap(({ where, order }) => (where === 'held' ? [order] : [])));
    return {
      lots: counted(this.inOrder('lots')).map(({ lot, amount, ...times }) => ({ id: lot, left: amount, ...times })),
      held: Object.fromEntries([...orders].map((order) => [order, counted(this.inOrder('held', order))])),
      debt: this.debt,
    };
  }
}

function counted(each: readonly Point[]): LotPart[] {
  const parts = new Map<string, LotPart>();
  for (const { lot, earnedAt, expiresAt } of each)
    parts.set(lot, { lot, amount: (parts.get(lot)?.amount ?? 0) + 1, earnedAt, expiresAt });
  return [...parts.values()];
}

type Step =
  | { kind: 'wait'; days: number }
  /** To the expiry of a lot, or a millisecond beside it. */
  | { kind: 'boundary'; lot: number; beside: -1 | 0 | 1 }
  | { kind: 'earn'; amount: number; days: number }
  | { kind: 'spend'; amount: number }
  | { kind: 'hold'; amount: number }
  | { kind: 'release' | 'pay'; order: number }
  | { kind: 'giveBack'; order: number; amount: number }
  | { kind: 'take'; amount: number; lot: number }
  /** Of what is over now, or of what was over when the day began, as the daily job does it. */
  | { kind: 'expire'; by: 'now' | 'day' };

const amount = fc.nat(9);
const small = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('earn' as const), amount, days: fc.integer({ min: 1, max: 40 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.nat(20) }) },
  fc.record({ kind: fc.constant('spend' as const), amount }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('hold' as const), amount }) },
  fc.record({ kind: fc.constant('release' as const), order: small }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pay' as const), order: small }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('giveBack' as const), order: small, amount }) },
  fc.record({ kind: fc.constant('take' as const), amount: fc.nat(15), lot: small }),
  fc.record({ kind: fc.constant('expire' as const), by: fc.constantFrom('now' as const, 'day' as const) }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('boundary' as const),
      lot: small,
      beside: fc.constantFrom(-1 as const, 0 as const, 1 as const),
    }),
  },
);

/** The lots, the wallet and the journals of one history. */
class History {
  now = 1_800_000_000_000;
  serial = 0;
  state = lots.NO_POINTS;
  wallet = new Wallet();
  journals: Journal[] = [];
  paid = new Map<string, { parts: LotPart[]; back: number }>();

  private event = () => ({ merchantId: 'm', memberId: 'ann', at: this.now });

  play(each: Step): void {
    this.serial += 1;
    switch (each.kind) {
      case 'wait':
        this.now += each.days * DAY_MS;
        return;
      case 'boundary':
        this.now = Math.max(this.now, (this.state.lots[each.lot]?.expiresAt ?? 0) + each.beside);
        return;
      case 'earn':
        return this.earn(each.amount, each.days);
      case 'spend': {
        const result = lots.spend(this.state, points(each.amount), this.now);
        expect(result.ok).toBe(this.wallet.spend(each.amount, this.now, 'gone'));
        if (!result.ok) return;
        this.state = result.state;
        this.journals.push(redeemJournal({ ...this.event(), id: `${this.serial}`, parts: result.parts }));
        return;
      }
      case 'hold': {
        const orderId = `order${this.serial}`;
        const result = lots.hold(this.state, orderId, points(each.amount), this.now);
        expect(result.ok).toBe(this.wallet.spend(each.amount, this.now, 'held', orderId));
        if (!result.ok) return;
        this.state = result.state;
        this.journals.push(holdJournal({ ...this.event(), orderId, parts: result.parts }));
        return;
      }
      case 'release': {
        const orderId = Object.keys(this.state.held)[each.order];
        if (orderId === undefined) return;
        const result = lots.release(this.state, orderId, this.now);
        this.wallet.release(orderId, this.now);
        this.state = result.state;
        this.journals.push(releaseJournal({ ...this.event(), orderId, parts: result.parts }));
        return;
      }
      case 'pay': {
        const orderId = Object.keys(this.state.held)[each.order];
        if (orderId === undefined) return;
        const result = lots.settleHold(this.state, orderId);
        this.wallet.pay(orderId);
        this.state = result.state;
        this.paid.set(orderId, { parts: result.parts, back: 0 });
        this.journals.push(payJournal({ ...this.event(), orderId, payFen: fen(100), heldParts: result.parts }));
        return;
      }
      case 'giveBack':
        return this.giveBack(each.order, each.amount);
      case 'take': {
        const preferred = this.state.lots[each.lot]?.id.split('~')[0] ?? 'none';
        const result = lots.take(this.state, points(each.amount), preferred, this.now);
        this.wallet.take(each.amount, preferred, this.now);
        this.state = result.state;
        this.journals.push(redeemJournal({ ...this.event(), id: `${this.serial}`, parts: result.parts }));
        return;
      }
      case 'expire': {
        const until = each.by === 'now' ? this.now : startOfDay(dayOf(this.now));
        const result = lots.expire(this.state, until);
        this.wallet.expire(until);
        this.state = result.state;
        this.journals.push(expireJournal({ ...this.event(), day: `${this.serial}`, parts: result.parts }));
        return;
      }
    }
  }

  private earn(earned: number, days: number): void {
    const lot = `lot${this.serial}`;
    const expiresAt = this.now + days * DAY_MS;
    const result = lots.earn(this.state, lot, points(earned), this.now, expiresAt);
    this.wallet.earn(lot, earned, this.now, expiresAt);
    this.state = result.state;
    const facts = { ...this.event(), earned: 'survey', what: lot, growth: 0, day: '2026-11-21' };
    this.journals.push(earnJournal({ ...facts, parts: result.parts }));
  }

  private giveBack(order: number, wanted: number): void {
    const entry = [...this.paid][order];
    if (entry === undefined) return;
    const [orderId, { parts, back }] = entry;
    const left = parts.reduce((sum, part) => sum + part.amount, 0) - back;
    const count = Math.min(wanted, left);
    const chosen = lots.partsToGiveBack(parts, points(back), points(count));
    const result = lots.giveBack(this.state, chosen, this.now);
    this.wallet.giveBack(orderId, count, this.now);
    this.state = result.state;
    this.paid.set(orderId, { parts, back: back + count });
    const facts = { ...this.event(), orderId, refundNo: `${this.serial}`, fen: fen(0), settled: false };
    this.journals.push(refundJournal({ ...facts, parts: result.parts }));
  }

  check(): void {
    const view = this.wallet.view();
    // The quick comparison first: what differs is then told in full.
    if (!isDeepStrictEqual(this.state, view)) expect(this.state).toEqual(view);
    const spendable = this.wallet.spendable(this.now).length;
    if (pointsToNumber(lots.available(this.state, this.now)) !== spendable)
      expect(lots.available(this.state, this.now)).toBe(spendable);
    // Whatever comes in fills a debt first, so that there is never one beside points that could be spent.
    if (spendable > 0 && this.wallet.debt > 0) expect({ spendable, debt: this.wallet.debt }).toMatchObject({ debt: 0 });
  }
}

const HISTORIES = 4000;
const SEED = 20_261_121;

/** E9: promises 5 and 8 for a member's points, whatever happens to them at whatever instant. */
test('lots do what a list of single points does, and the journals rebuild them to the byte', () => {
  let steps = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (history) => {
      const played = new History();
      for (const each of history) {
        played.play(each);
        played.check();
        steps += 1;
      }
      const rebuilt = played.journals.reduce((state, journal) => replayPoints(state, journal, 'ann'), lots.NO_POINTS);
      expect(JSON.stringify(rebuilt)).toBe(JSON.stringify(played.state));
    }),
    { numRuns: HISTORIES, seed: SEED },
  );
  process.stdout.write(`E9  lots against single points: ${HISTORIES} histories, ${steps} steps, 0 different\n`);
}, 300_000);
