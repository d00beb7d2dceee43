import { classify, excessFen } from '../../../cloudfunctions/core/reconciliation/match';
import type { BillKind } from '../../../src/contract/reconciliation';

test.each([
  // bill, books, class
  [1000, 1000, 'matched'],
  [1000, null, 'missingInBooks'],
  [null, 1000, 'missingInBill'],
  [1001, 1000, 'different'],
  [999, 1000, 'different'],
  // A payout that went and came back: nothing moved, and the books know nothing.
  [0, null, 'matched'],
  [0, 1000, 'different'],
  [-1000, null, 'missingInBooks'],
] as const)('bill %s, books %s: %s', (billFen, booksFen, expected) => {
  expect(classify({ billFen, booksFen })).toBe(expected);
});

test('an event that neither side names is none', () => {
  expect(() => classify({ billFen: null, booksFen: null })).toThrow('neither side');
});

test.each<[BillKind, number | null, number | null, number]>([
  // kind, bill, books, what the provider holds more than the books say
  ['pay', 1000, null, 1000],
  ['pay', null, 1000, -1000],
  ['pay', 1001, 1000, 1],
  ['refund', 300, null, -300],
  ['refund', null, 300, 300],
  ['transfer', 300, null, -300],
  ['transfer', 300, 300, 0],
])('%s of %s in the bill and %s in the books: %s', (kind, billFen, booksFen, excess) => {
  expect(excessFen(kind, { billFen, booksFen })).toBe(excess);
});
