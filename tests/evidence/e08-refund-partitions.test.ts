import { checkBook, foldJournals } from '../../cloudfunctions/core/audit/check-book';
import { earnJournal, holdJournal, payJournal } from '../../cloudfunctions/core/ledger/journals';
import { earn, hold, NO_POINTS, settleHold } from '../../cloudfunctions/core/points/lots';
import { orderCost } from '../../cloudfunctions/core/pricing/order-cost';
import { refundWanted, withoutGoodwill } from '../../cloudfunctions/core/refund/after-sale';
import { differenceRefund } from '../../cloudfunctions/core/refund/refund-line';
import { DEFAULT_SETTINGS as settings } from '../../cloudfunctions/core/settings';
import type { MembershipDocument, MerchantDocument, OrderDocument } from '../../cloudfunctions/usecases/documents';
import { finishRefund } from '../../cloudfunctions/usecases/finish-refund';
import { newMembership, withPointsState } from '../../cloudfunctions/usecases/memberships';
import { journalDocument } from '../../cloudfunctions/usecases/post-journal';
import { postSettlement } from '../../cloudfunctions/usecases/post-settlement';
import { recordRefund } from '../../cloudfunctions/usecases/refunds';
import { fen, fenToNumber } from '../../src/contract/money';
import type { OrderLine } from '../../src/contract/order';
import { points, pointsToNumber } from '../../src/contract/points';
import { DAY_MS, dayOf } from '../../src/contract/time';
import { line, referral, terms } from '../core/build';
import { MemoryStore } from '../simulation/world/memory-store';

/**
 * E8: every partition of an order of up to 4 units into up to 4 partial refunds, in every order, with the group forming and
 * the order completing at every place between them, and what is under way after the completion paid back in every order:
 * the end is that of one refund of the same units. Booked by the shipped use cases over a store in memory.
 */
const NOW = Date.parse('2026-11-21T12:00:00+08:00');
const MOST_UNITS = 4;
/** Up to here every variant is lived, and one refund fails in every course; beyond, only the richest without. */
const MOST_UNITS_OF_ALL = 3;
const MERCHANT = 'm';
const MEMBER = 'ann';

/** Units of each line. */
type Units = readonly number[];

interface Variant {
  prices: number[];
  /** What the group's final price is less than the price paid, in fen. */
  less: number;
  coupon: number;
  points: number;
  referralUnit: 'FEN' | 'POINT';
  /** Whether the first of the lots that pay is over by now. */
  expired: boolean;
  mostUnits: number;
}
const VARIANTS: Record<string, Variant> = {
  plain: {
    prices: [3292, 777, 1009, 50],
    less: 0,
    coupon: 0,
    points: 0,
    referralUnit: 'FEN',
    expired: false,
    mostUnits: MOST_UNITS_OF_ALL,
  },
  'coupon, points, tier difference': {
    prices: [1009, 777, 3292, 50],
    less: 33,
    coupon: 333,
    points: 400,
    referralUnit: 'POINT',
    expired: false,
    mostUnits: MOST_UNITS,
  },
  'points of a lot that is over': {
    prices: [1001, 1001, 999, 2000],
    less: 101,
    coupon: 0,
    points: 500,
    referralUnit: 'FEN',
    expired: true,
    mostUnits: MOST_UNITS_OF_ALL,
  },
};

/** All ways to write a number as a sum of numbers above 0, in order. */
const compositions = (total: number): number[][] =>
  total === 0
    ? [[]]
    : Array.from({ length: total }, (_, index) => index + 1).flatMap((first) =>
        compositions(total - first).map((rest) => [first, ...rest]),
      );

/** All units at most those given, 0 of everything left out. */
function parts(most: Units): number[][] {
  const all = most.reduce<number[][]>(
    (before, units) => before.flatMap((each) => Array.from({ length: units + 1 }, (_, n) => [...each, n])),
    [[]],
  );
  return all.filter((each) => each.some((n) => n > 0));
}

const minus = (from: Units, less: Units): number[] => from.map((units, index) => units - (less[index] ?? 0));

/** Every sequence of refunds, none of nothing, that together refund the units. */
const sequences = (units: Units): number[][][] =>
  units.every((n) => n === 0)
    ? [[]]
    : parts(units).flatMap((first) => sequences(minus(units, first)).map((rest) => [first, ...rest]));

const permutations = (count: number): number[][] =>
  count === 0
    ? [[]]
    : permutations(count - 1).flatMap((rest) =>
        Array.from({ length: count }, (_, place) => [...rest.slice(0, place), count - 1, ...rest.slice(place)]),
      );

const merchant: MerchantDocument = {
  _id: MERCHANT,
  v: 1,
  rev: 1,
  name: '晨光鲜果',
  subMchId: '1900000109',
  createdAt: NOW,
  settings,
};

const sku = (index: number): string => `s${index}`;

/** An order as it was paid, with its member's points and the journals that led there. */
function paid(shape: Units, variant: Variant) {
  const priced = shape.map((units, index) => ({
    sku: sku(index),
    units,
    unitPriceFen: fen(variant.prices[index] ?? 1),
  }));
  const couponTerms = { kind: 'fixed' as const, overFen: fen(0), offFen: fen(variant.coupon), skus: null };
  const goods = priced.reduce((sum, { units, unitPriceFen }) => sum + units * fenToNumber(unitPriceFen), 0);
  const most = Math.floor((goods - Math.min(variant.coupon, goods)) / 200) * 100;
  const used = points(Math.min(variant.points, most));
  const cost = orderCost({ settings, lines: priced, coupon: variant.coupon > 0 ? couponTerms : null, points: used });
  if (!cost.ok) throw new Error(cost.code);
  const event = { merchantId: MERCHANT, memberId: MEMBER, orderId: 'o', at: NOW - 10 * DAY_MS };
  const { at } = event;
  const early = earn(NO_POINTS, 'early', points(150), at, NOW + (variant.expired ? -1 : 1) * DAY_MS);
  const late = earn(early.state, 'late', points(1000), at, NOW + 300 * DAY_MS);
  const held = hold(late.state, 'o', used, at);
  if (!held.ok) throw new Error(held.code);
  const gone = settleHold(held.state, 'o');
  const gift = [...early.parts, ...late.parts];
  const journals = [
    earnJournal({ ...event, earned: 'gift', what: 'once', parts: gift, growth: 0, day: dayOf(at) }),
    holdJournal({ ...event, parts: held.parts }),
    payJournal({ ...event, payFen: cost.payFen, heldParts: gone.parts }),
  ];
  const lines = cost.lines.map((each, index) =>
    line({
      ...each,
      price: fenToNumber(each.unitPriceFen),
      coupon: fenToNumber(each.couponShareFen),
      points: pointsToNumber(each.pointsShare),
      commissionBps: [800, 1234, 50, 3000][index],
    }),
  );
  return { lines, lots: gone.parts, state: gone.state, journals, payFen: cost.payFen, used };
}

type Paid = ReturnType<typeof paid>;

const orderOf = ({ lines, lots, payFen, used }: Paid, variant: Variant): OrderDocument => ({
  _id: 'o',
  v: 1,
  rev: 1,
  merchantId: MERCHANT,
  groupId: 'g',
  campaignId: 'c',
  leaderId: 'lea',
  pointId: 'p',
  memberId: MEMBER,
  key: 'o',
  openid: MEMBER,
  inputHash: '',
  state: 'paid',
  lines,
  goodsFen: payFen,
  couponFen: fen(variant.coupon),
  couponId: null,
  points: used,
  lots,
  payFen,
  person: { name: '林晚', phone: '13800002086' },
  note: '',
  placedAt: NOW,
  unpaidUntil: NOW,
  paidAt: NOW,
  transactionId: null,
  itemBps: {},
  inviter: null,
  terms: terms({ referral: referral({ unit: variant.referralUnit }) }),
  referralLimit: null,
  posted: null,
  rewardedFen: null,
  openCases: [],
  refundCount: 0,
  confirmedAt: null,
  arrivedAt: null,
  collectedAt: null,
  completedAt: null,
  pickupCode: null,
  handOvers: [],
  timeline: [],
  via: null,
  dueAt: null,
  followUpAt: null,
  counted: true,
});

/** One life of the order. */
class Life {
  private readonly store = new MemoryStore({ isolation: 'snapshot' });
  private refunds = 0;

  private constructor(private readonly variant: Variant) {}

  static async begin(start: Paid, variant: Variant): Promise<Life> {
    const life = new Life(variant);
    const { store } = life;
    const turns = start.journals.map((_, index) => ({ [MEMBER]: index + 1 }));
    for (const [index, journal] of start.journals.entries())
      await store.insert('journals', journalDocument(journal, turns[index]));
    // Not the first order: its gift would tell apart who completed and who did not.
    const member = { ...newMembership(MERCHANT, MEMBER, NOW), rev: 1, turn: turns.length, ordersCompleted: 1 };
    await store.insert('memberships', withPointsState(member, start.state));
    await store.insert('merchants', merchant);
    await store.insert('orders', orderOf(start, variant));
    return life;
  }

  private async change(work: (order: OrderDocument) => OrderDocument): Promise<void> {
    await this.store.transact(async (transaction) => {
      const order = await transaction.get('orders', 'o');
      if (order) await transaction.replace('orders', work(order));
    });
  }

  /** Books a refund, whose money is then under way; returns its number. */
  private async record(after: (lines: readonly OrderLine[]) => OrderLine[], reason: 'merchant' | 'tierDifference') {
    this.refunds += 1;
    const refundNo = `r${this.refunds}`;
    const plan = { refundNo, reason, kind: 'merchantRefunded', restock: false, by: null, commandId: null } as const;
    await this.store.transact(async (transaction) => {
      const order = await transaction.get('orders', 'o');
      if (order) await recordRefund(transaction, order, { ...plan, lines: after(order.lines) }, NOW);
    });
    return refundNo;
  }

  refund(units: Units): Promise<string> {
    const wanted = units.flatMap((n, index) => (n === 0 ? [] : [{ sku: sku(index), units: n }]));
    return this.record((lines) => {
      const refunded = refundWanted(lines, withoutGoodwill(wanted), []);
      if (!refunded.ok) throw new Error(refunded.code);
      return refunded.lines;
    }, 'merchant');
  }

  async form(): Promise<void> {
    await this.change((order) => ({ ...order, confirmedAt: NOW }));
    const lower = (each: OrderLine) => fen(Math.max(1, fenToNumber(each.unitPriceFen) - this.variant.less));
    if (this.variant.less > 0)
      await this.finish(
        await this.record((lines) => lines.map((each) => differenceRefund(each, lower(each)).line), 'tierDifference'),
      );
  }

  finish(refundNo: string): Promise<void> {
    return finishRefund({ store: this.store }, refundNo, NOW);
  }

  /** Nothing is completed of an order that was wholly refunded before. */
  complete(): Promise<void> {
    return this.store.transact(async (transaction) => {
      const order = await transaction.get('orders', 'o');
      if (order && order.state !== 'refunded') await postSettlement(transaction, order, merchant, NOW);
    });
  }

  /** Where everybody stands, to the fen and the point. */
  end(): unknown {
    const { orders, journals, memberships, referralMonths = [], refunds } = this.store.dump();
    const balances = foldJournals(journals);
    expect(checkBook(journals, balances)).toEqual([]);
    expect(refunds.filter(({ state }) => state !== 'done')).toEqual([]);
    const none = { commissionFen: 0, referral: 0, points: 0, growth: 0 };
    return {
      lines: orders.flatMap(({ lines }) => lines),
      posted: orders[0]?.posted ?? none,
      open: orders[0]?.openCases,
      balances: [...balances].sort(),
      members: memberships
        .map(({ _id, lots, debt, growthDays, turn }) => {
          expect(turn).toBe(turnsOf(journals, _id));
          return [_id, lots, debt, growthDays.filter(({ amount }) => amount !== 0)];
        })
        .filter(([, lots]) => (lots as MembershipDocument['lots']).length > 0)
        .sort(),
      referral: referralMonths.reduce((sum, { used }) => sum + used, 0),
      refunded: [
        refunds.reduce((sum, each) => sum + fenToNumber(each.fen), 0),
        refunds.reduce((sum, each) => sum + pointsToNumber(each.points), 0),
      ],
    };
  }
}

/** The last turn that a member's journals took; every one before it is there. */
function turnsOf(journals: readonly { turns: Record<string, number> }[], id: string): number {
  const taken = journals.flatMap(({ turns }) => turns[id.slice(id.indexOf(':') + 1)] ?? []).sort((a, b) => a - b);
  expect(taken).toEqual(taken.map((_, index) => index + 1));
  return taken.length;
}

interface Course {
  /** How many refunds come before the group forms, and before the order is completed. */
  forms: number;
  completes: number;
  /** In which order those after the completion are paid back. */
  paidBack: number[];
  /** Whether the last refund before the completion fails at first, and is paid back last of all. */
  retried: boolean;
}

function courses(refunds: number, withFailures: boolean): Course[] {
  const all: Course[] = [];
  for (let completes = 0; completes <= refunds; completes += 1)
    for (let forms = 0; forms <= completes; forms += 1)
      for (const paidBack of permutations(refunds - completes))
        for (const retried of completes > 0 && withFailures ? [false, true] : [false])
          all.push({ forms, completes, paidBack, retried });
  return all;
}

async function live(start: Paid, variant: Variant, refunds: readonly Units[], course: Course): Promise<unknown> {
  const life = await Life.begin(start, variant);
  const underWay: string[] = [];
  let failed: string | undefined;
  for (const [index, units] of refunds.entries()) {
    if (index === course.forms) await life.form();
    if (index === course.completes) await life.complete();
    const refundNo = await life.refund(units);
    if (index >= course.completes) underWay.push(refundNo);
    else if (course.retried && index === course.completes - 1) failed = refundNo;
    else await life.finish(refundNo);
  }
  if (course.forms === refunds.length) await life.form();
  if (course.completes === refunds.length) await life.complete();
  for (const index of course.paidBack) await life.finish(underWay[index] ?? '');
  if (failed !== undefined) await life.finish(failed);
  return life.end();
}

let partitions = 0;

test.each(Object.entries(VARIANTS))(
  'every partition of up to 4 units into refunds ends as one refund does: %s',
  async (_, variant) => {
    const once: Course = { forms: 0, completes: 1, paidBack: [], retried: false };
    for (let total = 1; total <= variant.mostUnits; total += 1)
      for (const shape of compositions(total)) {
        const start = paid(shape, variant);
        for (const units of parts(shape)) {
          const wanted = await live(start, variant, [units], once);
          for (const refunds of sequences(units)) {
            partitions += 1;
            for (const course of courses(refunds.length, total <= MOST_UNITS_OF_ALL)) {
              const end = await live(start, variant, refunds, course);
              if (JSON.stringify(end) !== JSON.stringify(wanted))
                expect({ shape, refunds, course, end }).toEqual({ shape, refunds, course, end: wanted });
            }
          }
        }
      }
  },
  600_000,
);

afterAll(() => {
  process.stdout.write(`E8  partial refunds: ${partitions} partitions, 0 different\n`);
});
