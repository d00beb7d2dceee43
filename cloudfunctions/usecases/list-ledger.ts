import type { Account } from '../../src/contract/ledger';
import { addFen, fenToNumber } from '../../src/contract/money';
import { pointsToNumber } from '../../src/contract/points';
import type { Book } from '../../src/contract/views';
import type { PayeeRole } from '../../src/contract/withdrawal';
import { inviterPayable, leaderPayable, memberGrowth, memberPoints, merchantOf, unitOf } from '../core/ledger/accounts';
import { balance as pointsBalance, expiring } from '../core/points/lots';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { MembershipDocument } from './documents';
import { membershipId, newMembership, pointsStateOf } from './memberships';
import { accountTruth } from './views/account-truth';
import {
  expectedRewards,
  ordersOfInviter,
  ordersOfLeader,
  ordersOfMember,
  type Expected,
} from './views/expected-rewards';
import { ledgerRow } from './views/ledger-row';
import { merchantFor } from './views/merchant-for';
import { payeeMoney } from './views/payee-money';
import { readById } from './views/read-by-id';
import { readStatement, type StatementFilter, type StatementPlace } from './views/statement';

type Page = CallOutput<'listLedger'>;

const TRIES = 3;

/** One of the caller's ledgers at a merchant, newest first, every row with the balance after it. */
export async function listLedger(
  context: MemberContext,
  { merchantId, book, filter = 'all', cursor }: ParsedInput<'listLedger'>,
): Promise<Outcome<Page>> {
  const { ports, now, caller } = context;
  const merchant = await merchantFor(context, merchantId);
  if (!merchant) return refuse('notFound');
  if (!mayCall('listLedger', caller, { memberId: caller._id, merchantId: merchant._id })) return refuse('forbidden');
  const place = cursor === undefined ? undefined : readCursor(cursor);
  if (place === null) return refuse('badRequest', { reason: '翻页位置不对' });
  const account = accountOf(book, merchant._id, caller._id);
  const [statement, membership, expected, earnedFen] = await Promise.all([
    statementOf(context, book, account, filter, place),
    readMembership(context, merchant._id),
    expectedRewards(ports, whoseOrders(book, merchant._id, caller._id)),
    earnedFenOf(context, book, merchant._id),
  ]);
  const orders = await readById(ports.store, 'orders', orderIds(statement.rows));
  const reader = { book, memberId: caller._id, orders };
  return done({
    now,
    unit: unitOf(account),
    balance: statement.truth,
    expected: expectedOf(book, expected),
    expectedOrders: expected.orders,
    earnedInAll: book === 'points' ? pointsToNumber(membership.earnedInAll) : (earnedFen ?? statement.truth),
    expiring: book === 'points' ? expiring(pointsStateOf(membership), now) : null,
    rows: statement.rows.map((row) => ledgerRow(row, reader)),
    cursor: statement.next && `${statement.next.key ?? ''},${statement.next.balance}`,
  });
}

/** null: it is no cursor of this list. */
function readCursor(cursor: string): StatementPlace | null {
  const match = /^(.+),(-?\d{1,15})$/.exec(cursor);
  return match?.[1] === undefined ? null : { key: match[1], balance: Number(match[2]) };
}

function accountOf(book: Book, merchantId: string, memberId: string): Account {
  switch (book) {
    case 'points':
      return memberPoints(merchantId, memberId);
    case 'growth':
      return memberGrowth(merchantId, memberId);
    case 'referral':
      return inviterPayable(merchantId, memberId);
    case 'commission':
      return leaderPayable(merchantId, memberId);
  }
}

function whoseOrders(book: Book, merchantId: string, memberId: string) {
  switch (book) {
    case 'points':
    case 'growth':
      return ordersOfMember(merchantId, memberId);
    case 'referral':
      return ordersOfInviter(merchantId, memberId);
    case 'commission':
      return ordersOfLeader(merchantId, memberId);
  }
}

function expectedOf(book: Book, expected: Expected): number {
  switch (book) {
    case 'points':
      return pointsToNumber(expected.points);
    case 'growth':
      return expected.growth;
    case 'referral':
      return fenToNumber(expected.referralFen);
    case 'commission':
      return fenToNumber(expected.commissionFen);
  }
}

async function readMembership({ ports, now, caller }: MemberContext, merchantId: string): Promise<MembershipDocument> {
  const membership = await ports.store.get('memberships', membershipId(merchantId, caller._id));
  return membership ?? newMembership(merchantId, caller._id, now);
}

/** Of a ledger in money: what was earned in all, wherever it is now; null for the others. */
async function earnedFenOf({ ports, caller }: MemberContext, book: Book, merchantId: string): Promise<number | null> {
  if (book === 'points' || book === 'growth') return null;
  const role: PayeeRole = book === 'referral' ? 'inviter' : 'leader';
  const money = await payeeMoney(ports, { role, merchantId, memberId: caller._id });
  return fenToNumber(addFen(money.payableFen, money.withdrawingFen, money.paidOutFen));
}

/**
 * The rows with what the account holds now. A journal posted between the two reads would shift every balance of the page,
 * so a first page is read again until nothing came in between.
 */
async function statementOf(
  context: MemberContext,
  book: Book,
  account: Account,
  filter: StatementFilter,
  place: StatementPlace | undefined,
) {
  const { ports } = context;
  let truth = await truthOf(context, book, account);
  if (place) return { truth, ...(await readStatement(ports, account, filter, place)) };
  for (let attempt = 1; ; attempt += 1) {
    const page = await readStatement(ports, account, filter, { key: null, balance: truth });
    const after = await truthOf(context, book, account);
    if (after === truth || attempt === TRIES) return { truth, ...page };
    truth = after;
  }
}

/** Points and growth change together with their journal, so the membership knows; a payable's balance may lag. */
async function truthOf(context: MemberContext, book: Book, account: Account): Promise<number> {
  if (book === 'referral' || book === 'commission') return accountTruth(context.ports, account);
  const membership = await readMembership(context, merchantOf(account));
  if (book === 'points') return pointsToNumber(pointsBalance(pointsStateOf(membership)));
  return membership.growthDays.reduce((sum, { amount }) => sum + amount, 0);
}

const orderIds = (rows: readonly { journal: { memo: Record<string, unknown> } }[]): string[] =>
  rows.flatMap(({ journal }) => (typeof journal.memo.orderId === 'string' ? [journal.memo.orderId] : []));
