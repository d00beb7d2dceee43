import {
  addFen,
  compareFen,
  floorDivide,
  isPositiveFen,
  maxFen,
  minFen,
  scaleFen,
  subtractFen,
  timesFen,
  ZERO_FEN,
  type Fen,
} from '../../../src/contract/money';
import type { OrderLine } from '../../../src/contract/order';
import { addPoints, points, pointsToNumber, subtractPoints, type Points } from '../../../src/contract/points';
import { invariant } from '../invariant';
import type { Refusal } from '../result';

/** A line after a refund, with what this refund pays: money in fen and points to give back. */
export interface LineRefund {
  line: OrderLine;
  fen: Fen;
  points: Points;
}

/** Given back in all, in fen: rulebook section 6, a function of the line's state alone, so no sequence can change it. */
export function givenBackInAll(line: OrderLine): Fen {
  const difference = timesFen(subtractFen(line.unitPriceFen, line.finalPriceFen), line.units);
  const net1 = maxFen(ZERO_FEN, subtractFen(line.netFen, difference));
  const forUnits = scaleFen(net1, line.refundedUnits, line.units);
  return minFen(line.netFen, addFen(subtractFen(line.netFen, net1), forUnits, line.allowanceFen));
}

/** Points given back in all for a line (rulebook section 6). */
export function pointsGivenBackInAll(line: OrderLine): Points {
  const product = BigInt(pointsToNumber(line.pointsShare)) * BigInt(line.refundedUnits);
  return points(floorDivide(product, BigInt(line.units)));
}

/** What is left of a line's net after all its refunds, those in flight included. */
export const lineKept = (line: OrderLine): Fen => subtractFen(line.netFen, line.givenBackFen);

/** What was kept of an order (rulebook section 7). */
export const keptFen = (lines: readonly OrderLine[]): Fen => addFen(...lines.map(lineKept));

/** Units of a line that can still be refunded. */
export const refundableUnits = (line: OrderLine): number => line.units - line.refundedUnits;

/** Whether every unit was refunded. Goodwill over the whole net is not that: the goods stayed with the member. */
export const isWhollyRefunded = (line: OrderLine): boolean => refundableUnits(line) === 0;

/** Refunds units (an integer, 1 or more) of a line: pays what is given back in all minus all earlier refunds. */
export function refundUnits(
  line: OrderLine,
  units: number,
): ({ ok: true } & LineRefund) | Refusal<'tooManyUnits', { refundable: number }> {
  invariant(Number.isSafeInteger(units) && units >= 1, `cannot refund ${units} units`);
  if (units > refundableUnits(line)) return { ok: false, code: 'tooManyUnits', refundable: refundableUnits(line) };
  return { ok: true, ...bringUpToDate({ ...line, refundedUnits: line.refundedUnits + units }) };
}

/** Refunds every unit that is left of every line: a failed or cancelled group, a cancelled order. */
export function refundEverything(lines: readonly OrderLine[]): { lines: OrderLine[]; fen: Fen; points: Points } {
  const refunds = lines.map((line) => bringUpToDate({ ...line, refundedUnits: line.units }));
  return {
    lines: refunds.map((refund) => refund.line),
    fen: addFen(...refunds.map((refund) => refund.fen)),
    points: addPoints(...refunds.map((refund) => refund.points)),
  };
}

/** Gives the difference back when the group formed (退差价). finalPriceFen: at most what was paid for a unit. */
export function differenceRefund(line: OrderLine, finalPriceFen: Fen): { line: OrderLine; fen: Fen } {
  invariant(compareFen(finalPriceFen, line.finalPriceFen) <= 0, 'nobody ever pays more afterwards');
  const { line: next, fen } = bringUpToDate({ ...line, finalPriceFen });
  return { line: next, fen };
}

/** A merchant's goodwill for a line, more than 0 fen and at most what is kept of it. */
export function allowGoodwill(
  line: OrderLine,
  amountFen: Fen,
): { ok: true; line: OrderLine; fen: Fen } | Refusal<'moreThanKept', { keptFen: Fen }> {
  invariant(isPositiveFen(amountFen), 'goodwill is more than 0 fen');
  if (compareFen(amountFen, lineKept(line)) > 0) return { ok: false, code: 'moreThanKept', keptFen: lineKept(line) };
  const { line: next, fen } = bringUpToDate({ ...line, allowanceFen: addFen(line.allowanceFen, amountFen) });
  return { ok: true, line: next, fen };
}

function bringUpToDate(line: OrderLine): LineRefund {
  const givenBackFen = givenBackInAll(line);
  const pointsGivenBack = pointsGivenBackInAll(line);
  return {
    line: { ...line, givenBackFen, pointsGivenBack },
    fen: subtractFen(givenBackFen, line.givenBackFen),
    points: subtractPoints(pointsGivenBack, line.pointsGivenBack),
  };
}
