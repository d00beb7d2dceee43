import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, refuse } from './context';
import { rewardProfile } from './reward-profile';
import { meView } from './views/me-view';

/**
 * Saves what neighbours see of a member, and rewards the profile once it is complete. Nothing is stored unless the
 * platform's content check lets the name pass.
 */
export async function saveProfile(
  context: MemberContext,
  { nickname, avatar = context.caller.avatar }: ParsedInput<'saveProfile'>,
): Promise<Outcome<CallOutput<'saveProfile'>>> {
  const { ports, caller, now } = context;
  const verdict = await ports.contentCheck.text({ openid: caller.openid, text: nickname });
  if (verdict !== 'pass') return refuse('badRequest', { reason: '这个名字暂时不能用，换一个试试' });
  // Raising the revision makes whoever replaces the member meanwhile read again, so that the profile is not lost.
  await ports.store.update('members', caller._id, {}, { set: { nickname, avatar }, increment: { rev: 1 } });
  const member = { ...caller, nickname, avatar };
  await rewardProfile(ports, member, now);
  return done(await meView(context, member));
}
