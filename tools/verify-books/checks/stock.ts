import type { Facts } from '../facts';
import type { Reading } from '../reading';
import type { Order } from '../records/order';
import { isBeforeDecision, type Refund } from '../records/refund';
import type { Mark } from '../records/views';
import type { Report } from '../report';
import { ageText, MINUTE_MS } from '../rules/shanghai';

/** Marks of an interrupted placing are looked at by the job after ten minutes, in batches. */
const ORPHAN_MS = 20 * MINUTE_MS;

/** What moves units on a stock or on what a member bought: it is there for sure, or only where the view carries its mark. */
interface Movement {
  mark: string;
  units: number;
  isSure: boolean;
}

interface Tally {
  /** Units that a view should have gone down (stock) or up (purchases) by. */
  taken: number;
  /** What brings units back and may not have been applied yet. */
  unsure: Movement[];
  /** Orders that hold units of it, by their mark. */
  holds: Set<string>;
}

const tallyOf = (tallies: Map<string, Tally>, name: string): Tally => {
  const tally = tallies.get(name) ?? { taken: 0, unsure: [], holds: new Set<string>() };
  tallies.set(name, tally);
  return tally;
};

const bringBack = (tally: Tally, { mark, units, isSure }: Movement): void => {
  if (isSure) tally.taken -= units;
  else tally.unsure.push({ mark, units, isSure });
};

/**
 * What is left of each sku of a campaign plus what unpaid orders hold plus what paid ones keep is what there was; and what
 * a member has of a limited sku is within the limit (rulebook section 3).
 */
export function checkStock(reading: Reading, report: Report, facts: Facts): () => void {
  const stocks = new Map<string, Tally>();
  const purchases = new Map<string, Tally>();
  const seen = new Set<string>();
  let isTaken = false;
  const take = (): void => {
    if (isTaken) return;
    isTaken = true;
    for (const order of facts.orders.values()) takeOrder(order, facts, stocks, purchases);
  };
  reading.each('stocks', report, ({ id, left, applied }) => {
    take();
    report.count();
    seen.add(id);
    const cut = id.lastIndexOf(':');
    const item = facts.campaigns.get(id.slice(0, cut))?.items.find(({ sku }) => sku === id.slice(cut + 1));
    const tally = tallyOf(stocks, id);
    stocks.delete(id);
    if (!item) return report.find('stock', `stock ${id} is of no campaign that there is`);
    const taken = takenBy(tally, applied, (mark) => orphan(id, mark, reading, report));
    if (!Number.isSafeInteger(left) || left < 0) report.find('below zero', `stock ${id} has ${left} left`);
    if (left + taken !== item.stock)
      report.find('stock', `stock ${id}: ${left} left and ${taken} with orders make ${left + taken} of ${item.stock}`);
  });
  reading.each('purchases', report, ({ id, units, applied }) => {
    take();
    const tally = tallyOf(purchases, id);
    purchases.delete(id);
    const taken = takenBy(tally, applied, (mark) => orphan(id, mark, reading, report));
    if (units !== taken) report.find('purchases', `purchases ${id} count ${units} units, the orders say ${taken}`);
    const limit = limitOf(id, facts);
    if (limit !== null && units > limit) report.find('limit', `purchases ${id} are ${units} units of at most ${limit}`);
  });
  return () => {
    take();
    for (const { id, items } of facts.campaigns.values())
      for (const { sku } of items)
        if (!seen.has(`${id}:${sku}`)) report.find('stock', `stock ${id}:${sku} is not there`);
    for (const [id, { taken }] of [...stocks, ...purchases])
      if (taken !== 0) report.find('stock', `${id} is not there, though orders hold ${taken} units of it`);
  };
}

/** Takes an order's units, and gives back what was cancelled or refunded. */
function takeOrder(order: Order, facts: Facts, stocks: Map<string, Tally>, purchases: Map<string, Tally>): void {
  const refunds = facts.refundsOf.get(order.id) ?? [];
  for (const { sku, units } of order.lines) {
    const id = `${order.campaignId}:${sku}`;
    const limited = limitOf(`${id}:${order.memberId}`, facts) !== null;
    const views = [tallyOf(stocks, id), ...(limited ? [tallyOf(purchases, `${id}:${order.memberId}`)] : [])];
    for (const view of views) {
      view.taken += units;
      view.holds.add(`hold:${order.id}`);
      if (order.state === 'cancelled')
        bringBack(view, { mark: `release:${order.id}`, units, isSure: order.followUpAt === null });
    }
    for (const refund of refunds) giveBack(refund, sku, views);
  }
}

/** Units refunded before the group decided go back to stock, later ones do not; the member's limit gets them all back. */
function giveBack(refund: Refund, sku: string, views: readonly Tally[]): void {
  for (const line of refund.lines) {
    if (line.sku !== sku || line.units === 0) continue;
    const back = { mark: `return:${refund.id}`, units: line.units, isSure: refund.followUpAt === null };
    const [stock, purchase] = views;
    if (stock && isBeforeDecision(refund)) bringBack(stock, back);
    if (purchase) bringBack(purchase, back);
  }
}

/** Units that a view should have taken, with the marks that it carries. */
function takenBy({ taken, unsure, holds }: Tally, applied: readonly Mark[], orphaned: (mark: Mark) => void): number {
  const marks = new Set(applied.map(({ id }) => id));
  const back = unsure.filter(({ mark }) => marks.has(mark)).reduce((sum, { units }) => sum + units, 0);
  const orphans = applied.filter(({ id }) => id.startsWith('hold:') && !holds.has(id));
  orphans.forEach(orphaned);
  return taken - back + orphans.reduce((sum, { n }) => sum + n, 0);
}

/** Units held for an order that was never placed: its function ended in between, or has not ended yet. */
function orphan(id: string, mark: Mark, { newestAt }: Reading, report: Report): void {
  const age = newestAt - mark.at;
  const sentence = `${id}: ${mark.n} units are held by ${mark.id}, an order that is not there, for ${ageText(age)}`;
  if (age > ORPHAN_MS) report.find('held for nobody', sentence);
  else report.note('held for nobody', sentence);
}

/** The limit of a member for a sku of a campaign, by the id of what they bought; null: none. */
function limitOf(id: string, facts: Facts): number | null {
  const [campaignId = '', sku] = id.split(':');
  return facts.campaigns.get(campaignId)?.items.find((item) => item.sku === sku)?.limitPerMember ?? null;
}
