import { useRef, useState } from 'react';
import type { CallError } from '@/contract/errors';
import type { CampaignView, GroupDetail } from '@/contract/views';
import { callCloud } from '@/lib/call-cloud';
import { newCommandId } from '@/lib/command-id';

/** The way to an open group: choose, check, opened. */
export function useOpening() {
  const [chosen, setChosen] = useState<CampaignView>();
  const [opened, setOpened] = useState<GroupDetail>();
  const [error, setError] = useState<CallError>();
  // One intent, one id: choosing makes it, and every retry of the same choice sends it again.
  const commandId = useRef('');

  const choose = (campaign: CampaignView | undefined) => {
    commandId.current = newCommandId();
    setError(undefined);
    setChosen(campaign);
  };
  const open = async (campaignId: string, pointId: string) => {
    setError(undefined);
    const reply = await callCloud('openGroup', { commandId: commandId.current, campaignId, pointId });
    if (reply.ok) setOpened(reply.output);
    else setError(reply.error);
  };
  return { chosen, choose, opened, open, error };
}
