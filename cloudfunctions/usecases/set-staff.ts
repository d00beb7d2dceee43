import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';

/** The owner makes a member staff, changes their role or ends it. Owners are not changed here. */
export async function setStaff(
  context: MemberContext,
  { merchantId, memberId, role }: ParsedInput<'setStaff'>,
): Promise<Outcome<CallOutput<'setStaff'>>> {
  if (!mayCall('setStaff', context.caller, { merchantId })) return refuse('forbidden');
  if (memberId === context.caller._id) return refuse('forbidden');
  return context.ports.store.transact(async (transaction) => {
    const member = await transaction.get('members', memberId);
    if (!member) return refuse('notFound');
    const others = member.staffOf.filter((staff) => staff.merchantId !== merchantId);
    await transaction.replace('members', {
      ...member,
      staffOf: role === null ? others : [...others, { merchantId, role }],
    });
    return done({ memberId, role });
  });
}
