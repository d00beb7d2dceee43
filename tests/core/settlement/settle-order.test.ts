import fc from 'fast-check';
import { checkBook, foldJournals } from '../../../cloudfunctions/core/audit/check-book';
import { checkJournal } from '../../../cloudfunctions/core/ledger/journal';
import { holdJournal, payJournal, refundJournal } from '../../../cloudfunctions/core/ledger/journals';
import {
  balance,
  earn,
  giveBack,
  hold,
  NO_POINTS,
  partsToGiveBack,
  settleHold,
  type PointsState,
} from '../../../cloudfunctions/core/points/lots';
import { replayPoints } from '../../../cloudfunctions/core/points/replay';
import { orderCost } from '../../../cloudfunctions/core/pricing/order-cost';
import { differenceRefund, keptFen, refundUnits } from '../../../cloudfunctions/core/refund/refund-line';
import { rewards } from '../../../cloudfunctions/core/reward/rewards';
import { correctSettlement, settleOrder } from '../../../cloudfunctions/core/settlement/settle-order';
import { DEFAULT_SETTINGS as settings } from '../../../cloudfunctions/core/settings';
import type { Journal } from '../../../src/contract/ledger';
import { fen, fenToNumber, isZeroFen } from '../../../src/contract/money';
import type { OrderLine } from '../../../src/contract/order';
import { points, pointsToNumber } from '../../../src/contract/points';
import { DAY_MS } from '../../../src/contract/time';
import { at, line, referral, terms } from '../build';

const completedAt = at('2026-11-21 12:00');
const order = { merchantId: 'm', orderId: 'o1', memberId: 'ann', leaderId: 'lea', terms: terms() };
const settle = (lines: OrderLine[], pointsState = NO_POINTS) =>
  settleOrder({ ...order, lines, pointsState, usedThisMonth: 0, settings, at: completedAt });

describe('the example', () => {
  const lines = [line({ units: 3, price: 3292 })];
  const settled = settle(lines);
  const refund = refundUnits(lines[0] ?? line(), 1);
  const correct = (pointsState: PointsState) =>
    correctSettlement({
      ...order,
      lines: refund.ok ? [refund.line] : [],
      refundNo: 'r1',
      rewarded: settled.rewards,
      referralLimit: settled.referralLimit,
      settledAt: completedAt,
      pointsState,
      at: completedAt + 40 * DAY_MS,
    });

  test('is settled at once', () => {
    expect(settled.rewards).toEqual({ commissionFen: 790, referral: 197, points: 108, growth: 98 });
    expect(settled.referralLimit).toBe(2000);
    expect(settled.pointsState.lots).toEqual([
      { id: 'settle:o1', earnedAt: completedAt, expiresAt: at('2027-12-01 00:00'), left: 108 },
    ]);
  });

  test('and corrected by 264, 66, 36 and 33, growth on the day it was given', () => {
    const corrected = correct(settled.pointsState);
    expect(corrected.difference).toEqual({ commissionFen: 264, referral: 66, points: 36, growth: 33 });
    expect(corrected.journal.postings.map(({ amount }) => amount)).toEqual([264, 66, 36, 33]);
    expect(corrected.journal.postings.at(-1)?.day).toBe('2026-11-21');
    expect(corrected.referralFreed).toEqual({ month: '2026-11', amount: 66 });
    expect(balance(corrected.pointsState)).toBe(72);
  });

  test('spent points become a debt', () => {
    const corrected = correct(NO_POINTS);
    expect([corrected.pointsState.debt, balance(corrected.pointsState)]).toEqual([36, -36]);
    expect(corrected.journal.postings[2]?.lots).toEqual([{ lot: 'debt', amount: 36 }]);
  });

  test('repeated it is the same journal', () => {
    expect(settle(lines).journal).toEqual(settled.journal);
  });
});

test('a referral in points goes to lots of the inviter and comes back from them', () => {
  const inPoints = { ...order, terms: terms({ referral: referral({ unit: 'POINT' }) }), pointsState: NO_POINTS };
  const before = line({ units: 3, price: 3292 });
  const inviterPointsState = { ...NO_POINTS, debt: points(7) };
  const settled = settleOrder({
    ...inPoints,
    lines: [before],
    inviterPointsState,
    usedThisMonth: 0,
    settings,
    at: completedAt,
  });
  expect(settled.inviterPointsState).toMatchObject({ debt: 0, lots: [{ left: 190 }] });
  const refund = refundUnits(before, 1);
  if (!refund.ok) throw new Error(refund.code);
  const corrected = correctSettlement({
    ...inPoints,
    lines: [refund.line],
    inviterPointsState: settled.inviterPointsState,
    refundNo: 'r1',
    rewarded: settled.rewards,
    referralLimit: settled.referralLimit,
    settledAt: completedAt,
    pointsState: settled.pointsState,
    at: completedAt + DAY_MS,
  });
  expect(corrected.inviterPointsState).toMatchObject({ debt: 0, lots: [{ left: 190 - 66 }] });
});

test('a correction uses the limit of the settlement, which the month had nearly used up', () => {
  const before = line({ units: 3, price: 3292 });
  const used = 49_900;
  const settled = settleOrder({
    ...order,
    lines: [before],
    pointsState: NO_POINTS,
    usedThisMonth: used,
    settings,
    at: completedAt,
  });
  expect([settled.referralLimit, settled.rewards.referral]).toEqual([100, 100]);
  const refund = refundUnits(before, 1);
  if (!refund.ok) throw new Error(refund.code);
  const corrected = correctSettlement({
    ...order,
    lines: [refund.line],
    refundNo: 'r1',
    rewarded: settled.rewards,
    referralLimit: settled.referralLimit,
    settledAt: completedAt,
    pointsState: settled.pointsState,
    at: completedAt + DAY_MS,
  });
  // 2 % of the 6,584 fen that are kept would be 131.
  expect([corrected.rewards.referral, corrected.difference.referral]).toEqual([100, 0]);
});

test('without the points of an inviter who is paid in points nothing is settled', () => {
  const inPoints = { ...order, terms: terms({ referral: referral({ unit: 'POINT' }) }), pointsState: NO_POINTS };
  expect(() => settleOrder({ ...inPoints, lines: [line()], usedThisMonth: 0, settings, at: completedAt })).toThrow(
    "without its inviter's points",
  );
});

interface Book {
  lines: OrderLine[];
  state: PointsState;
  journals: Journal[];
  pointsBack: number;
  refunds: number;
}

const bought = fc.array(
  fc.record({
    units: fc.integer({ min: 1, max: 6 }),
    price: fc.integer({ min: 100, max: 9999 }),
    final: fc.integer({ min: 500, max: 1000 }),
    commissionBps: fc.nat(3000),
  }),
  { minLength: 1, maxLength: 4 },
);
const refundList = fc.array(fc.record({ index: fc.nat(3), units: fc.integer({ min: 1, max: 3 }) }), { maxLength: 4 });

describe('the whole life of an order', () => {
  const event = { merchantId: 'm', memberId: 'ann', orderId: 'o1', at: completedAt };

  /** Places, pays, and posts refunds as the use cases do. */
  function start(
    some: { units: number; price: number; commissionBps: number }[],
    coupon: number,
  ): Book & { heldParts: ReturnType<typeof settleHold>['parts'] } {
    const priced = some.map(({ units, price }, index) => ({ sku: `s${index}`, units, unitPriceFen: fen(price) }));
    const terms = { kind: 'fixed' as const, overFen: fen(0), offFen: fen(coupon), skus: null };
    const cost = orderCost({ settings, lines: priced, coupon: terms, points: points(0) });
    const goods = cost.ok ? fenToNumber(cost.goodsFen) - fenToNumber(cost.couponFen) : 0;
    const used = points(Math.floor(goods / 200) * 100);
    const paid = orderCost({ settings, lines: priced, coupon: terms, points: used });
    if (!paid.ok) throw new Error(paid.code);
    const earned = earn(NO_POINTS, 'gift', points(1_000_000), 1, completedAt + 365 * DAY_MS).state;
    const held = hold(earned, 'o1', used, completedAt);
    if (!held.ok) throw new Error(held.code);
    const gone = settleHold(held.state, 'o1');
    return {
      heldParts: gone.parts,
      lines: paid.lines.map((each, index) => ({
        ...line({
          ...each,
          price: fenToNumber(each.unitPriceFen),
          coupon: fenToNumber(each.couponShareFen),
          points: pointsToNumber(each.pointsShare),
          commissionBps: some[index]?.commissionBps,
        }),
      })),
      state: gone.state,
      journals: [
        holdJournal({ ...event, parts: held.parts }),
        payJournal({ ...event, payFen: paid.payFen, heldParts: gone.parts }),
      ],
      pointsBack: 0,
      refunds: 0,
    };
  }

  function post(
    book: Book,
    heldParts: ReturnType<typeof settleHold>['parts'],
    index: number,
    next: OrderLine,
    settled: boolean,
  ): Book {
    const before = book.lines[index];
    if (before === undefined) return book;
    const money = fenToNumber(next.givenBackFen) - fenToNumber(before.givenBackFen);
    const back = pointsToNumber(next.pointsGivenBack) - pointsToNumber(before.pointsGivenBack);
    const given = giveBack(book.state, partsToGiveBack(heldParts, points(book.pointsBack), points(back)), completedAt);
    const refundNo = `r${book.refunds}`;
    return {
      lines: book.lines.map((each, position) => (position === index ? next : each)),
      state: given.state,
      journals: [...book.journals, refundJournal({ ...event, refundNo, fen: fen(money), settled, parts: given.parts })],
      pointsBack: book.pointsBack + back,
      refunds: book.refunds + 1,
    };
  }

  test('refunds before and after completion lead to one and the same end, and the books balance', () => {
    fc.assert(
      fc.property(bought, fc.nat(5000), refundList, fc.nat(4), (some, coupon, refunds, completion) => {
        /** The end of the story when the order is completed before the refund number `when`. */
        const end = (when: number) => {
          const { heldParts, ...first } = start(some, coupon);
          let book: Book = first;
          some.forEach(({ price, final }, index) => {
            const each = book.lines[index];
            const finalPrice = fen(Math.ceil((price * final) / 1000));
            if (each) book = post(book, heldParts, index, differenceRefund(each, finalPrice).line, false);
          });
          const complete = () => {
            const settlement = settle(book.lines, book.state);
            book = {
              ...book,
              state: settlement.pointsState,
              journals: [...book.journals, settlement.journal],
            };
            expect(foldJournals(book.journals).get('merchant:m:pending') ?? 0).toBe(0);
            return settlement;
          };
          let settled = when === 0 ? complete() : null;
          refunds.forEach(({ index, units }, position) => {
            const each = book.lines[index];
            const refund = each && refundUnits(each, units);
            if (refund?.ok) {
              book = post(book, heldParts, index, refund.line, settled !== null);
              if (settled) {
                const { rewards: rewarded, referralLimit } = settled;
                const corrected = correctSettlement({
                  ...order,
                  lines: book.lines,
                  refundNo: `r${book.refunds - 1}`,
                  rewarded,
                  referralLimit,
                  settledAt: completedAt,
                  pointsState: book.state,
                  at: completedAt,
                });
                settled = { ...settled, rewards: corrected.rewards };
                book = { ...book, state: corrected.pointsState, journals: [...book.journals, corrected.journal] };
              }
            }
            if (position + 1 === when) settled = complete();
          });
          settled ??= complete();
          return { book, settled };
        };
        const early = end(Math.min(completion, refunds.length));
        const late = end(refunds.length);
        const balances = foldJournals(early.book.journals);
        expect([...balances].sort()).toEqual([...foldJournals(late.book.journals)].sort());
        expect(early.book.lines).toEqual(late.book.lines);
        expect(early.book.state).toEqual(late.book.state);
        expect(early.settled.rewards).toEqual(rewards(late.book.lines, terms(), 2000));

        expect(early.book.journals.flatMap(checkJournal)).toEqual([]);
        expect(checkBook(early.book.journals, balances)).toEqual([]);
        const { commissionFen, referral: reward, points: earned, growth } = early.settled.rewards;
        const kept = fenToNumber(keptFen(early.book.lines));
        expect(balances.get('wechat:m:clearing') ?? 0).toBe(kept === 0 ? 0 : -kept);
        expect(balances.get('leader:m:lea:payable') ?? 0).toBe(commissionFen);
        expect(balances.get('inviter:m:inviter:payable') ?? 0).toBe(reward);
        expect(balances.get('merchant:m:payable') ?? 0).toBe(kept - fenToNumber(commissionFen) - reward);
        expect(balances.get('member:m:ann:growth') ?? 0).toBe(growth);
        if (isZeroFen(keptFen(early.book.lines))) expect(earned).toBe(0);

        const gift = earn(NO_POINTS, 'gift', points(1_000_000), 1, completedAt + 365 * DAY_MS).state;
        const rebuilt = early.book.journals.reduce((state, journal) => replayPoints(state, journal, 'ann'), gift);
        expect(JSON.stringify(rebuilt)).toBe(JSON.stringify(early.book.state));
      }),
      { numRuns: 500 },
    );
  });
});
