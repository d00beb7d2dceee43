import { drain } from '../../evidence/end-state';
import { SCENARIOS } from '../../evidence/scenarios';
import { historyOf, type Past, type PlainDocuments } from '../history-of';
import { livedTown } from '../lived-town';
import type { Provider } from '../provider';
import { endOfMonth } from './calendar';
import { compareWithModel } from './compare-with-model';
import { costOf } from './cost';
import type { ReferralTerms, Settings } from './history';
import { Line } from './line';
import { sharesOf } from './numbers';
import { comingBack, Purse } from './purse';
import { lessOf, limitOf, rewardsOf } from './rewards';

const SETTINGS = { pointsStep: 100, pointsMaxBps: 5000, windowDays: 7, freshWindowHours: 48 } as Settings;

const at = (text: string): number => Date.parse(`${text}+08:00`);

describe("the rulebook's examples", () => {
  test('section 5: a coupon of 333 fen over lines of 1,999, 1,001 and 500', () => {
    expect(sharesOf(333, [1999, 1001, 500])).toEqual([190, 95, 48]);
    const lines = [1999, 1001, 500].map((priceFen, index) => ({ sku: `s${index}`, units: 1, priceFen }));
    const cost = costOf(SETTINGS, lines, { kind: 'fixed', overFen: 0, offFen: 333, skus: null }, 100);
    expect(cost.lines.map(({ couponShare }) => couponShare)).toEqual([190, 95, 48]);
    expect(cost).toMatchObject({ goodsFen: 3500, couponFen: 333, payFen: 3067, mostPoints: 1500 });
    expect(cost.lines.map(({ netFen }) => netFen).reduce((sum, net) => sum + net)).toBe(3067);
  });

  test('section 6: three units at 3,280 fen, one refunded while open, then 2,680, then a second one', () => {
    const line = new Line('s', 3, 3280, 3 * 3280, 0, false, SETTINGS);
    const paid = [() => (line.k = 1), () => (line.f = 2680), () => (line.k = 2)].map((change) => {
      const before = line.givenBack();
      change();
      return line.givenBack() - before;
    });
    expect(paid).toEqual([3280, 1200, 2680]);
    expect(line.givenBack()).toBe(7160);
  });

  test('section 7: 9,876 fen kept, and one of three units refunded later', () => {
    const line = new Line('s', 3, 3292, 9876, 0, false, SETTINGS);
    const referral: ReferralTerms = {
      inviterId: 'i',
      bps: 200,
      unit: 'FEN',
      perOrderLimit: 2000,
      perMonthLimit: 50_000,
    };
    const rewards = () =>
      rewardsOf(
        [{ keptFen: line.kept(), commissionBps: 800 }],
        { multiplierBps: 11_000, referral },
        limitOf(referral, 0),
      );
    const first = rewards();
    expect(first).toEqual({ commissionFen: 790, referral: 197, points: 108, growth: 98 });
    line.k = 1;
    expect(line.kept()).toBe(6584);
    expect(rewards()).toEqual({ commissionFen: 526, referral: 131, points: 72, growth: 65 });
    expect(lessOf(first, rewards())).toEqual({ commissionFen: 264, referral: 66, points: 36, growth: 33 });
    expect(limitOf(referral, 49_900)).toBe(100);
    expect(limitOf(referral, 50_001)).toBe(0);
  });

  test('section 9: points of 2026-11-21 are over with November 2027', () => {
    expect(endOfMonth(at('2026-11-21T12:00'), 12)).toBe(at('2027-12-01T00:00'));
    expect(endOfMonth(at('2026-11-30T23:59'), 0)).toBe(at('2026-12-01T00:00'));
    expect(endOfMonth(at('2026-12-01T00:00'), 1)).toBe(at('2027-02-01T00:00'));
  });
});

describe('a purse of single points', () => {
  const purse = (): Purse => {
    const made = new Purse();
    made.earn('b', 2, 20, 300);
    made.earn('c', 2, 10, 300);
    made.earn('a', 2, 30, 200);
    return made;
  };
  const names = (points: readonly { made: string }[]): string => points.map(({ made }) => made).join('');

  test('spends the earliest expiry first, then the earliest earned, and nothing that is over', () => {
    expect(names(purse().spend(5, 100))).toBe('aaccb');
    expect(names(purse().spend(5, 200))).toBe('ccbb');
    expect(purse().available(200)).toBe(4);
  });

  test('gives back the latest expiry first, and what is over lasts 30 days more', () => {
    const mine = purse();
    const paidWith = mine.hold('o', 5, 100);
    mine.payWithHeld('o');
    expect(names(comingBack(paidWith, 1, 3))).toBe('cca');
    const { points } = mine.giveBack(comingBack(paidWith, 1, 3), 250);
    expect(points.map(({ expiresAt }) => expiresAt)).toEqual([300, 300, 250 + 30 * 86_400_000]);
  });

  test('a hold that ends comes back as it was, over or not', () => {
    const mine = purse();
    mine.hold('o', 3, 100);
    expect(names(mine.release('o', 250).points)).toBe('aac');
    expect(mine.available(250)).toBe(4);
    expect(names(mine.expire(250))).toBe('aa');
  });

  test('a correction takes what the order made, then the earliest expiry, then makes a debt, which comes in first', () => {
    const mine = purse();
    const { points, debt } = mine.takeBack(9, 'b', 100);
    expect([names(points), debt, mine.available(100)]).toEqual(['bbaacc', 3, 0]);
    expect(mine.earn('d', 5, 100, 300)).toMatchObject({ debt: 3, points: [{ made: 'd' }, { made: 'd' }] });
    expect(mine.debt).toBe(0);
  });
});

describe('the real use cases', () => {
  test.each(SCENARIOS)('$name: no difference', async ({ prepare }) => {
    const { town, act } = await prepare();
    await act(town.instance());
    await drain(town);
    expect(compareWithModel(historyOf(town)).differences).toEqual([]);
  });

  test('a whole life in the town: no difference, with the referral in fen and in points', async () => {
    for (const unit of ['FEN', 'POINT'] as const) {
      const { compared, differences } = compareWithModel(historyOf(await livedTown(unit)));
      expect(differences).toEqual([]);
      expect(compared).toBeGreaterThan(1500);
    }
  });
});

interface Copy {
  documents: PlainDocuments;
  provider: Pick<Provider, 'payments' | 'refunds' | 'transfers'>;
}

function the<Item>(items: Iterable<Item>, isIt: (item: Item) => boolean = () => true): Item {
  for (const item of items) if (isIt(item)) return item;
  throw new Error('the town has no such thing');
}

const balanceOf = (documents: PlainDocuments, shape: RegExp) =>
  the(documents.balances, ({ _id, balance }) => shape.test(_id) && balance !== 0);

/** A group that delivered something; the town's first one ended empty. */
const deliveredGroup = ({ groups, orders }: PlainDocuments) =>
  the(groups, ({ _id, state }) => state === 'finished' && orders.some(({ groupId }) => groupId === _id));

/** A journal of a kind that moves a unit. */
const postingOf = (documents: PlainDocuments, kind: string, unit: string) =>
  the(
    documents.journals.filter((journal) => journal.kind === kind).flatMap(({ postings }) => postings),
    (posting) => posting.unit === unit,
  );

function drop<Item>(items: Item[], isIt: (item: Item) => boolean): void {
  const index = items.indexOf(the(items, isIt));
  items.splice(index, 1);
}

/** What somebody may have changed behind the books' back, and what must be said of it. */
const TAMPERINGS: [name: string, change: (copy: Copy) => unknown, said: RegExp][] = [
  ['a price', ({ documents: { orders } }) => (the(orders).lines[0]!.unitPriceFen -= 1), /was sold at/],
  [
    'a coupon share',
    ({ documents: { orders } }) => (the(orders, ({ couponFen }) => couponFen > 0).lines[0]!.couponShareFen += 1),
    /couponShareFen/,
  ],
  [
    'a points share',
    ({ documents: { orders } }) => (the(orders, ({ points }) => points > 0).lines[0]!.pointsShare -= 1),
    /pointsShare/,
  ],
  ['what an order cost', ({ documents: { orders } }) => (the(orders).payFen += 1), /payFen/],
  [
    'what was given back of a line',
    ({ documents: { orders } }) => (the(orders, ({ state }) => state === 'completed').lines[0]!.givenBackFen += 1),
    /givenBackFen/,
  ],
  [
    'goodwill',
    ({ documents: { orders } }) =>
      (the(
        orders.flatMap(({ lines }) => lines),
        ({ allowanceFen }) => allowanceFen > 0,
      ).allowanceFen += 1),
    /allowanceFen/,
  ],
  ['a final price', ({ documents }) => (deliveredGroup(documents).finalPricesFen = {}), /final price/],
  [
    'a threshold',
    ({ documents }) => (deliveredGroup(documents).threshold = { kind: 'units', count: 99 }),
    /its group did not form|its group failed/,
  ],
  [
    'a commission',
    ({ documents: { orders } }) => (the(orders, ({ posted }) => posted !== null).posted!.commissionFen += 1),
    /posted commissionFen/,
  ],
  [
    'a referral',
    ({ documents: { orders } }) => (the(orders, ({ posted }) => (posted?.referral ?? 0) > 0).posted!.referral -= 1),
    /posted referral/,
  ],
  [
    'a limit',
    ({ documents: { orders } }) => (the(orders, ({ posted }) => (posted?.referral ?? 0) > 0).referralLimit = 1),
    /referralLimit/,
  ],
  [
    'a multiplier',
    ({ documents: { orders } }) => (the(orders, ({ posted }) => posted !== null).terms!.multiplierBps = 15_000),
    /multiplierBps/,
  ],
  [
    'an inviter',
    ({ documents: { orders } }) => (the(orders, ({ inviter }) => inviter !== null).inviter = null),
    /the inviter/,
  ],
  [
    'a window',
    ({ documents: { orders } }) => (the(orders, ({ state }) => state === 'completed').lines[0]!.windowEndsAt! += 1),
    /windowEndsAt/,
  ],
  [
    'units of a refund',
    ({ documents: { refunds } }) => (the(refunds, ({ reason }) => reason === 'afterSale').lines[0]!.units += 1),
    /units/,
  ],
  [
    'money of a refund',
    ({ documents: { refunds } }) => (the(refunds, ({ reason }) => reason === 'tierDifference').fen -= 600),
    /fen is/,
  ],
  [
    'money of goodwill',
    ({ documents: { refunds } }) =>
      (the(
        refunds.filter(({ reason }) => reason === 'merchant').flatMap(({ lines }) => lines),
        ({ units, fen }) => units === 0 && fen > 0,
      ).fen += 1),
    /allowanceFen/,
  ],
  [
    'when a refund was decided',
    ({ documents: { refunds } }) => (the(refunds, ({ settled }) => settled).settled = false),
    /after the settlement/,
  ],
  [
    'a refund that is not there',
    ({ documents: { refunds } }) => drop(refunds, ({ reason }) => reason === 'groupFailed'),
    /refund/,
  ],
  ['a posting of money', ({ documents }) => (postingOf(documents, 'settle', 'FEN').amount += 1), /journal settle/],
  ['a posting of points', ({ documents }) => (postingOf(documents, 'correct', 'POINT').amount -= 1), /journal correct/],
  [
    'the lots of a posting',
    ({ documents }) => (postingOf(documents, 'hold', 'POINT').lots![0]!.expiresAt! += 1),
    /journal hold/,
  ],
  [
    'a posting of growth',
    ({ documents }) => (postingOf(documents, 'correct', 'GROWTH').day = '2026-11-01'),
    /journal correct/,
  ],
  [
    'a journal that is not there',
    ({ documents: { journals } }) => drop(journals, ({ kind }) => kind === 'settle'),
    /whether it was settled/,
  ],
  [
    'a check-in that is not there',
    ({ documents: { journals } }) => drop(journals, ({ _id }) => _id.startsWith('earn:checkIn')),
    /turn/,
  ],
  ['a journal twice', ({ documents: { journals } }) => journals.push(journals[3]!), /posted twice/],
  ['journals in another order', ({ documents: { journals } }) => journals.reverse(), /turn/],
  ['the balance of a leader', ({ documents }) => (balanceOf(documents, /^leader:.*:payable$/).balance += 1), /balance/],
  ['the balance of the clearing', ({ documents }) => (balanceOf(documents, /^wechat:/).balance -= 1), /balance/],
  [
    'a balance that is not there',
    ({ documents: { balances } }) => drop(balances, ({ balance }) => balance !== 0),
    /balance/,
  ],
  [
    'points left',
    ({ documents: { memberships } }) =>
      memberships[0]!.lots.push({ id: 'earn:gift', earnedAt: 1, expiresAt: 2, left: 5 }),
    /points earn:gift/,
  ],
  ['a debt', ({ documents: { memberships } }) => (memberships[0]!.debt += 1), /the debt/],
  [
    'growth of a day',
    ({ documents: { memberships } }) => (the(memberships.flatMap(({ growthDays }) => growthDays)).amount += 1),
    /growth of/,
  ],
  [
    'a tier',
    ({ documents: { memberships } }) => (the(memberships, ({ tier }) => tier === 'basic').tier = 'gold'),
    /the tier/,
  ],
  ['what was ever earned', ({ documents: { memberships } }) => (memberships[0]!.earnedInAll += 1), /earnedInAll/],
  [
    'the referral of a month',
    ({ documents: { referralMonths } }) => (the(referralMonths).used -= 1),
    /referral rewards/,
  ],
  ['what is left of the goods', ({ documents: { stocks } }) => (the(stocks).left += 1), /what is left/],
  ['what a member bought', ({ documents: { purchases } }) => (the(purchases).units -= 1), /purchases/],
  ['the stock there was', ({ documents }) => (deliveredGroup(documents).items[0]!.stock = 1), /units were taken of 1/],
  ['who joined', ({ documents: { progress } }) => progress[0]!.members.push('somebody'), /members/],
  ['paid units', ({ documents: { progress } }) => (the(progress, ({ orders }) => orders > 0).units = {}), /paid units/],
  [
    'a coupon',
    ({ documents: { coupons } }) => (the(coupons, ({ state }) => state === 'used').state = 'usable'),
    /coupon/,
  ],
  ['the terms of a coupon', ({ documents: { coupons } }) => (the(coupons).expiresAt += 1), /coupon is good/],
  ['the price of a reward', ({ documents: { redemptions } }) => (the(redemptions).points -= 1), /redemption/],
  ['units of a reward', ({ documents: { rewards } }) => (the(rewards).taken = 0), /taken of/],
  ['the amount of a payout', ({ documents: { withdrawals } }) => (the(withdrawals).amountFen += 1), /withdraw/],
  [
    'the end of a payout',
    ({ documents: { withdrawals } }) => (the(withdrawals, ({ state }) => state === 'expired').state = 'paid'),
    /withdrawal/,
  ],
  [
    'a payment at the provider',
    ({ provider: { payments } }) => (the(payments.values()).fen -= 1),
    /what the provider was told/,
  ],
  [
    'a payment that the provider does not have',
    ({ provider: { payments } }) => (the(payments.values(), ({ paidAt }) => paidAt !== null).paidAt = null),
    /provider does not have/,
  ],
  [
    'a refund at the provider',
    ({ provider: { refunds } }) => (the(refunds.values()).fen -= 1),
    /what the provider paid back/,
  ],
  [
    'a payout at the provider',
    ({ provider: { transfers } }) => (the(transfers.values(), ({ state }) => state === 'paid').state = 'closed'),
    /withdrawal/,
  ],
];

describe('what somebody changed is noticed', () => {
  let town: Past;
  beforeAll(async () => {
    town = await livedTown('FEN');
  });

  const copy = (): Copy => ({
    documents: structuredClone(town.data.dump()) as unknown as PlainDocuments,
    provider: structuredClone({
      payments: town.provider.payments,
      refunds: town.provider.refunds,
      transfers: town.provider.transfers,
    }),
  });
  const judge = ({ documents, provider }: Copy): string[] => {
    const data = { dump: () => documents as unknown as ReturnType<Past['data']['dump']> };
    return compareWithModel(historyOf({ now: town.now, data, provider })).differences;
  };

  test('a copy is as good as the town', () => {
    expect(judge(copy())).toEqual([]);
  });

  test.each(TAMPERINGS)('%s', (_, change, said) => {
    const changed = copy();
    change(changed);
    expect(judge(changed).join('\n')).toMatch(said);
  });
});
