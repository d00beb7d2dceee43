import type { Threshold } from '../../../src/contract/campaign';
import type { GroupState } from '../../../src/contract/group';
import type { OrderLine, OrderState } from '../../../src/contract/order';
import { MINUTE_MS, type Instant } from '../../../src/contract/time';
import { refundableUnits } from '../refund/refund-line';
import { ALLOWED, type Allowed, type Refusal } from '../result';

/** What the clock needs to know of a group. */
export interface GroupClock {
  state: GroupState;
  opensAt: Instant;
  closesAt: Instant;
}

/** What counts toward a threshold: distinct members with a paid order, and paid units. */
export interface GroupProgress {
  people: number;
  units: number;
}

/** What the rules of a group need to know of its orders. */
export interface GroupOrder {
  memberId: string;
  state: OrderState;
  lines: readonly OrderLine[];
}

/** The state that a group is in by the clock, though the job may not have written it yet (rulebook section 3). */
export function groupStateAt(group: GroupClock, now: Instant): GroupState {
  if (group.state !== 'scheduled' && group.state !== 'open') return group.state;
  if (now >= group.closesAt) return 'closing';
  return now >= group.opensAt ? 'open' : group.state;
}

/** The next instant at which the job must look at a group by the clock; null when the clock moves it no more. */
export function groupDueAt(group: GroupClock): Instant | null {
  if (group.state === 'scheduled') return group.opensAt;
  return group.state === 'open' ? group.closesAt : null;
}

export type PlacingRefusal =
  Refusal<'notOpenYet', { opensAt: Instant }> | Refusal<'groupClosed', { state: GroupState }>;

/**
 * Whether a member may place an order: from the opening less the minutes of the member's tier until before the close
 * (rulebook section 3). A refusal's opensAt is the instant from which this member may.
 */
export function mayPlace(group: GroupClock, now: Instant, earlyMinutes: number): Allowed | PlacingRefusal {
  const state = groupStateAt(group, now);
  if (state === 'open') return ALLOWED;
  if (state !== 'scheduled') return { ok: false, code: 'groupClosed', state };
  const opensAt = group.opensAt - earlyMinutes * MINUTE_MS;
  return now >= opensAt ? ALLOWED : { ok: false, code: 'notOpenYet', opensAt };
}

/**
 * Whether a member may have more units of a sku. taken: units over all groups of the campaign, unpaid and paid, less
 * refunded ones (rulebook section 3); null: no limit.
 */
export function mayTakeUnits(
  limitPerMember: number | null,
  taken: number,
  units: number,
): Allowed | Refusal<'limitReached', { left: number }> {
  if (limitPerMember === null || taken + units <= limitPerMember) return ALLOWED;
  return { ok: false, code: 'limitReached', left: Math.max(0, limitPerMember - taken) };
}

/** Whether an order was paid and not wholly given back. */
const isPaid = (order: GroupOrder): boolean =>
  order.state !== 'unpaid' && order.state !== 'cancelled' && order.state !== 'refunded';

/** Paid units by sku, less refunded ones: what chooses a price tier, and at the decision the final one. */
export function finalUnits(orders: readonly GroupOrder[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const line of orders.filter(isPaid).flatMap((order) => order.lines))
    units.set(line.sku, (units.get(line.sku) ?? 0) + refundableUnits(line));
  return units;
}

/** How far a group has come toward its threshold. */
export function groupProgress(orders: readonly GroupOrder[]): GroupProgress {
  return {
    people: new Set(orders.filter(isPaid).map((order) => order.memberId)).size,
    units: [...finalUnits(orders).values()].reduce((sum, units) => sum + units, 0),
  };
}

/** People or units that are missing to the threshold, 0 when it is reached. */
export function missingToThreshold(threshold: Threshold, progress: GroupProgress): number {
  switch (threshold.kind) {
    case 'none':
      return 0;
    case 'people':
      return Math.max(0, threshold.count - progress.people);
    case 'units':
      return Math.max(0, threshold.count - progress.units);
  }
}

export const thresholdReached = (threshold: Threshold, progress: GroupProgress): boolean =>
  missingToThreshold(threshold, progress) === 0;

/** What a closing group becomes once no order is unpaid (rulebook section 3). */
export const decideGroup = (threshold: Threshold, progress: GroupProgress): 'formed' | 'failed' =>
  thresholdReached(threshold, progress) ? 'formed' : 'failed';

/** Whether the group can be decided: it is closing and nobody may still pay. */
export const mayDecide = (group: GroupClock, unpaidOrders: number, now: Instant): boolean =>
  groupStateAt(group, now) === 'closing' && unpaidOrders === 0;

/** Whether its leader may close an open group early: once the threshold is reached. */
export function mayCloseEarly(
  group: GroupClock & { threshold: Threshold },
  progress: GroupProgress,
  now: Instant,
): Allowed | Refusal<'groupNotOpen', { state: GroupState }> | Refusal<'thresholdNotReached', { missing: number }> {
  const state = groupStateAt(group, now);
  if (state !== 'open') return { ok: false, code: 'groupNotOpen', state };
  const missing = missingToThreshold(group.threshold, progress);
  return missing === 0 ? ALLOWED : { ok: false, code: 'thresholdNotReached', missing };
}

/** Whether the merchant may cancel a group: while it is scheduled or open. */
export function mayCancelByMerchant(
  group: GroupClock,
  now: Instant,
): Allowed | Refusal<'groupNotOpen', { state: GroupState }> {
  const state = groupStateAt(group, now);
  return state === 'scheduled' || state === 'open' ? ALLOWED : { ok: false, code: 'groupNotOpen', state };
}

/** Whether its leader may: only while it has no paid order as well. */
export function mayCancelByLeader(
  group: GroupClock,
  paidOrders: number,
  now: Instant,
): Allowed | Refusal<'groupNotOpen', { state: GroupState }> | Refusal<'hasPaidOrders', { paidOrders: number }> {
  const byMerchant = mayCancelByMerchant(group, now);
  if (!byMerchant.ok) return byMerchant;
  return paidOrders === 0 ? ALLOWED : { ok: false, code: 'hasPaidOrders', paidOrders };
}

/** Whether a formed group is finished: all its orders are completed, refunded or cancelled (rulebook section 3). */
export const isFinished = (orderStates: readonly OrderState[]): boolean =>
  orderStates.every((state) => state === 'completed' || state === 'refunded' || state === 'cancelled');
