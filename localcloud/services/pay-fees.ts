/** The provider keeps 0.6 % of a payment, in thousandths. */
const RATE_THOUSANDTHS = 6;
export const RATE_TEXT = '0.60%';

/** Half a fen and more is one. All amounts in fen. */
const share = (whole: number, part: number, of: number): number => Math.floor((2 * whole * part + of) / (2 * of));

/** What the provider keeps of a payment, in fen. */
export const feeOf = (fen: number): number => share(fen, RATE_THOUSANDTHS, 1000);

/**
 * What the provider gives back of its fee with a refund after `before` fen of the order were refunded already. Reckoned
 * from the sum of all refunds, so that whoever gets everything back in parts is given back the whole fee.
 */
export const feeReturned = (totalFen: number, before: number, refundFen: number): number =>
  share(feeOf(totalFen), before + refundFen, totalFen) - share(feeOf(totalFen), before, totalFen);
