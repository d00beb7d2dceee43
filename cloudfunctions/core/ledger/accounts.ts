import type { Account, LedgerUnit } from '../../../src/contract/ledger';
import type { PayeeRole } from '../../../src/contract/withdrawal';
import { invariant } from '../invariant';

/** Ids are parts of addresses, so a colon in one would make it the address of somebody else. */
function id(text: string): string {
  invariant(text.length > 0 && !text.includes(':'), `not an id: ${JSON.stringify(text)}`);
  return text;
}

/** The money at the payment provider, counted from its side: minus its balance is what the provider holds. */
export const clearing = (merchantId: string): Account => `wechat:${id(merchantId)}:clearing`;
/** Money of orders not completed. */
export const pending = (merchantId: string): Account => `merchant:${id(merchantId)}:pending`;
export const merchantPayable = (merchantId: string): Account => `merchant:${id(merchantId)}:payable`;
export const leaderPayable = (merchantId: string, leaderId: string): Account =>
  `leader:${id(merchantId)}:${id(leaderId)}:payable`;
export const inviterPayable = (merchantId: string, inviterId: string): Account =>
  `inviter:${id(merchantId)}:${id(inviterId)}:payable`;
export const payable = (role: PayeeRole, merchantId: string, payeeId: string): Account =>
  `${role}:${id(merchantId)}:${id(payeeId)}:payable`;
export const withdrawing = (role: PayeeRole, merchantId: string, payeeId: string): Account =>
  `${role}:${id(merchantId)}:${id(payeeId)}:withdrawing`;
export const memberPoints = (merchantId: string, memberId: string): Account =>
  `member:${id(merchantId)}:${id(memberId)}:points`;
export const memberHeld = (merchantId: string, memberId: string): Account =>
  `member:${id(merchantId)}:${id(memberId)}:held`;
export const memberGrowth = (merchantId: string, memberId: string): Account =>
  `member:${id(merchantId)}:${id(memberId)}:growth`;
export const programmePoints = (merchantId: string): Account => `programme:${id(merchantId)}:points`;
export const programmeGrowth = (merchantId: string): Account => `programme:${id(merchantId)}:growth`;

/** The unit that an account counts in. */
export function unitOf(account: Account): LedgerUnit {
  if (account.endsWith(':growth')) return 'GROWTH';
  return account.endsWith(':points') || account.endsWith(':held') ? 'POINT' : 'FEN';
}

/** The merchant that an account belongs to. */
export function merchantOf(account: Account): string {
  const merchantId = account.split(':')[1];
  invariant(merchantId !== undefined, `not an account: ${account}`);
  return merchantId;
}

/** Whether an account holds a member's lots or what was held from them. */
export const hasLots = (account: Account): boolean => account.startsWith('member:') && unitOf(account) === 'POINT';

/** Whether nearly every journal of a merchant touches the account, so that the job folds it in batches. */
export const isBusy = (account: Account): boolean => /^(wechat|merchant|programme):/.test(account);
