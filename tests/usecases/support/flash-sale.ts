import type { Neighbourhood } from '../neighbourhood';

export interface FlashSale {
  /** How many shoppers were answered what: `ok` or the code of an error. */
  answers: Record<string, number>;
  /** From the first request to the last answer, in milliseconds. */
  placedMs: number;
  /** The same to the last payment in the books and in the group's progress. */
  paidMs: number;
  /** How long each shopper waited for the answer to their order, in milliseconds, rising. */
  waitsMs: number[];
  /** What the group shows when all is over. */
  units: number;
  stockLeft: number;
}

const PRICE = 1000;
const MOST_WAIT_MS = 600_000;

/** `shoppers` members, most of whom nobody has seen before, order one unit each at the same moment; who gets it pays at once. */
export async function holdFlashSale(t: Neighbourhood, shoppers: number, stock: number): Promise<FlashSale> {
  const { groupId, sku, campaignId } = await t.openGroup({ stock, limit: 1, tiers: [[1, PRICE]] });
  const answers: Record<string, number> = {};
  const began = performance.now();
  const shop = async (shopper: number): Promise<number> => {
    const sent = performance.now();
    const reply = await t.reply(`openid-flash-${stock}-${shopper}`, 'placeOrder', t.orderInput(groupId, sku));
    const waited = performance.now() - sent;
    const answer = reply.ok ? 'ok' : reply.error.code;
    answers[answer] = (answers[answer] ?? 0) + 1;
    if (reply.ok)
      await t.cloud.post('/dev/pay', { orderId: reply.output.order.orderId, outcome: 'paid', callbacks: 1 });
    return waited;
  };
  let placedMs = 0;
  const waits = Array.from({ length: shoppers }, async (_, shopper) => {
    const waited = await shop(shopper);
    placedMs = performance.now() - began;
    return waited;
  });
  const waitsMs = (await Promise.all(waits)).sort((a, b) => a - b);
  const units = await unitsWhenPaid(t, groupId, answers.ok ?? 0);
  const paidMs = performance.now() - began;
  return { answers, placedMs, paidMs, waitsMs, units, stockLeft: await t.stockLeft(campaignId, sku) };
}

/** Waits until the group shows that everybody's payment has come. */
async function unitsWhenPaid(t: Neighbourhood, groupId: string, sold: number): Promise<number> {
  const until = performance.now() + MOST_WAIT_MS;
  for (;;) {
    const { card } = await t.call('', 'getGroup', { groupId });
    if (card.units >= sold || performance.now() > until) return card.units;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
