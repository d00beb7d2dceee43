import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { PointDocument, RedemptionDocument } from './documents';
import type { Store } from './ports';
import { freeCode } from './redemption-code';
import { redemptionView } from './views/reward-view';
import { whenWords } from './views/words';

/** The newest redemption that a code of a point was given to: while it waits, nothing else has the code. */
export async function redemptionBehind(
  store: Store,
  pointId: string,
  code: string,
): Promise<RedemptionDocument | undefined> {
  const where = { pointId, code };
  const [newest] = await store.find('redemptions', { where, sort: [['key', -1]], limit: 1 });
  return newest;
}

/** Goods from the points shop are handed over at the point against their member's code (rulebook section 9). */
export async function handOverRedemption(
  { ports, caller, now }: MemberContext,
  { commandId, pointId, code }: ParsedInput<'handOverRedemption'>,
): Promise<Outcome<CallOutput<'handOverRedemption'>>> {
  const { store } = ports;
  const point = await store.get('points', pointId);
  if (!point) return refuse('notFound');
  if (!mayCall('handOverRedemption', caller, point)) return refuse('forbidden');
  const [before] = await store.find('redemptions', { where: { pointId, 'handedOver.commandId': commandId }, limit: 1 });
  if (before && before.code !== code) return refuse('commandReused');
  const redemption = await redemptionBehind(store, pointId, code);
  if (!redemption) return refuse('wrongCode');
  const handedOver = { at: now, by: caller._id, commandId };
  const next: RedemptionDocument = { ...redemption, state: 'handedOver', handedOver };
  const first = redemption.state === 'waiting' && (await store.replace('redemptions', next));
  const after = first ? next : await store.get('redemptions', redemption._id);
  return after ? answer(store, after, point, commandId, now) : refuse('changedMeanwhile');
}

/** The command that handed it over is answered the same every time; another one comes too late. */
async function answer(
  store: Store,
  redemption: RedemptionDocument,
  point: PointDocument,
  commandId: string,
  now: number,
): Promise<Outcome<CallOutput<'handOverRedemption'>>> {
  const { handedOver, code } = redemption;
  if (handedOver === null || code === null) return refuse('changedMeanwhile');
  if (handedOver.commandId !== commandId) return refuse('alreadyCollected', { when: whenWords(handedOver.at, now) });
  await freeCode(store, point._id, code, redemption._id);
  return done({ now, redemption: redemptionView(redemption, point, false) });
}
