import { useState } from 'react';
import type { CallError } from '@/contract/errors';
import type { LeaderGroup } from '@/contract/views';
import { callCloud } from '@/lib/call-cloud';

/** What a leader may do to a group besides telling neighbours about it. */
export type GroupAct = 'close' | 'cancel' | 'arrive';

/** Which acts a group's state leaves open (rulebook section 3); the server has the last word. */
export const mayClose = ({ card }: LeaderGroup): boolean => card.state === 'open' && card.reached;
export const mayCancel = ({ card, orders }: LeaderGroup): boolean =>
  (card.state === 'open' || card.state === 'scheduled') && orders === 0;
export const mayArrive = ({ card }: LeaderGroup): boolean => card.state === 'formed';

interface Asking {
  act: GroupAct;
  group: LeaderGroup;
}

/** Which act is being asked about, and what came of the last one. onDone: the groups have changed. */
export function useGroupActs(onDone: () => Promise<void>) {
  const [asking, setAsking] = useState<Asking>();
  const [said, setSaid] = useState<{ tone: 'leaf' | 'danger'; words: string }>();

  const ask = (act: GroupAct, group: LeaderGroup) => {
    setSaid(undefined);
    setAsking({ act, group });
  };
  const finish = async (error: CallError | undefined, done: string) => {
    setAsking(undefined);
    setSaid(error ? { tone: 'danger', words: error.message } : { tone: 'leaf', words: done });
    await onDone();
  };
  const close = async ({ card }: LeaderGroup) => {
    const reply = await callCloud('closeGroup', { groupId: card.groupId });
    await finish(reply.ok ? undefined : reply.error, `${card.title}截单了，等成团确认`);
  };
  const cancel = async ({ card }: LeaderGroup) => {
    const reply = await callCloud('cancelGroup', { groupId: card.groupId });
    await finish(reply.ok ? undefined : reply.error, `${card.title}这个团取消了`);
  };
  /** skus undefined: all that the group sells. */
  const arrive = async ({ card }: LeaderGroup, skus: string[] | undefined) => {
    const reply = await callCloud('markArrived', { groupId: card.groupId, ...(skus ? { skus } : {}) });
    const told = reply.ok ? `到货记下了，${reply.output.orders} 单可以来取` : '';
    await finish(reply.ok ? undefined : reply.error, told);
  };
  return { asking, ask, stopAsking: () => setAsking(undefined), said, close, cancel, arrive };
}
