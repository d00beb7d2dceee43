import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { WithdrawalDocument } from './documents';
import { payeeId, type Payee } from './payees';
import { before, keyedPage, PAGE_ROWS } from './views/keyed-page';
import { merchantFor } from './views/merchant-for';
import { payeeMoney } from './views/payee-money';
import { withdrawalView } from './views/withdrawal-view';

/** The caller's withdrawals as a leader or inviter of a merchant, the newest first, and what they may ask for now. */
export async function listWithdrawals(
  context: MemberContext,
  { merchantId, role, cursor }: ParsedInput<'listWithdrawals'>,
): Promise<Outcome<CallOutput<'listWithdrawals'>>> {
  const { ports, now, caller } = context;
  const merchant = await merchantFor(context, merchantId);
  if (!merchant) return refuse('notFound');
  const payee: Payee = { role, merchantId: merchant._id, memberId: caller._id };
  if (!mayCall('listWithdrawals', caller, payee)) return refuse('forbidden');
  const [money, open, withdrawals] = await Promise.all([
    payeeMoney(ports, payee),
    openOf(context, payee),
    ports.store.find('withdrawals', {
      where: { memberId: caller._id, merchantId: merchant._id, role, ...before(cursor) },
      sort: [['key', -1]],
      limit: PAGE_ROWS + 1,
    }),
  ]);
  const page = keyedPage<WithdrawalDocument>(withdrawals);
  const { minFen, maxFen, confirmHours } = merchant.settings.withdrawal;
  return done({
    now,
    merchantId: merchant._id,
    merchantName: merchant.name,
    money,
    rules: { minFen, maxFen, confirmHours },
    open: open ? withdrawalView(open, now) : null,
    rows: page.rows.map((withdrawal) => withdrawalView(withdrawal, now)),
    cursor: page.cursor,
  });
}

async function openOf({ ports: { store } }: MemberContext, payee: Payee): Promise<WithdrawalDocument | undefined> {
  const openId = (await store.get('payees', payeeId(payee)))?.openWithdrawalId ?? null;
  return openId === null ? undefined : store.get('withdrawals', openId);
}
