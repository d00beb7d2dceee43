import type { OrderLine, OrderState } from '../../../src/contract/order';
import type { Instant } from '../../../src/contract/time';
import type { MerchantSettings } from '../settings';
import { collectedByRefund, nextDueAt, orderStateFromLines } from './order-rules';

type RefundSettings = Pick<MerchantSettings, 'windowDays' | 'freshWindowHours' | 'unpaidMinutes' | 'autoCollectDays'>;

/**
 * What a refund does to a formed group's order besides the money: the last units not handed out begin their line's window,
 * the slowest line may now be another one, and what is due next changes with both (rulebook section 4). lines: after the
 * refund. A completed order stays completed.
 */
export function orderAfterRefund(
  order: { state: OrderState; placedAt: Instant; collectedAt: Instant | null },
  lines: readonly OrderLine[],
  now: Instant,
  settings: RefundSettings,
): { lines: OrderLine[]; state: OrderState; collectedAt: Instant | null; dueAt: Instant | null } {
  if (order.state === 'completed') {
    return { lines: [...lines], state: 'completed', collectedAt: order.collectedAt, dueAt: null };
  }
  const next = lines.map((line) => collectedByRefund(line, now, settings));
  const state = orderStateFromLines(next, true);
  return {
    lines: next,
    state,
    collectedAt: state === 'collected' ? (order.collectedAt ?? now) : order.collectedAt,
    dueAt: nextDueAt({ state, placedAt: order.placedAt, lines: next, openCases: 0 }, settings),
  };
}
