import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { shareCodeOf } from './share-code';

const GROUP_PAGE = 'pages/group/index';

/** The code of a poster: who scans it comes through the caller's share (rulebook section 8). Never an ordinary QR code. */
export async function getShareCode(
  context: MemberContext,
  { groupId }: ParsedInput<'getShareCode'>,
): Promise<Outcome<CallOutput<'getShareCode'>>> {
  const { ports, caller } = context;
  const group = await ports.store.get('groups', groupId);
  if (!group) return refuse('notFound');
  if (!mayCall('getShareCode', caller, group)) return refuse('forbidden');
  const code = await shareCodeOf(context, groupId);
  const drawn = await ports.programCodes.draw({ page: GROUP_PAGE, scene: `${code},${groupId}` });
  if (!drawn) return refuse('codeUnavailable');
  const content = Buffer.from(drawn.content).toString('base64');
  return done({ code, picture: `data:${drawn.contentType};base64,${content}` });
}
