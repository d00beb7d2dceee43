import {
  APPEAL_MS,
  appealUntil,
  estimateUnits,
  freeUnits,
  mayAppeal,
  mayAsk,
  mayStart,
  MOST_PARTS,
  MOST_REFUNDS,
  refundWanted,
  START_MS,
  startUntil,
  together,
  withoutGoodwill,
} from '../../../cloudfunctions/core/refund/after-sale';
import { fen } from '../../../src/contract/money';
import { DAY_MS } from '../../../src/contract/time';
import { at, line } from '../build';

const now = at('2026-11-23 18:00');
const end = now + 7 * DAY_MS;
const eggs = line({ sku: 'egg', units: 3, price: 1000, points: 100 });
const figs = line({ sku: 'fig', units: 2, price: 500, refunded: 1, windowEndsAt: end });
const order = { lines: [eggs, figs], refunds: 0 };

test.each([
  // what, state, wanted, asked already, at, outcome
  ['some', 'confirmed', [['egg', 2]], [], now, { ok: true }],
  ['the rest', 'arrived', [['egg', 1]], [['egg', 2]], now, { ok: true }],
  [
    'two lines',
    'collected',
    [
      ['egg', 3],
      ['fig', 1],
    ],
    [],
    end - 1,
    { ok: true },
  ],
  [
    'what is asked for',
    'confirmed',
    [['egg', 2]],
    [['egg', 2]],
    now,
    { ok: false, code: 'tooManyUnits', refundable: 1 },
  ],
  ['refunded units', 'confirmed', [['fig', 2]], [], now, { ok: false, code: 'tooManyUnits', refundable: 1 }],
  [
    'too late for one line',
    'collected',
    [
      ['egg', 1],
      ['fig', 1],
    ],
    [],
    end,
    { ok: false, code: 'windowEnded' },
  ],
  ['after completion', 'completed', [['egg', 1]], [], now, { ok: false, code: 'windowEnded' }],
  ['before it formed', 'paid', [['egg', 1]], [], now, { ok: false, code: 'notRefundable', why: 'notFormed' }],
  ['when all is back', 'refunded', [['egg', 1]], [], now, { ok: false, code: 'notRefundable', why: 'over' }],
  ['another thing', 'confirmed', [['nut', 1]], [], now, { ok: false, code: 'unknownSku', sku: 'nut' }],
] as const)('a member asks for %s', (_, state, wanted, asked, when, outcome) => {
  const units = (parts: readonly (readonly [string, number])[]) => parts.map(([sku, n]) => ({ sku, units: n }));
  expect(mayAsk({ ...order, state }, units(wanted), units(asked), when)).toEqual(outcome);
});

test('a member asks for no end of parts', () => {
  const wanted = [{ sku: 'egg', units: 1 }];
  expect(mayAsk({ ...order, state: 'confirmed', refunds: MOST_PARTS - 1 }, wanted, [], now).ok).toBe(true);
  expect(mayAsk({ ...order, state: 'confirmed', refunds: MOST_PARTS }, wanted, [], now)).toMatchObject({
    why: 'tooMany',
  });
});

const paidAt = now - 10 * DAY_MS;
test.each([
  ['unpaid', null, 0, now, 'notFormed'],
  ['paid', paidAt, 0, now, 'notFormed'],
  ['confirmed', paidAt, 0, now, undefined],
  ['completed', paidAt, 0, paidAt + START_MS - 1, undefined],
  ['completed', paidAt, 0, paidAt + START_MS, 'tooOld'],
  ['completed', paidAt, MOST_REFUNDS, now, 'tooMany'],
  ['refunded', paidAt, 0, now, 'over'],
  ['cancelled', null, 0, now, 'over'],
] as const)('a merchant starts a refund of an order %s', (state, paid, refunds, when, why) => {
  const outcome = why === undefined ? { ok: true } : { ok: false, code: 'notRefundable', why };
  expect(mayStart({ state, paidAt: paid, refunds }, when)).toEqual(outcome);
  expect(startUntil({ paidAt: paid })).toBe(paid === null ? null : paid + START_MS);
});

test.each([
  ['rejected', now, false, now + APPEAL_MS - 1, undefined],
  ['rejected', now, false, now + APPEAL_MS, 'appealTooLate'],
  ['rejected', now, true, now, 'alreadyAppealed'],
  ['requested', now, true, now, 'alreadyAppealed'],
  ['requested', null, false, now, 'wrongState'],
  ['done', null, false, now, 'wrongState'],
] as const)('a member appeals against %s', (state, rejectedAt, appealed, when, code) => {
  const facts = { state, rejectedAt, appealed };
  expect(mayAppeal(facts, when)).toEqual(code === undefined ? { ok: true } : { ok: false, code });
  expect(appealUntil(facts, when)).toBe(code === undefined ? now + APPEAL_MS : null);
});

test('units of a line that others ask for are not free', () => {
  expect([freeUnits(eggs, []), freeUnits(eggs, [{ sku: 'egg', units: 2 }])]).toEqual([3, 1]);
  expect(freeUnits(figs, [{ sku: 'fig', units: 5 }])).toBe(0);
});

describe('units and goodwill', () => {
  const wish = (sku: string, units: number, goodwill = 0) => ({ sku, units, goodwillFen: fen(goodwill) });

  test('of several lines come back together', () => {
    const refund = refundWanted([eggs, figs], [wish('fig', 1), wish('egg', 1, 50)], []);
    // A third of 2,900 and 50; the second fig, of which one was refunded before anything was given back here.
    expect(refund).toMatchObject({ ok: true, fen: 966 + 50 + 1000, points: 33 });
    expect(refund.ok && refund.lines.map((each) => [each.sku, each.refundedUnits])).toEqual([
      ['egg', 1],
      ['fig', 2],
    ]);
  });

  test('goodwill is at most what is kept after the units', () => {
    expect(refundWanted([eggs], [wish('egg', 2, 967)], [])).toMatchObject({ ok: true, fen: 2900 });
    expect(refundWanted([eggs], [wish('egg', 2, 968)], [])).toEqual({ ok: false, code: 'moreThanKept', keptFen: 967 });
  });

  test('nobody refunds what a request asks for', () => {
    const asked = [{ sku: 'egg', units: 2 }];
    expect(refundWanted([eggs], [wish('egg', 2)], asked)).toEqual({ ok: false, code: 'tooManyUnits', refundable: 1 });
    expect(refundWanted([eggs], withoutGoodwill(asked), [])).toMatchObject({ ok: true, fen: 1933, points: 66 });
  });

  test('of a line that is not there', () => {
    expect(refundWanted([eggs], [wish('nut', 1)], [])).toEqual({ ok: false, code: 'unknownSku', sku: 'nut' });
  });
});

test('what units would give back is what they give back', () => {
  expect([0, 1, 2, 3, 4].map((units) => estimateUnits(eggs, units))).toEqual([
    { fen: 0, points: 0 },
    { fen: 966, points: 33 },
    { fen: 1933, points: 66 },
    { fen: 2900, points: 100 },
    { fen: 0, points: 0 },
  ]);
});

test('the same sku twice is one wish', () => {
  const parts = [
    { sku: 'b', units: 1 },
    { sku: 'a', units: 2 },
    { sku: 'b', units: 3 },
  ];
  expect(together(parts, (a, b) => ({ ...a, units: a.units + b.units }))).toEqual([
    { sku: 'b', units: 4 },
    { sku: 'a', units: 2 },
  ]);
});
