import { useRef, useState } from 'react';
import { fenToNumber } from '@/contract/money';
import { pointsToNumber } from '@/contract/points';
import type { PickupPerson, Quote } from '@/contract/views';
import { callCloud } from '@/lib/call-cloud';
import { newCommandId } from '@/lib/command-id';
import type { WantedLine } from '@/lib/items-param';
import { pay } from '@/lib/pay';
import { adjust, chosenLines, pointsToAsk, type Adjustment, type Wish } from './wish';
import { useQuote, type Quoting } from './use-quote';

/** How paying went: an order that was placed, with what became of its payment. */
export interface Placed {
  orderId: string;
  result: 'paid' | 'notPaid' | 'unknown' | 'closed';
}

export interface Checkout extends Quoting {
  wish: Wish;
  setUnits: (sku: string, units: number) => void;
  setCoupon: (couponId: string | null) => void;
  setPoints: (most: number | undefined) => void;
  /** What the last refusal changed; gone with the next change by hand. */
  adjustment: Adjustment | undefined;
  place: (person: PickupPerson) => Promise<Placed | undefined>;
}

/** Everything between choosing and paying. */
export function useCheckout(groupId: string, wanted: readonly WantedLine[]): Checkout {
  const [wish, setWish] = useState<Wish>({ lines: wanted, couponId: undefined, points: undefined });
  const [adjustment, setAdjustment] = useState<Adjustment>();
  const quoting = useQuote((last) => {
    const lines = chosenLines(wish);
    if (lines.length === 0) return undefined;
    return { groupId, lines, couponId: wish.couponId, points: pointsToAsk(wish, last) };
  });
  const commandOf = useCommand();

  const change = (next: Partial<Wish>) => {
    setAdjustment(undefined);
    setWish((before) => ({ ...before, ...next }));
  };

  const place = async (person: PickupPerson): Promise<Placed | undefined> => {
    const { quote, fresh } = quoting;
    if (quote === undefined || !fresh) return undefined;
    const content = contentOf(groupId, quote, person);
    const commandId = commandOf.id(JSON.stringify(content));
    const reply = await callCloud('placeOrder', { ...content, commandId, lines: linesWithPrices(quote) });
    if (!reply.ok) {
      const adjusted = adjust(wish, reply.error);
      if (adjusted.newCommand) commandOf.forget();
      setAdjustment(adjusted);
      setWish(adjusted.wish);
      if (adjusted.quoteAgain) quoting.again();
      return undefined;
    }
    const { order, payment } = reply.output;
    if (payment === null) return { orderId: order.orderId, result: order.state === 'cancelled' ? 'closed' : 'paid' };
    return { orderId: order.orderId, result: await pay(payment) };
  };

  return {
    ...quoting,
    wish,
    adjustment,
    setUnits: (sku, units) => change({ lines: wish.lines.map((line) => (line.sku === sku ? { sku, units } : line)) }),
    setCoupon: (couponId) => change({ couponId }),
    setPoints: (most) => change({ points: most }),
    place,
  };
}

/** The order as the quote on the screen says it. The prices seen are no part of it: they only guard against surprise. */
const contentOf = (groupId: string, quote: Quote, person: PickupPerson) => ({
  groupId,
  lines: quote.lines.map(({ sku, units }) => ({ sku, units })),
  couponId: quote.coupon?.couponId ?? null,
  points: pointsToNumber(quote.cost.points),
  person,
  note: '',
});

const linesWithPrices = ({ lines }: Quote) =>
  lines.map(({ sku, units, unitPriceFen }) => ({ sku, units, seenPriceFen: fenToNumber(unitPriceFen) }));

/** One command id for as long as the same content is being tried: a repeat after a lost answer finds the order. */
function useCommand() {
  const command = useRef<{ content: string; id: string }>();
  return {
    id: (content: string): string => {
      if (command.current?.content !== content) command.current = { content, id: newCommandId() };
      return command.current.id;
    },
    forget: () => {
      command.current = undefined;
    },
  };
}
