import { fen, fenToNumber, formatFen } from '../../src/contract/money';
import type { PayeeRole } from '../../src/contract/withdrawal';
import { payable } from '../core/ledger/accounts';
import { withdrawJournal } from '../core/ledger/journals';
import { mayWithdraw, type WithdrawalRefusal } from '../core/withdrawal/withdrawal-rules';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { derivedId, inputHash } from './derived-id';
import type { MerchantDocument, PayeeDocument, WithdrawalDocument } from './documents';
import { newPayee, payeeId } from './payees';
import { AlreadyExists } from './ports';
import { postNewJournal } from './post-journal';
import { saveDocument } from './save-document';
import { sortKey } from './sort-key';
import { accountTruth } from './views/account-truth';
import { withdrawalView } from './views/withdrawal-view';

type Input = ParsedInput<'askWithdrawal'>;
type Answer = Outcome<CallOutput<'askWithdrawal'>>;

const TRIES = 3;
/** What the payee reads on the transfer; at most 32 characters. */
const REMARK: Record<PayeeRole, string> = { leader: '团长佣金', inviter: '推荐奖励' };

/**
 * A leader or inviter asks for a payout: the amount moves from payable to withdrawing (rulebook section 12). Its id
 * follows from the member and the command, so a repeat finds the first one.
 */
export async function askWithdrawal(context: MemberContext, input: Input): Promise<Answer> {
  const { ports, caller } = context;
  const { merchantId } = input;
  if (!mayCall('askWithdrawal', caller, { memberId: caller._id, merchantId })) return refuse('forbidden');
  const merchant = await ports.store.get('merchants', merchantId);
  if (!merchant) return refuse('notFound');
  const id = derivedId('w', caller._id, input.commandId);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await ports.store.get('withdrawals', id);
    if (before) return answer(context, before, hashOf(input));
    const asked = await ask(context, merchant, input, id);
    if (asked !== 'again') return asked;
  }
  return refuse('changedMeanwhile');
}

const hashOf = ({ merchantId, role, amountFen }: Input): string =>
  inputHash({ merchantId, role, amountFen: fenToNumber(amountFen) });

const answer = ({ now }: MemberContext, withdrawal: WithdrawalDocument, hash: string): Answer =>
  withdrawal.inputHash === hash ? done({ now, withdrawal: withdrawalView(withdrawal, now) }) : refuse('commandReused');

/**
 * The payee is read before the balance: every withdrawal that takes from it raises their revision, so that with the same
 * revision in the transaction nothing was taken from it since.
 */
async function ask(
  context: MemberContext,
  merchant: MerchantDocument,
  input: Input,
  id: string,
): Promise<Answer | 'again'> {
  const { ports, now, caller } = context;
  const payee = { role: input.role, merchantId: merchant._id, memberId: caller._id };
  const seen = (await ports.store.get('payees', payeeId(payee))) ?? newPayee(payee);
  const payableFen = fen(await accountTruth(ports, payable(payee.role, payee.merchantId, payee.memberId)));
  const allowed = mayWithdraw(
    merchant.settings,
    { payableFen, openWithdrawalId: seen.openWithdrawalId },
    input.amountFen,
  );
  if (!allowed.ok) return (await isOvertaken(context, seen, id)) ? 'again' : refusal(allowed);
  const withdrawal = makeWithdrawal(context, input, id);
  const taken = await take(context, withdrawal, seen);
  return taken ? done({ now, withdrawal: withdrawalView(withdrawal, now) }) : 'again';
}

/** Whether what speaks against the request may be the request itself, made by the same command at the same time. */
async function isOvertaken({ ports }: MemberContext, seen: PayeeDocument, id: string): Promise<boolean> {
  const payee = await ports.store.get('payees', seen._id);
  return (payee?.rev ?? 0) !== seen.rev || payee?.openWithdrawalId === id;
}

/** Posts the request. false: something was posted for the payee since they were read. */
async function take({ ports }: MemberContext, withdrawal: WithdrawalDocument, seen: PayeeDocument): Promise<boolean> {
  const { _id: id, merchantId, role, memberId, amountFen, askedAt: at } = withdrawal;
  try {
    return await ports.store.transact(async (transaction) => {
      const payee = (await transaction.get('payees', seen._id)) ?? newPayee(seen);
      if (payee.rev !== seen.rev) return false;
      await transaction.insert('withdrawals', withdrawal);
      await postNewJournal(transaction, withdrawJournal({ id, merchantId, role, payeeId: memberId, amountFen, at }));
      await saveDocument(transaction, 'payees', { ...payee, openWithdrawalId: id });
      return true;
    });
  } catch (error) {
    if (error instanceof AlreadyExists) return false;
    throw error;
  }
}

function refusal(refused: WithdrawalRefusal): ReturnType<typeof refuse> {
  switch (refused.code) {
    case 'withdrawalOpen':
      return refuse('withdrawalOpen');
    case 'belowMinimum':
      return refuse('belowMinimum', { min: formatFen(refused.minFen), minFen: fenToNumber(refused.minFen) });
    case 'aboveMaximum':
      return refuse('aboveMaximum', { max: formatFen(refused.maxFen), maxFen: fenToNumber(refused.maxFen) });
    case 'notEnoughToWithdraw': {
      const { payableFen } = refused;
      return refuse('notEnoughToWithdraw', { payable: formatFen(payableFen), payableFen: fenToNumber(payableFen) });
    }
  }
}

function makeWithdrawal({ caller, now }: MemberContext, input: Input, id: string): WithdrawalDocument {
  return {
    _id: id,
    v: 1,
    rev: 1,
    merchantId: input.merchantId,
    role: input.role,
    memberId: caller._id,
    key: sortKey(now, id),
    inputHash: hashOf(input),
    amountFen: input.amountFen,
    openid: caller.openid,
    remark: REMARK[input.role],
    state: 'requested',
    askedAt: now,
    decision: null,
    sentAt: null,
    sends: 0,
    package: null,
    confirmUntil: null,
    endedAt: null,
    failure: null,
    dueAt: null,
  };
}
