import type { CallError } from '@/contract/errors';
import { formatFen, fen } from '@/contract/money';
import { pointsToNumber } from '@/contract/points';
import type { Quote } from '@/contract/views';
import type { WantedLine } from '@/lib/items-param';

/** What the person has chosen on the page before paying. */
export interface Wish {
  /** Every item that was on the page, 0 units included, so that it can be taken back. */
  lines: readonly WantedLine[];
  /** undefined: the best; null: none. */
  couponId: string | null | undefined;
  /** undefined: none; a number: up to that many points. */
  points: number | undefined;
}

/** A price that changed between seeing and placing, in fen. */
export interface PriceChange {
  sku: string;
  old: number;
  new: number;
}

/** What a refusal changes: the wish, and the sentence that says so. */
export interface Adjustment {
  wish: Wish;
  message: string;
  tone: 'danger' | 'info';
  priceChanges: readonly PriceChange[];
  /** The quote is out of date. */
  quoteAgain: boolean;
  /** The same command must not be sent again. */
  newCommand: boolean;
}

const numberOf = (error: CallError, name: string): number => {
  const value = error.data[name];
  return typeof value === 'number' ? value : 0;
};

const withUnits = (wish: Wish, sku: unknown, units: number): Wish => ({
  ...wish,
  lines: wish.lines.map((line) =>
    line.sku === sku ? { ...line, units: Math.min(line.units, Math.max(0, units)) } : line,
  ),
});

/** How the page goes on after the server refused to place the order: what can be put right is, in words. */
export function adjust(wish: Wish, error: CallError): Adjustment {
  const same = {
    wish,
    message: error.message,
    tone: 'info' as const,
    priceChanges: [],
    quoteAgain: true,
    newCommand: false,
  };
  switch (error.code) {
    case 'priceChanged':
      return { ...same, message: '价格刚变了，看一眼再付', priceChanges: changesOf(error) };
    case 'soldOut':
      return {
        ...same,
        wish: withUnits(wish, error.data.sku, numberOf(error, 'left')),
        message: `${error.message}，已帮你改好`,
      };
    case 'overLimit': {
      const rest = numberOf(error, 'limit') - numberOf(error, 'bought');
      return { ...same, wish: withUnits(wish, error.data.sku, rest), message: `${error.message}，已帮你改好` };
    }
    case 'couponGone':
      return { ...same, wish: { ...wish, couponId: undefined }, message: `${error.message}，已换成最省的` };
    case 'pointsNotInSteps':
    case 'tooManyPoints':
    case 'notEnoughPoints':
      return { ...same, message: `${error.message}，已按最多的算` };
    case 'commandReused':
      return { ...same, message: '请再点一次付款', newCommand: true };
    case 'changedMeanwhile':
      return { ...same, message: '刚刚有变化，看一眼再付' };
    case 'offline':
      return { ...same, tone: 'danger', message: '没连上网，订单没有下成，再点一次就好', quoteAgain: false };
    default:
      return { ...same, tone: 'danger', quoteAgain: false };
  }
}

/** The server names every line whose price changed; what it does not name is told in the sentence alone. */
function changesOf({ data }: CallError): PriceChange[] {
  if (!Array.isArray(data.lines)) return [];
  return (data.lines as readonly Record<string, string | number>[]).flatMap((line) =>
    typeof line.sku === 'string' && typeof line.old === 'number' && typeof line.new === 'number'
      ? [{ sku: line.sku, old: line.old, new: line.new }]
      : [],
  );
}

/** `¥29.80 → ¥26.80` */
export const changeWords = (change: PriceChange): string =>
  `${formatFen(fen(change.old))} → ${formatFen(fen(change.new))}`;

export const chosenLines = ({ lines }: Wish): WantedLine[] => lines.filter(({ units }) => units > 0);

/** Points to ask for: never more than the last quote allowed. */
export function pointsToAsk(wish: Wish, quote: Quote | undefined): number | undefined {
  if (wish.points === undefined || quote === undefined) return undefined;
  const points = Math.min(wish.points, pointsToNumber(quote.pointsMost));
  return points > 0 ? points : undefined;
}
