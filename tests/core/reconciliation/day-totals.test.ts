import {
  addToTotals,
  heldByBill,
  NO_TOTALS,
  type DayEvent,
} from '../../../cloudfunctions/core/reconciliation/day-totals';
import { excessFen } from '../../../cloudfunctions/core/reconciliation/match';

const event = (
  kind: DayEvent['kind'],
  dayFen: number | null,
  billFen: number | null,
  booksFen: number | null,
): DayEvent => ({ kind, dayFen, billFen, booksFen });

test.each<[string, DayEvent[], Record<DayEvent['kind'], [bill: number, books: number]>, number[]]>([
  // events, sums by kind, counts: matched, missing in books, missing in bill, different
  ['nothing', [], { pay: [0, 0], refund: [0, 0], transfer: [0, 0] }, [0, 0, 0, 0]],
  [
    'everything matches',
    [event('pay', 1000, 1000, 1000), event('refund', 300, 300, 300), event('transfer', 50, 50, 50)],
    { pay: [1000, 1000], refund: [300, 300], transfer: [50, 50] },
    [3, 0, 0, 0],
  ],
  [
    'one of each',
    [
      event('pay', 1000, 1000, 1000),
      event('pay', 700, 700, null),
      event('pay', null, null, 400),
      event('refund', 301, 301, 300),
    ],
    { pay: [1700, 1400], refund: [301, 300], transfer: [0, 0] },
    [1, 1, 1, 1],
  ],
  [
    'a payout that came back the next day, on that day',
    [event('transfer', -500, 0, null)],
    { pay: [0, 0], refund: [0, 0], transfer: [-500, -500] },
    [1, 0, 0, 0],
  ],
  [
    'a payout in two rows of two days, booked',
    [event('transfer', 200, 500, 500)],
    { pay: [0, 0], refund: [0, 0], transfer: [200, 200] },
    [1, 0, 0, 0],
  ],
])('%s', (_, events, sums, counts) => {
  const totals = addToTotals(NO_TOTALS, events, 0);
  for (const kind of ['pay', 'refund', 'transfer'] as const)
    expect(totals.sums[kind]).toEqual({ billFen: sums[kind][0], booksFen: sums[kind][1] });
  expect(Object.values(totals.counts)).toEqual(counts);
  // What bill and books differ by is what does not match, to the fen.
  const difference =
    totals.sums.pay.billFen -
    totals.sums.pay.booksFen -
    (totals.sums.refund.billFen - totals.sums.refund.booksFen) -
    (totals.sums.transfer.billFen - totals.sums.transfer.booksFen);
  expect(difference).toBe(events.reduce((sum, each) => sum + excessFen(each.kind, each), 0));
});

test('batches add up', () => {
  const once = addToTotals(NO_TOTALS, [event('pay', 1000, 1000, 1000)], 6);
  const twice = addToTotals(once, [event('refund', 400, 400, 400)], -2);
  expect(twice.feesFen).toBe(4);
  expect(heldByBill(twice)).toBe(600);
  expect(twice.counts.matched).toBe(2);
  expect(NO_TOTALS.counts.matched).toBe(0);
});
