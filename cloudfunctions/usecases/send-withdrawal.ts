import { fenToNumber } from '../../src/contract/money';
import type { Instant } from '../../src/contract/time';
import {
  nextLookAt,
  resendAt,
  transferStep,
  type TransferStep,
  type TransferUnderWay,
} from '../core/withdrawal/transfer-steps';
import type { WithdrawalDocument } from './documents';
import { endWithdrawal, type WithdrawalEnd } from './end-withdrawal';
import { getMerchant } from './merchants';
import { payoutToConfirm } from './payout-notices';
import type { Ports, TransferStatus } from './ports';

const MOST_FAILURE = 200;

type UnderWay = WithdrawalDocument & TransferUnderWay;
const isUnderWay = (withdrawal: WithdrawalDocument | undefined): withdrawal is UnderWay =>
  withdrawal?.state === 'approved' || withdrawal?.state === 'waitingConfirm';

/**
 * Sends an approved withdrawal to the provider, or asks what became of it, and books what the provider says (rulebook
 * section 12). Never throws for an answer that did not come: the job asks again, always under the same number.
 */
export async function sendWithdrawal(ports: Ports, withdrawalId: string, now: Instant): Promise<void> {
  const found = await ports.store.get('withdrawals', withdrawalId);
  if (!isUnderWay(found)) return;
  if (found.sentAt === null) return send(ports, found, now);
  const answer = await asked(ports, found, nextLookAt(found, now), () => ports.payments.queryTransfer(found._id));
  if (answer) await follow(ports, found, answer, now);
}

/** Records that it is about to be sent, so that whoever comes next asks first, and sends it. */
async function send(ports: Ports, withdrawal: UnderWay, now: Instant): Promise<void> {
  const { store, payments } = ports;
  const sending = {
    ...withdrawal,
    sentAt: now,
    sends: withdrawal.sends + 1,
    dueAt: resendAt(withdrawal.sends + 1, now),
  };
  if (!(await store.replace('withdrawals', sending))) return;
  const sent = { ...sending, rev: sending.rev + 1 };
  const { _id: billNo, openid, amountFen, remark } = sent;
  const transfer = { billNo, openid, fen: fenToNumber(amountFen), remark };
  const answer = await asked(ports, sent, sending.dueAt, () => payments.transfer(transfer));
  // Just created, and the provider does not know it: the next question tells.
  if (answer && answer.state !== 'missing') await follow(ports, sent, answer, now);
}

/** What the provider says; undefined: nothing is known, which is written down, and when it is asked again. */
async function asked(
  { store, log }: Ports,
  withdrawal: UnderWay,
  dueAt: Instant,
  question: () => Promise<TransferStatus>,
): Promise<TransferStatus | undefined> {
  try {
    return await question();
  } catch (error) {
    const failure = (error instanceof Error ? error.message : String(error)).slice(0, MOST_FAILURE);
    log.warn('withdrawalUnknown', { withdrawalId: withdrawal._id, message: failure });
    await store.replace('withdrawals', { ...withdrawal, failure, dueAt });
    return undefined;
  }
}

async function follow(ports: Ports, withdrawal: UnderWay, answer: TransferStatus, now: Instant): Promise<void> {
  const { settings } = await getMerchant(ports.store, withdrawal.merchantId);
  const step = transferStep(withdrawal, answer, settings, now);
  switch (step.kind) {
    case 'send':
      return send(ports, withdrawal, now);
    case 'wait':
      return wait(ports, withdrawal, step, now);
    case 'paid':
      return end(ports, withdrawal, { state: 'paid', endedAt: step.doneAt, failure: null }, now);
    case 'giveBack':
      return end(ports, withdrawal, { state: step.state, endedAt: now, failure: step.reason }, now);
    case 'giveUp':
      return end(ports, withdrawal, { state: 'failed', endedAt: now, failure: step.reason }, now, withdrawal.rev);
  }
}

async function wait(
  { store, log }: Ports,
  withdrawal: UnderWay,
  { transfer, failure, dueAt }: Extract<TransferStep, { kind: 'wait' }>,
  now: Instant,
): Promise<void> {
  const { _id: withdrawalId } = withdrawal;
  if (failure !== null) log.warn('withdrawalStuck', { withdrawalId, state: withdrawal.state, failure });
  const { confirmUntil } = transfer;
  // Before the state that says so: an interruption in between is made up for by the next question.
  if (withdrawal.state === 'approved' && transfer.state === 'waitingConfirm' && confirmUntil !== null)
    await store.insert('notices', payoutToConfirm(withdrawal, confirmUntil, now));
  await store.replace('withdrawals', { ...withdrawal, ...transfer, failure, dueAt });
}

/** seenRev: it ends only if nobody has written it since, and so sent it again. */
async function end(
  { store, log }: Ports,
  { _id: withdrawalId }: WithdrawalDocument,
  outcome: WithdrawalEnd,
  now: Instant,
  seenRev?: number,
): Promise<void> {
  const isEnded = await store.transact(async (transaction) => {
    const current = await transaction.get('withdrawals', withdrawalId);
    if (!isUnderWay(current) || (seenRev !== undefined && current.rev !== seenRev)) return false;
    await endWithdrawal(transaction, current, outcome, now);
    return true;
  });
  if (isEnded) log.info('withdrawalEnded', { withdrawalId, state: outcome.state, failure: outcome.failure });
}
