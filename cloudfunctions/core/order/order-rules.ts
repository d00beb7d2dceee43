import type { GroupState } from '../../../src/contract/group';
import type { OrderLine, OrderState } from '../../../src/contract/order';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../../src/contract/time';
import { invariant } from '../invariant';
import { isWhollyRefunded, refundableUnits } from '../refund/refund-line';
import { ALLOWED, type Allowed, type Refusal } from '../result';
import type { MerchantSettings } from '../settings';

type WindowSettings = Pick<MerchantSettings, 'windowDays' | 'freshWindowHours'>;

/** How long a leader can undo a hand-over (rulebook section 4). */
export const UNDO_MS = 10 * MINUTE_MS;

const liveLines = (lines: readonly OrderLine[]): OrderLine[] => lines.filter((line) => !isWhollyRefunded(line));

/** Units that are still to be handed out; refunds are taken to be of units not yet handed out as far as there are any. */
export const uncollectedUnits = (line: OrderLine): number => Math.max(0, refundableUnits(line) - line.collectedUnits);

/** Whether a line has arrived and nothing of it is left to hand out. */
export const isFullyCollected = (line: OrderLine): boolean => line.arrivedAt !== null && uncollectedUnits(line) === 0;

/**
 * The state of a paid order: that of its slowest line that was not wholly refunded, `refunded` when there is none
 * (rulebook section 4). Completion is a decision of its own, see mayComplete. confirmed: whether the group formed.
 */
export function orderStateFromLines(
  lines: readonly OrderLine[],
  confirmed: boolean,
): 'paid' | 'confirmed' | 'arrived' | 'collected' | 'refunded' {
  const live = liveLines(lines);
  if (live.length === 0) return 'refunded';
  if (!confirmed) return 'paid';
  if (live.some((line) => line.arrivedAt === null)) return 'confirmed';
  return live.every(isFullyCollected) ? 'collected' : 'arrived';
}

/** End of the after-sale window of a line collected at an instant: days, for fresh goods hours (rulebook section 4). */
export const windowEnd = (line: Pick<OrderLine, 'fresh'>, collectedAt: Instant, settings: WindowSettings): Instant =>
  collectedAt + (line.fresh ? settings.freshWindowHours * HOUR_MS : settings.windowDays * DAY_MS);

/** Hands out units (an integer, 1 or more) of a line; with the last of them its after-sale window begins. */
export function collectLine(
  line: OrderLine,
  units: number,
  now: Instant,
  settings: WindowSettings,
): { ok: true; line: OrderLine } | Refusal<'notArrived'> | Refusal<'tooManyUnits', { uncollected: number }> {
  invariant(Number.isSafeInteger(units) && units >= 1, `cannot hand out ${units} units`);
  if (line.arrivedAt === null) return { ok: false, code: 'notArrived' };
  const uncollected = uncollectedUnits(line);
  if (units > uncollected) return { ok: false, code: 'tooManyUnits', uncollected };
  return { ok: true, line: openWindow({ ...line, collectedUnits: line.collectedUnits + units }, now, settings) };
}

/**
 * Takes a hand-over back within 10 minutes (rulebook section 4); a window that it began is gone again.
 * handOver: what was handed out and when, from the log of the hand-over.
 */
export function undoCollect(
  line: OrderLine,
  handOver: { units: number; at: Instant },
  now: Instant,
): { ok: true; line: OrderLine } | Refusal<'undoTooLate'> | Refusal<'tooManyUnits', { collected: number }> {
  if (now >= handOver.at + UNDO_MS) return { ok: false, code: 'undoTooLate' };
  if (handOver.units > line.collectedUnits) return { ok: false, code: 'tooManyUnits', collected: line.collectedUnits };
  const undone = { ...line, collectedUnits: line.collectedUnits - handOver.units };
  return {
    ok: true,
    line: isFullyCollected(undone) ? undone : { ...undone, collectedAt: null, windowEndsAt: null },
  };
}

/** Collects what lies uncollected for the set days after its arrival (rulebook section 4). */
export function autoCollect(
  lines: readonly OrderLine[],
  now: Instant,
  settings: WindowSettings & Pick<MerchantSettings, 'autoCollectDays'>,
): { lines: OrderLine[]; changed: boolean } {
  let changed = false;
  const next = lines.map((line) => {
    const dueAt = autoCollectDueAt(line, settings);
    if (dueAt === null || now < dueAt) return line;
    changed = true;
    // The window begins when it is written, not when it was due: a late job must not cost the member their window.
    return openWindow({ ...line, collectedUnits: line.collectedUnits + uncollectedUnits(line) }, now, settings);
  });
  return { lines: next, changed };
}

/**
 * Begins the window of a line whose last uncollected units were refunded rather than handed out; any other line comes
 * back as it was. To be asked after every refund of units.
 */
export function collectedByRefund(line: OrderLine, now: Instant, settings: WindowSettings): OrderLine {
  return isWhollyRefunded(line) ? line : openWindow(line, now, settings);
}

function openWindow(line: OrderLine, now: Instant, settings: WindowSettings): OrderLine {
  if (!isFullyCollected(line) || line.collectedAt !== null) return line;
  return { ...line, collectedAt: now, windowEndsAt: windowEnd(line, now, settings) };
}

/** When a line is collected by itself; null when it has not arrived or nothing is left to collect. */
function autoCollectDueAt(line: OrderLine, settings: Pick<MerchantSettings, 'autoCollectDays'>): Instant | null {
  if (line.arrivedAt === null || isWhollyRefunded(line) || isFullyCollected(line)) return null;
  return line.arrivedAt + settings.autoCollectDays * DAY_MS;
}

/** When the last window ends of the lines not wholly refunded; null while one has no window, or nothing is left. */
export function completionDueAt(lines: readonly OrderLine[]): Instant | null {
  const ends = liveLines(lines).map((line) => line.windowEndsAt);
  if (ends.length === 0 || ends.includes(null)) return null;
  return Math.max(...ends.filter((end) => end !== null));
}

/** Whether a collected order is completed now: its last window is over and no after-sale case is open. */
export function mayComplete(lines: readonly OrderLine[], openCases: number, now: Instant): boolean {
  const dueAt = completionDueAt(lines);
  return dueAt !== null && now >= dueAt && openCases === 0;
}

/**
 * The next instant at which the job must look at an order: the payment's timeout, an automatic collection, the
 * completion; null when only an event can move it. An open case holds up the completion, not the collection.
 */
export function nextDueAt(
  order: { state: OrderState; placedAt: Instant; lines: readonly OrderLine[]; openCases: number },
  settings: Pick<MerchantSettings, 'unpaidMinutes' | 'autoCollectDays'>,
): Instant | null {
  switch (order.state) {
    case 'unpaid':
      return unpaidUntil(order.placedAt, settings);
    case 'confirmed':
    case 'arrived': {
      const dues = order.lines.map((line) => autoCollectDueAt(line, settings)).filter((due) => due !== null);
      return dues.length === 0 ? null : Math.min(...dues);
    }
    case 'collected':
      return order.openCases > 0 ? null : completionDueAt(order.lines);
    case 'paid':
    case 'completed':
    case 'cancelled':
    case 'refunded':
      return null;
  }
}

/** Until when an unpaid order holds its stock: at the instant itself it is cancelled (rulebook section 3). */
export const unpaidUntil = (placedAt: Instant, settings: Pick<MerchantSettings, 'unpaidMinutes'>): Instant =>
  placedAt + settings.unpaidMinutes * MINUTE_MS;

/** Whether a member may cancel their order: unpaid at any time, paid while the group is open by the clock (section 6). */
export function mayCancelByMember(
  state: OrderState,
  groupState: GroupState,
): Allowed | Refusal<'notCancellable', { state: OrderState }> {
  const cancellable = state === 'unpaid' || (state === 'paid' && (groupState === 'open' || groupState === 'scheduled'));
  return cancellable ? ALLOWED : { ok: false, code: 'notCancellable', state };
}

/** Whether a member may ask for a refund of units of a line: from confirmed until the window ends (section 6). */
export function mayAskRefund(
  order: { state: OrderState },
  line: OrderLine,
  units: number,
  now: Instant,
):
  | Allowed
  | Refusal<'notYetConfirmed' | 'orderEnded' | 'windowEnded'>
  | Refusal<'tooManyUnits', { refundable: number }> {
  switch (order.state) {
    case 'unpaid':
    case 'paid':
      return { ok: false, code: 'notYetConfirmed' };
    case 'completed':
    case 'cancelled':
    case 'refunded':
      return { ok: false, code: 'orderEnded' };
    case 'confirmed':
    case 'arrived':
    case 'collected':
      if (line.windowEndsAt !== null && now >= line.windowEndsAt) return { ok: false, code: 'windowEnded' };
      if (units > refundableUnits(line)) return { ok: false, code: 'tooManyUnits', refundable: refundableUnits(line) };
      return ALLOWED;
  }
}
