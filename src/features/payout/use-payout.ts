import { useRef, useState } from 'react';
import { fenToNumber, type Fen } from '@/contract/money';
import type { Withdrawal } from '@/contract/views';
import type { PayeeRole } from '@/contract/withdrawal';
import { callCloud } from '@/lib/call-cloud';
import { newCommandId } from '@/lib/command-id';
import { confirmTransfer } from '@/lib/confirm-transfer';
import { toast } from '@/lib/toast';

const QUESTIONS = 5;
const PAUSE_MS = 1500;

export interface PayoutActs {
  /** Why the last act did not do what it should; undefined: it did. */
  fault: string | undefined;
  ask: (payee: { merchantId: string; role: PayeeRole }, amountFen: Fen) => Promise<void>;
  confirm: (withdrawal: Withdrawal) => Promise<void>;
}

/** Asking for a payout and confirming it; afterwards the page is told again what stands. */
export function usePayout(reload: () => Promise<unknown>): PayoutActs {
  const [fault, setFault] = useState<string>();
  const commandIdOf = useCommandIds();

  const ask: PayoutActs['ask'] = async ({ merchantId, role }, amountFen) => {
    const key = `${merchantId}:${role}:${fenToNumber(amountFen)}`;
    const input = { commandId: commandIdOf.read(key), merchantId, role, amountFen: fenToNumber(amountFen) };
    const reply = await callCloud('askWithdrawal', input);
    setFault(reply.ok ? undefined : reply.error.message);
    if (reply.ok) commandIdOf.forget();
    await reload();
  };

  const confirm: PayoutActs['confirm'] = async (withdrawal) => {
    setFault(undefined);
    const reply = await callCloud('confirmWithdrawal', { withdrawalId: withdrawal.withdrawalId });
    if (!reply.ok) setFault(reply.error.message);
    else setFault(await confirmAndAsk(withdrawal, reply.output));
    await reload();
  };

  return { fault, ask, confirm };
}

/** The same wish is the same command, however often it is tried; another one is another. */
function useCommandIds() {
  const known = useRef<{ key: string; id: string }>();
  return {
    read: (key: string): string => {
      if (known.current?.key !== key) known.current = { key, id: newCommandId() };
      return known.current.id;
    },
    forget: () => {
      known.current = undefined;
    },
  };
}

/** Shows WeChat's confirmation and asks the server what came of it. Returns what there is to say of it, if anything. */
async function confirmAndAsk(
  { withdrawalId, amountFen }: Withdrawal,
  params: { mchId: string; appId: string; package: string },
): Promise<string | undefined> {
  const shown = await confirmTransfer({ ...params, amountFen });
  if (shown === 'unsupported') return '微信版本太低，更新微信后再来确认收款';
  const questions = shown === 'cancelled' ? 1 : QUESTIONS;
  for (let question = 0; question < questions; question += 1) {
    if (question > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const reply = await callCloud('checkWithdrawal', { withdrawalId });
    if (!reply.ok) return reply.error.message;
    const { state } = reply.output.withdrawal;
    if (state === 'paid') toast('已到账');
    if (state !== 'waitingConfirm') return undefined;
  }
  return undefined;
}
