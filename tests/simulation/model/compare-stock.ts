import type { Books } from './books';
import type { Comparison } from './comparison';
import type { Order } from './order';
import { sameCounts } from './postings';

/** Units of a sku that an order took, or gave back where they are negative. */
interface Move {
  /** campaign:sku */
  name: string;
  memberId: string;
  at: number;
  ofStock: number;
  ofLimit: number;
}

/** Compares what is left of the goods, and what each member has of those with a limit (rulebook section 3). */
export function compareStock(books: Books): void {
  const { c, history, orders } = books;
  const moves = new Map<string, Move[]>();
  for (const order of orders.values())
    for (const move of movesOf(order, books.group(order)?.campaignId ?? ''))
      moves.set(move.name, [...(moves.get(move.name) ?? []), move]);
  const shown = new Map(history.shown.stocks.map(({ _id, left }) => [_id, left]));
  const bought = new Map<string, number>();
  for (const [name, { stock, limit }] of offersOf(books)) {
    const mine = moves.get(name) ?? [];
    const left = mine.reduce((sum, { ofStock }) => sum - ofStock, stock);
    c.same(`stock ${name}`, 'what is left', left, shown.get(name));
    checkNeverOver(mine, 'ofStock', stock, `stock ${name}`, history.clocksApartMs, c);
    if (limit === null) continue;
    for (const memberId of new Set(mine.map((move) => move.memberId))) {
      const theirs = mine.filter((move) => move.memberId === memberId);
      bought.set(
        `${name}:${memberId}`,
        theirs.reduce((sum, { ofLimit }) => sum + ofLimit, 0),
      );
      checkNeverOver(theirs, 'ofLimit', limit, `limit ${name}:${memberId}`, history.clocksApartMs, c);
    }
  }
  sameCounts(c, 'purchases', 'of', bought, new Map(history.shown.purchases.map(({ _id, units }) => [_id, units])));
}

/** What campaigns offered in groups: by campaign:sku, the units in all and those for one member. */
function offersOf({ history }: Books): Map<string, { stock: number; limit: number | null }> {
  const offers = new Map<string, { stock: number; limit: number | null }>();
  for (const { campaignId, items } of history.groups)
    for (const { sku, stock, limitPerMember } of items)
      offers.set(`${campaignId}:${sku}`, { stock, limit: limitPerMember });
  return offers;
}

/** An order takes units, and gives them back when it is cancelled or they are refunded. */
function movesOf({ facts, lines, cancelledAt, decided }: Order, campaignId: string): Move[] {
  const { memberId, placedAt } = facts;
  const move = (sku: string, at: number, units: number, restock = true): Move => ({
    name: `${campaignId}:${sku}`,
    memberId,
    at,
    ofStock: restock ? units : 0,
    ofLimit: units,
  });
  return [
    ...lines.map(({ sku, n }) => move(sku, placedAt, n)),
    ...(cancelledAt === null ? [] : lines.map(({ sku, n }) => move(sku, cancelledAt, -n))),
    ...decided.flatMap((refund) => refund.lines.map(({ sku, units }) => move(sku, refund.at, -units, refund.restock))),
  ];
}

/** At no placing were more units taken than there are, even if all that was given back about then came before it. */
function checkNeverOver(
  moves: readonly Move[],
  kind: 'ofStock' | 'ofLimit',
  most: number,
  where: string,
  apartMs: number,
  c: Comparison,
): void {
  let placed = 0;
  // Orders come in the order in which they were placed.
  for (const move of moves) {
    if (move[kind] <= 0) continue;
    placed += move[kind];
    let back = 0;
    for (const other of moves) if (other[kind] < 0 && other.at <= move.at + apartMs) back -= other[kind];
    c.must(placed - back <= most, where, `${placed - back} units were taken of ${most} at ${move.at}`);
  }
}
