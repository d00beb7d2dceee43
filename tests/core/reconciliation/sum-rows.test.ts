import { journalWindow, reconcileFrom } from '../../../cloudfunctions/core/reconciliation/day-window';
import { sumRows } from '../../../cloudfunctions/core/reconciliation/sum-rows';

const row = (kind: 'pay' | 'refund' | 'transfer', number: string, fen: number, feeFen = 0) => ({
  kind,
  number,
  fen,
  feeFen,
});

test('a bill has one row an event, sorted; a fee given back is negative', () => {
  const rows = [
    row('transfer', 'w1', 500),
    row('refund', 'r1', 300, 2),
    row('pay', 'o2', 1000, 6),
    row('transfer', 'w1', -500),
    row('pay', 'o1', 2000, 12),
  ];
  expect(sumRows(rows)).toEqual([
    row('pay', 'o1', 2000, 12),
    row('pay', 'o2', 1000, 6),
    row('refund', 'r1', 300, -2),
    row('transfer', 'w1', 0),
  ]);
  expect(sumRows([...rows].reverse())).toEqual(sumRows(rows));
});

test('a day is reconciled from ten the next morning, and every instant is in one window', () => {
  expect(new Date(reconcileFrom('2026-11-21')).toISOString()).toBe('2026-11-22T02:00:00.000Z');
  const { from, until } = journalWindow('2026-11-21');
  expect(new Date(from).toISOString()).toBe('2026-11-20T15:50:00.000Z');
  expect(journalWindow('2026-11-22').from).toBe(until);
});
