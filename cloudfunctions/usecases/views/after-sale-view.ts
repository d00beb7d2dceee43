import type { OrderLine } from '../../../src/contract/order';
import type { AfterSale } from '../../../src/contract/views';
import { estimateUnits, freeUnits, mayAsk, mayStart, startUntil } from '../../core/refund/after-sale';
import { lineKept } from '../../core/refund/refund-line';
import { actorsOf, type Context } from '../context';
import type { OrderDocument } from '../documents';
import { unitsAsked } from '../order-cases';

/** Units that are told one by one; of more only what all of them give back. */
const MOST_AMOUNTS = 50;

/** What can be refunded of an order, and what it would give back now (rulebook section 6). */
export function afterSaleView({ caller, now }: Context, order: OrderDocument): AfterSale {
  const actors = actorsOf(caller, order);
  const facts = { ...order, refunds: order.refundCount };
  const own = actors.has('member');
  const lines = order.paidAt === null ? [] : order.lines.map((line) => refundableLine(order, line, own, now));
  const mayRefund = actors.has('owner') || actors.has('operator');
  return {
    mayAsk: lines.some((line) => line.mayAsk),
    mayStart: mayRefund && mayStart(facts, now).ok,
    startUntil: startUntil(order),
    lines,
  };
}

function refundableLine(order: OrderDocument, line: OrderLine, own: boolean, now: number): AfterSale['lines'][number] {
  const { sku } = line;
  const asked = unitsAsked(order);
  const units = freeUnits(line, asked);
  const each = Array.from({ length: Math.min(units, MOST_AMOUNTS) }, (_, index) => estimateUnits(line, index + 1));
  const one = mayAsk({ ...order, refunds: order.refundCount }, [{ sku, units: 1 }], asked, now);
  return { sku, units, amounts: each, all: estimateUnits(line, units), keptFen: lineKept(line), mayAsk: own && one.ok };
}
