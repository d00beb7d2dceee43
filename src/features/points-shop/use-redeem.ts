import { useRef, useState } from 'react';
import { pointsToNumber } from '@/contract/points';
import type { Redemption, Reward } from '@/contract/views';
import { callCloud } from '@/lib/call-cloud';
import { newCommandId } from '@/lib/command-id';

/** What a person is about to have, and what came of it. */
interface Choice {
  rewardId: string;
  /** The points that they saw: more is never taken. */
  points: Reward['points'];
  pointId: string | null;
}

/** Redeeming one reward in a sheet. onChanged: the shop and the points are no longer what they were. */
export function useRedeem(onChanged: () => Promise<unknown>) {
  const [chosen, setChosen] = useState<string>();
  const [result, setResult] = useState<Redemption>();
  const [failed, setFailed] = useState('');
  const command = useRef(newCommandId());

  const choose = (rewardId: string | undefined) => {
    command.current = newCommandId();
    setChosen(rewardId);
    setResult(undefined);
    setFailed('');
  };
  const redeem = async ({ rewardId, points, pointId }: Choice) => {
    const reply = await callCloud('redeemReward', {
      commandId: command.current,
      rewardId,
      seenPoints: pointsToNumber(points),
      pointId,
    });
    if (reply.ok) {
      setFailed('');
      setResult(reply.output.redemption);
    } else {
      setFailed(reply.error.message);
      // Without an answer the same tap is sent again; a refusal was the answer.
      if (reply.error.code === 'offline') return;
      command.current = newCommandId();
    }
    await onChanged();
  };
  return { chosen, choose, result, failed, redeem };
}
