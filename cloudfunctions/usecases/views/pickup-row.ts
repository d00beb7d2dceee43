import type { Instant } from '../../../src/contract/time';
import type { PickupRow } from '../../../src/contract/views';
import { UNDO_MS, uncollectedUnits } from '../../core/order/order-rules';
import { isWhollyRefunded } from '../../core/refund/refund-line';
import type { OrderDocument } from '../documents';

/** An order as the leader who hands it out sees it: enough to find it, not enough to collect in somebody's place. */
export function pickupRow(order: OrderDocument, now: Instant): PickupRow {
  const lines = order.lines
    .filter((line) => line.arrivedAt !== null && !isWhollyRefunded(line))
    .map((line) => ({
      sku: line.sku,
      name: line.name,
      waiting: uncollectedUnits(line),
      taken: line.collectedUnits,
    }));
  return {
    orderId: order._id,
    tail: (order.pickupCode ?? '').slice(-3).padStart(3, '0'),
    name: order.person.name,
    phoneTail: order.person.phone.slice(-4),
    state: stateOf(lines),
    lines,
    collectedAt: order.collectedAt,
    mayUndo: mayUndo(order, now),
  };
}

function stateOf(lines: PickupRow['lines']): PickupRow['state'] {
  if (lines.every(({ waiting }) => waiting === 0)) return 'collected';
  return lines.some(({ taken }) => taken > 0) ? 'partly' : 'arrived';
}

/** Whether the last hand-over can still be taken back. */
function mayUndo(order: OrderDocument, now: Instant): boolean {
  const last = order.handOvers.filter(({ undone }) => !undone).at(-1);
  return last !== undefined && now < last.at + UNDO_MS && order.state !== 'completed' && order.state !== 'refunded';
}
