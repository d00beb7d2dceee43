import { addressText, parseAddress } from './address';
import { lastingUrl } from './files';
import { host } from './host';
import { note, noteError } from './log';
import { pagePaths } from './packed';
import type { Page } from './page';
import { toast } from './shell/toast';

interface Card {
  title?: string;
  path?: string;
  imageUrl?: string;
  promise?: Promise<Card>;
}

/** WeChat waits this long for a promised card, then takes the one that came at once. */
const PROMISE_MS = 3000;

const promised = ({ promise, ...card }: Card): Promise<Card> =>
  promise
    ? Promise.race([promise, new Promise<Card>((resolve) => setTimeout(() => resolve(card), PROMISE_MS))])
    : Promise.resolve(card);

/** Sends the page to a chat: asks the page for its card, checks it as WeChat does, and shows what arrives. */
export async function shareMessage(
  page: Page,
  how: { from: 'menu' } | { from: 'button'; target: unknown },
): Promise<void> {
  const card = await promised((page.call('onShareAppMessage', how) ?? {}) as Card);
  const path = card.path ?? addressText(page.address);
  if (!path.startsWith('/') || !pagePaths.includes(parseAddress(path).path))
    return noteError(page.path, `the card leads to "${path}", which is no page`);
  if (card.imageUrl?.startsWith('cloud://'))
    noteError(page.path, 'a card takes no file id of the cloud as its picture');
  const shown = { title: card.title ?? page.title ?? '', path, picture: card.imageUrl ?? '' };
  note('call', `shareAppMessage ${JSON.stringify(shown)}`);
  host().share({ ...shown, picture: await lastingUrl(shown.picture) });
}

/** Puts the page in the person's Moments. */
export function shareTimeline(page: Page): void {
  const card = (page.call('onShareTimeline') ?? {}) as { title?: string; query?: string; imageUrl?: string };
  note('call', `shareTimeline ${JSON.stringify(card)}`);
  toast({ title: '已分享到朋友圈' });
}
