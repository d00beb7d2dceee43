import { compareFen, type Fen } from '../../../src/contract/money';
import { ALLOWED, type Allowed, type Refusal } from '../result';
import type { MerchantSettings } from '../settings';

export type WithdrawalRefusal =
  | Refusal<'withdrawalOpen'>
  | Refusal<'belowMinimum', { minFen: Fen }>
  | Refusal<'aboveMaximum', { maxFen: Fen }>
  | Refusal<'notEnoughToWithdraw', { payableFen: Fen }>;

/**
 * Whether a payee may ask for an amount (rulebook section 12): one request at a time, within the merchant's limits and at
 * most what is payable, so that a debt withdraws nothing.
 */
export function mayWithdraw(
  { withdrawal: { minFen, maxFen } }: Pick<MerchantSettings, 'withdrawal'>,
  payee: { payableFen: Fen; openWithdrawalId: string | null },
  amountFen: Fen,
): Allowed | WithdrawalRefusal {
  if (payee.openWithdrawalId !== null) return { ok: false, code: 'withdrawalOpen' };
  if (compareFen(amountFen, minFen) < 0) return { ok: false, code: 'belowMinimum', minFen };
  if (compareFen(amountFen, maxFen) > 0) return { ok: false, code: 'aboveMaximum', maxFen };
  if (compareFen(amountFen, payee.payableFen) > 0)
    return { ok: false, code: 'notEnoughToWithdraw', payableFen: payee.payableFen };
  return ALLOWED;
}
