import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done } from './context';
import { meView } from './views/me-view';

/** Who the caller is. The member behind an openid is made before any use case runs. */
export async function enter(
  context: MemberContext,
  _input: ParsedInput<'enter'>,
): Promise<Outcome<CallOutput<'enter'>>> {
  return done(await meView(context, context.caller));
}
