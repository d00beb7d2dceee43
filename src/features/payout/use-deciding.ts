import { useRef, useState } from 'react';
import type { CallInput } from '@/contract/calls';
import type { Payout } from '@/contract/views';
import { callCloud } from '@/lib/call-cloud';
import { newCommandId } from '@/lib/command-id';
import { toast } from '@/lib/toast';

type Decision = CallInput<'decideWithdrawal'>['decision'];

export interface Deciding {
  fault: string | undefined;
  /** Resolves with whether it is decided. */
  decide: (payout: Payout, decision: Decision) => Promise<boolean>;
}

/** Approving or rejecting a withdrawal; the same decision is the same command, however often it is tried. */
export function useDeciding(merchantId: string, reload: () => Promise<unknown>): Deciding {
  const [fault, setFault] = useState<string>();
  const command = useRef<{ key: string; id: string }>();

  const decide: Deciding['decide'] = async ({ withdrawalId }, decision) => {
    const key = JSON.stringify([withdrawalId, decision]);
    if (command.current?.key !== key) command.current = { key, id: newCommandId() };
    const commandId = command.current.id;
    const reply = await callCloud('decideWithdrawal', { commandId, merchantId, withdrawalId, decision });
    setFault(reply.ok ? undefined : reply.error.message);
    if (reply.ok) toast(decision.kind === 'approve' ? '已同意，等对方确认收款' : '已驳回，钱已退回对方可提现');
    await reload();
    return reply.ok;
  };
  return { fault, decide };
}
