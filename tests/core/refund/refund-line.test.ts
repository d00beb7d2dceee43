import fc from 'fast-check';
import {
  allowGoodwill,
  differenceRefund,
  givenBackInAll,
  isWhollyRefunded,
  keptFen,
  lineKept,
  pointsGivenBackInAll,
  refundEverything,
  refundUnits,
} from '../../../cloudfunctions/core/refund/refund-line';
import { fen, fenToNumber } from '../../../src/contract/money';
import type { OrderLine } from '../../../src/contract/order';
import { pointsToNumber } from '../../../src/contract/points';
import { line } from '../build';

test('the example: 3 units at 3,280, one refunded while open, formed at 2,680, one more later', () => {
  const first = refundUnits(line({ units: 3, price: 3280 }), 1);
  if (!first.ok) throw new Error(first.code);
  expect(first.fen).toBe(3280);
  const formed = differenceRefund(first.line, fen(2680));
  expect(formed.fen).toBe(1200);
  expect(formed.line.givenBackFen).toBe(4480);
  const second = refundUnits(formed.line, 1);
  if (!second.ok) throw new Error(second.code);
  expect(second.fen).toBe(2680);
  expect(second.line.givenBackFen).toBe(7160);
  expect(lineKept(second.line)).toBe(2680);
});

test.each([
  // line, given back in all in fen, in points
  ['nothing happened', line({ units: 3, price: 1000 }), 0, 0],
  ['a third of an odd net', line({ units: 3, price: 3292, refunded: 1 }), 3292, 0],
  ['floor of the net', line({ units: 3, price: 334, coupon: 2, refunded: 1 }), 333, 0],
  ['all units', line({ units: 3, price: 334, coupon: 2, refunded: 3 }), 1000, 0],
  ['points floor', line({ units: 3, price: 1000, points: 100, refunded: 1 }), 966, 33],
  ['points of two', line({ units: 3, price: 1000, points: 100, refunded: 2 }), 1933, 66],
  ['points of all', line({ units: 3, price: 1000, points: 100, refunded: 3 }), 2900, 100],
  ['the difference', line({ units: 3, price: 1000, finalPrice: 900 }), 300, 0],
  ['a difference above the net', line({ units: 2, price: 1000, coupon: 1900, finalPrice: 800 }), 100, 0],
  ['goodwill', line({ units: 2, price: 1000, allowance: 150 }), 150, 0],
  ['goodwill and a unit', line({ units: 2, price: 1000, allowance: 150, refunded: 1 }), 1150, 0],
  ['never more than the net', line({ units: 2, price: 1000, allowance: 1500, refunded: 1 }), 2000, 0],
  ['a line that was free', line({ units: 2, price: 500, coupon: 1000, refunded: 1 }), 0, 0],
])('%s', (_, each, money, back) => {
  expect(givenBackInAll(each)).toBe(money);
  expect(pointsGivenBackInAll(each)).toBe(back);
});

test('refusals and broken invariants', () => {
  expect(refundUnits(line({ units: 3, refunded: 1 }), 3)).toEqual({ ok: false, code: 'tooManyUnits', refundable: 2 });
  expect(() => refundUnits(line(), 0)).toThrow('cannot refund 0 units');
  expect(() => refundUnits(line({ units: 2 }), 1.5)).toThrow('cannot refund 1.5 units');
  expect(() => differenceRefund(line({ price: 100 }), fen(101))).toThrow('nobody ever pays more');
  expect(allowGoodwill(line({ price: 100 }), fen(101))).toEqual({ ok: false, code: 'moreThanKept', keptFen: 100 });
  expect(allowGoodwill(line({ price: 100 }), fen(100))).toMatchObject({ ok: true, fen: 100 });
  expect(() => allowGoodwill(line(), fen(0))).toThrow('more than 0');
});

test('refunding everything pays what is left of every line', () => {
  const partly = refundUnits(line({ units: 3, price: 1000, points: 100 }), 1);
  if (!partly.ok) throw new Error(partly.code);
  const all = refundEverything([partly.line, line({ units: 2, price: 55 })]);
  expect([all.fen, all.points]).toEqual([2900 - 966 + 110, 100 - 33]);
  expect(keptFen(all.lines)).toBe(0);
  expect(all.lines.every(isWhollyRefunded)).toBe(true);
});

type Step = { kind: 'units'; units: number } | { kind: 'form' } | { kind: 'goodwill'; amount: number };
interface Paid {
  line: OrderLine;
  fen: number;
  points: number;
}

/** Plays steps one after the other; what is refused is left out. */
function play(start: OrderLine, steps: readonly Step[], finalPriceFen: number): Paid {
  return steps.reduce<Paid>(
    (before, step) => {
      switch (step.kind) {
        case 'units': {
          const refund = refundUnits(before.line, step.units);
          if (!refund.ok) return before;
          return {
            line: refund.line,
            fen: before.fen + fenToNumber(refund.fen),
            points: before.points + pointsToNumber(refund.points),
          };
        }
        case 'form': {
          const refund = differenceRefund(before.line, fen(finalPriceFen));
          return { ...before, line: refund.line, fen: before.fen + fenToNumber(refund.fen) };
        }
        case 'goodwill': {
          const refund = allowGoodwill(before.line, fen(step.amount));
          return refund.ok ? { ...before, line: refund.line, fen: before.fen + fenToNumber(refund.fen) } : before;
        }
      }
    },
    { line: start, fen: 0, points: 0 },
  );
}

const startingLine = fc
  .record({
    units: fc.integer({ min: 1, max: 12 }),
    price: fc.integer({ min: 1, max: 5000 }),
    couponPart: fc.integer({ min: 0, max: 1000 }),
    pointsPart: fc.integer({ min: 0, max: 500 }),
    finalPart: fc.integer({ min: 0, max: 1000 }),
  })
  .map(({ units, price, couponPart, pointsPart, finalPart }) => {
    const coupon = Math.floor((units * price * couponPart) / 1000);
    const share = Math.floor(((units * price - coupon) * pointsPart) / 1000);
    return { start: line({ units, price, coupon, points: share }), final: Math.floor((price * finalPart) / 1000) };
  });

describe('any sequence of refunds, with the forming anywhere between', () => {
  test('gives the same totals as one refund, and never more than was paid', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(startingLine, steps, fc.nat(6), ({ start, final }, units, position) => {
        const refunds = units.map<Step>((each) => ({ kind: 'units', units: each }));
        const sequence = [...refunds.slice(0, position), { kind: 'form' as const }, ...refunds.slice(position)];
        const inParts = play(start, sequence, final);
        const { refundedUnits } = inParts.line;
        const once: Step[] = refundedUnits > 0 ? [{ kind: 'units', units: refundedUnits }] : [];
        expect(inParts).toEqual(play(start, [...once, { kind: 'form' }], final));
        expect(inParts).toEqual(play(start, [{ kind: 'form' }, ...once], final));
        expect(inParts.fen).toBe(fenToNumber(inParts.line.givenBackFen));
        expect(inParts.fen).toBeLessThanOrEqual(fenToNumber(start.netFen));
        expect(inParts.points).toBeLessThanOrEqual(pointsToNumber(start.pointsShare));
      }),
      { numRuns: 3000 },
    );
  });

  test('every refund pays 0 or more, goodwill included, and the sum is the formula of where the line stands', () => {
    const step = fc.oneof(
      fc.integer({ min: 1, max: 4 }).map<Step>((units) => ({ kind: 'units', units })),
      fc.integer({ min: 1, max: 3000 }).map<Step>((amount) => ({ kind: 'goodwill', amount })),
      fc.constant<Step>({ kind: 'form' }),
    );
    fc.assert(
      fc.property(startingLine, fc.array(step, { maxLength: 8 }), ({ start, final }, steps) => {
        let before: Paid = { line: start, fen: 0, points: 0 };
        for (const each of steps) {
          const after = play(before.line, [each], final);
          expect(Math.min(after.fen, after.points)).toBeGreaterThanOrEqual(0);
          before = { line: after.line, fen: before.fen + after.fen, points: before.points + after.points };
        }
        expect(before.fen).toBe(fenToNumber(givenBackInAll(before.line)));
        expect(before.fen).toBeLessThanOrEqual(fenToNumber(start.netFen));
      }),
      { numRuns: 3000 },
    );
  });

  test('every partition of up to 7 units into refunds, in every order, with the forming at every place', () => {
    const partitions = (units: number): number[][] =>
      units === 0
        ? [[]]
        : Array.from({ length: units }, (_, index) => index + 1).flatMap((first) =>
            partitions(units - first).map((rest) => [first, ...rest]),
          );
    let cases = 0;
    const start = line({ units: 7, price: 1009, coupon: 333, points: 500 });
    for (let refunded = 1; refunded <= 7; refunded += 1) {
      const expected = play(start, [{ kind: 'form' }, { kind: 'units', units: refunded }], 907);
      for (const parts of partitions(refunded))
        for (let position = 0; position <= parts.length; position += 1) {
          const refunds = parts.map<Step>((units) => ({ kind: 'units', units }));
          const sequence = [...refunds.slice(0, position), { kind: 'form' as const }, ...refunds.slice(position)];
          expect(play(start, sequence, 907)).toEqual(expected);
          cases += 1;
        }
    }
    expect(cases).toBe(2 + 5 + 12 + 28 + 64 + 144 + 320);
  });
});
