import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, refuse } from './context';
import { membershipView } from './views/membership-view';
import { merchantFor } from './views/merchant-for';

/** What the caller has at a merchant. */
export async function getMembership(
  context: MemberContext,
  { merchantId }: ParsedInput<'getMembership'>,
): Promise<Outcome<CallOutput<'getMembership'>>> {
  const merchant = await merchantFor(context, merchantId);
  return merchant ? done(await membershipView(context, merchant)) : refuse('notFound');
}
