import { addFen, fen } from '../../src/contract/money';
import { dayOf, HOUR_MS, startOfDay } from '../../src/contract/time';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { clearing, merchantPayable, pending } from '../core/ledger/accounts';
import { done, mayCall, refuse } from './context';
import { getMerchant } from './merchants';
import { stockId } from './order-holds';
import { sortKey } from './sort-key';
import { accountTruth } from './views/account-truth';
import { readAll } from './views/read-all';

type MerchantDay = CallOutput<'getMerchantDay'>;

const MOST_ORDERS = 5000;
/** An order is paid within its hold, a payment that comes late within little more: none is older than this when paid. */
const PAID_AFTER_PLACING_MS = 6 * HOUR_MS;
const MOST_CAMPAIGNS = 50;
const MOST_LOW_STOCK = 20;
/** Stock is low when a tenth of what was offered is left, or less. */
const LOW_STOCK_PART = 10;

/** What a shop's staff have to look at today. */
export async function getMerchantDay(
  context: MemberContext,
  { merchantId }: ParsedInput<'getMerchantDay'>,
): Promise<Outcome<MerchantDay>> {
  const { ports, now, caller } = context;
  const role = caller.staffOf.find((staff) => staff.merchantId === merchantId)?.role;
  if (!role || !mayCall('getMerchantDay', caller, { merchantId })) return refuse('forbidden');
  const { store } = ports;
  const [
    merchant,
    money,
    today,
    toArrive,
    openGroups,
    lowStock,
    refundsInFlight,
    refundsFailed,
    payoutsWaiting,
    billDifferences,
  ] = await Promise.all([
    getMerchant(store, merchantId),
    moneyOf(context, merchantId),
    paidToday(context, merchantId),
    store.count('groups', { merchantId, state: 'formed' }),
    store.count('groups', {
      merchantId,
      state: { in: ['scheduled', 'open'] },
      opensAt: { lte: now },
      closesAt: { gt: now },
    }),
    lowStockOf(context, merchantId),
    store.count('refunds', { merchantId, state: { in: ['approved', 'sending'] } }),
    store.count('refunds', { merchantId, state: 'failed' }),
    store.count('withdrawals', { merchantId, state: 'requested' }),
    store.count('billFindings', { merchantId, closedAt: null }),
  ]);
  return done({
    now,
    merchantId,
    merchantName: merchant.name,
    role,
    money,
    ...today,
    toArrive,
    openGroups,
    lowStock,
    refundsInFlight,
    refundsFailed,
    payoutsWaiting,
    billDifferences,
  });
}

async function moneyOf({ ports }: MemberContext, merchantId: string): Promise<MerchantDay['money']> {
  const [pendingFen, payableFen, clearingFen] = await Promise.all(
    [pending(merchantId), merchantPayable(merchantId), clearing(merchantId)].map((account) =>
      accountTruth(ports, account),
    ),
  );
  return { pendingFen: fen(pendingFen ?? 0), payableFen: fen(payableFen ?? 0), clearingFen: fen(clearingFen ?? 0) };
}

/** What was paid since midnight, refunds not taken off. */
async function paidToday(
  { ports, now }: MemberContext,
  merchantId: string,
): Promise<Pick<MerchantDay, 'paidTodayFen' | 'ordersToday'>> {
  const midnight = startOfDay(dayOf(now));
  const orders = await readAll(
    ports.store,
    'orders',
    { merchantId },
    MOST_ORDERS,
    sortKey(midnight - PAID_AFTER_PLACING_MS, ''),
  );
  const paid = orders.filter(({ paidAt, state }) => paidAt !== null && paidAt >= midnight && state !== 'cancelled');
  return { paidTodayFen: addFen(...paid.map(({ payFen }) => payFen)), ordersToday: paid.length };
}

async function lowStockOf({ ports, now }: MemberContext, merchantId: string): Promise<MerchantDay['lowStock']> {
  const campaigns = await ports.store.find('campaigns', {
    where: { merchantId, state: 'published', closesAt: { gt: now } },
    sort: [['closesAt', 1]],
    limit: MOST_CAMPAIGNS,
  });
  const offered = new Map(
    campaigns.flatMap(({ _id, items }) => items.map(({ sku, stock }) => [stockId(_id, sku), stock] as const)),
  );
  const stocks = offered.size === 0 ? [] : await ports.store.getMany('stocks', [...offered.keys()]);
  return stocks
    .filter(({ _id, left }) => left * LOW_STOCK_PART <= (offered.get(_id) ?? 0))
    .sort((a, b) => a.left - b.left)
    .slice(0, MOST_LOW_STOCK)
    .map(({ campaignId, sku, name, left }) => ({ campaignId, sku, name, left: Math.max(0, left) }));
}
