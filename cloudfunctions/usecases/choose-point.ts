import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, refuse } from './context';
import { meView } from './views/me-view';

/** Makes an active pickup point the caller's own. */
export async function choosePoint(
  context: MemberContext,
  { pointId }: ParsedInput<'choosePoint'>,
): Promise<Outcome<CallOutput<'choosePoint'>>> {
  const { ports, caller } = context;
  const point = await ports.store.get('points', pointId);
  if (!point?.active) return refuse('notFound');
  // Raising the revision makes whoever replaces the member meanwhile read again, so that the choice is not lost.
  await ports.store.update('members', caller._id, {}, { set: { pointId }, increment: { rev: 1 } });
  return done(await meView(context, { ...caller, pointId }));
}
