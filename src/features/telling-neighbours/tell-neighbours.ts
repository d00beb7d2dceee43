import { useShareAppMessage } from '@tarojs/taro';
import { callCloud } from '@/lib/call-cloud';
import { previewHost } from '@/lib/host';
import { shownPicture } from '@/lib/shown-picture';
import { toast } from '@/lib/toast';

/** Without a code the card still opens the group; nothing is credited then (rulebook section 8). */
const plainCard = (groupId: string) => ({
  title: '邻居们在团这个，一起来看看',
  path: `/pages/group/index?g=${groupId}`,
});

/** The chat card of a group with the caller's own code; the plain one where the server does not answer. */
async function cardOf(groupId: string): Promise<{ title: string; path: string; imageUrl?: string }> {
  const reply = await callCloud('shareGroup', { groupId });
  if (!reply.ok) return plainCard(groupId);
  const { title, path, picture } = reply.output;
  const imageUrl = await shownPicture(picture);
  return { title, path, ...(imageUrl === '' ? {} : { imageUrl }) };
}

/** What the page hands to WeChat when somebody taps 告诉邻居; from the capsule's menu it is the home page that travels. */
export function useTellNeighbours(): void {
  useShareAppMessage(({ target }) => {
    const groupId = groupOf(target);
    if (groupId === undefined) return { title: '看看邻居们在团什么', path: '/pages/home/index' };
    return { ...plainCard(groupId), promise: cardOf(groupId) };
  });
}

function groupOf(target: unknown): string | undefined {
  const groupId = (target as { dataset?: { group?: unknown } } | undefined)?.dataset?.group;
  return typeof groupId === 'string' ? groupId : undefined;
}

/** The preview has no chat: its host shows the card. */
export async function tellInPreview(groupId: string): Promise<void> {
  const reply = await callCloud('shareGroup', { groupId });
  if (!reply.ok) return toast(reply.error.message);
  const { title, path, picture } = reply.output;
  previewHost().share({ title, path, picture });
}
