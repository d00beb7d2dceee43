import { fen, type Fen } from '../../../src/contract/money';
import { payable, withdrawing } from '../../core/ledger/accounts';
import { payeeId, type Payee } from '../payees';
import type { Ports } from '../ports';
import { accountTruth, paidOut } from './account-truth';

/** What a leader or inviter has at a merchant; payableFen is below 0 where something is owed. */
export interface PayeeMoney {
  payableFen: Fen;
  withdrawingFen: Fen;
  paidOutFen: Fen;
}

const TRIES = 3;

/**
 * The three as they were at one moment, by the journals: every journal of a withdrawal raises the payee's revision, so
 * what was read while it stayed the same counts no withdrawal twice and leaves none out.
 */
export async function payeeMoney(ports: Pick<Ports, 'store'>, payee: Payee): Promise<PayeeMoney> {
  const { role, merchantId, memberId } = payee;
  const inPayout = withdrawing(role, merchantId, memberId);
  let rev = await revisionOf(ports, payee);
  for (let attempt = 1; ; attempt += 1) {
    const [left, onItsWay, out] = await Promise.all([
      accountTruth(ports, payable(role, merchantId, memberId)),
      accountTruth(ports, inPayout),
      paidOut(ports, inPayout),
    ]);
    const after = await revisionOf(ports, payee);
    if (after === rev || attempt === TRIES)
      return { payableFen: fen(left), withdrawingFen: fen(onItsWay), paidOutFen: fen(out) };
    rev = after;
  }
}

const revisionOf = async ({ store }: Pick<Ports, 'store'>, payee: Payee): Promise<number> =>
  (await store.get('payees', payeeId(payee)))?.rev ?? 0;
