import { MINUTE_MS } from './calendar';
import type { Step } from './history';
import type { Order } from './order';

/** How long a hand-over can be undone (rulebook section 4). */
const UNDO_MS = 10 * MINUTE_MS;

/** Goods of a group arrive in its orders, but not what was wholly refunded. */
export function arrive(order: Order, step: Step): void {
  const { clocksApartMs, group, shownArrivals } = order.around;
  order.must(['confirmed', 'arrived', 'collected'].includes(order.state()), step, `it was ${order.state()}`);
  for (const line of order.lines) {
    const marked = group.facts.arrivals[line.sku];
    if (line.arrivedAt !== null || line.isGone() || marked === undefined || marked > step.at + clocksApartMs) continue;
    // Within the difference of two clocks only the order itself knows whether it saw the mark.
    const isSure = marked + clocksApartMs < step.at;
    if (isSure || shownArrivals.get(line.sku) === step.at) line.arrivedAt = step.at;
  }
}

/** The leader hands units out; with the last of a line its window begins. */
export function handOut(order: Order, step: Step): void {
  for (const { sku, units } of step.handedOut) {
    const line = order.line(sku);
    const left = line?.arrivedAt == null ? 0 : line.toHandOut();
    order.must(units >= 1 && units <= left, step, `${units} units of ${sku} were handed out of ${left}`);
    if (!line) continue;
    line.handedOut += units;
    line.beginWindow(step.at);
  }
  order.handOvers.push({ at: step.at, lines: step.handedOut, undone: false });
}

/** Takes the last hand-over back, within ten minutes; a window that it began is gone again. */
export function undo(order: Order, step: Step): void {
  const last = order.handOvers.filter(({ undone }) => !undone).pop();
  if (!last) return order.must(false, step, 'there was no hand-over');
  order.must(step.at < last.at + UNDO_MS, step, `the hand-over was at ${last.at}`);
  last.undone = true;
  for (const { sku, units } of last.lines) {
    const line = order.line(sku);
    if (!line) continue;
    line.handedOut -= units;
    if (line.isCollected()) continue;
    line.collectedAt = null;
    line.windowEndsAt = null;
  }
}

/** What lies uncollected for the set days is collected by itself. */
export function collectItself(order: Order, step: Step): void {
  const due = order.lines.filter((line) => step.at >= (line.collectsItselfAt() ?? Infinity));
  order.must(due.length > 0, step, 'nothing was due');
  for (const line of due) {
    line.handedOut += line.toHandOut();
    line.beginWindow(step.at);
  }
}

/** After its last window, while no request is open (rulebook section 4). */
export function complete(order: Order, step: Step): void {
  const until = order.windowsEndAt();
  order.must(order.state() === 'collected', step, `it was ${order.state()}`);
  order.must(step.at >= until, step, `its last window ends at ${until}`);
  order.must(order.asked.size === 0, step, 'a request was to be decided');
  order.completedAt = step.at;
  order.keptAtCompletion = new Map(order.lines.map((line) => [line.sku, line.kept()]));
}
