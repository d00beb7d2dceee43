/** What money can do on the payment provider's bill: 付款 退款 提现. */
export const BILL_KINDS = ['pay', 'refund', 'transfer'] as const;
export type BillKind = (typeof BILL_KINDS)[number];

/** Where an event of money ends when bill and books are compared: in exactly one of these (rulebook section 11). */
export const MATCH_CLASSES = ['matched', 'missingInBooks', 'missingInBill', 'different'] as const;
export type MatchClass = (typeof MATCH_CLASSES)[number];

/** What does not match. */
export const FINDING_CLASSES = ['missingInBooks', 'missingInBill', 'different'] as const;
