import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, refuse } from './context';
import { derivedId } from './derived-id';
import { meView } from './views/me-view';

/** A member asks a merchant to lead groups at a pickup point of theirs; the merchant decides. */
export async function applyAsLeader(
  context: MemberContext,
  input: ParsedInput<'applyAsLeader'>,
): Promise<Outcome<CallOutput<'applyAsLeader'>>> {
  const { ports, caller, now } = context;
  const { merchantId } = input;
  if (!(await ports.store.get('merchants', merchantId))) return refuse('notFound');
  if (caller.leads.some((lead) => lead.merchantId === merchantId)) return refuse('alreadyLeader');
  const check = await ports.contentCheck.text({
    openid: caller.openid,
    text: `${input.name} ${input.point.name} ${input.point.address}`,
  });
  if (check !== 'pass') return refuse('badRequest', { reason: '名字或地址暂时不能用，换一个试试' });
  const pointId = derivedId('a', merchantId, caller._id);
  await ports.store.insert('points', {
    _id: pointId,
    v: 1,
    rev: 1,
    merchantId,
    leaderId: caller._id,
    name: input.point.name,
    address: input.point.address,
    hours: input.point.hours,
    location: { type: 'Point', coordinates: [input.point.lng, input.point.lat] },
    leaderName: input.name,
    leaderPhone: input.phone,
    leaderAvatar: caller.avatar,
    active: false,
    since: now,
    commissionBps: null,
  });
  const lead = { merchantId, pointId, state: 'pending' as const };
  const applied = { ...caller, leads: [...caller.leads, lead] };
  if (!(await ports.store.replace('members', applied))) return refuse('systemBusy');
  return done(await meView(context, applied));
}
