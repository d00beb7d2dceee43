import { shareMessage, shareTimeline } from '../sharing';
import { reLaunch, top } from '../stack';
import { addressText } from '../address';
import { button, sheet } from './sheet';

type Choice = 'chat' | 'timeline' | 'again' | 'none';

/** The capsule's menu: what the page on top permits to be done with it. */
export async function openMenu(): Promise<void> {
  const page = top();
  if (!page) return;
  const choice = await sheet<Choice>(
    'phone-actions',
    (panel, end) => {
      if (page.has('onShareAppMessage')) button('转发给朋友', panel, () => end('chat'));
      if (page.has('onShareTimeline')) button('分享到朋友圈', panel, () => end('timeline'));
      button('重新进入小程序', panel, () => end('again'));
      button('取消', panel, () => end('none'), 'phone-cancel');
    },
    () => 'none',
  );
  if (choice === 'chat') await shareMessage(page, { from: 'menu' });
  if (choice === 'timeline') shareTimeline(page);
  if (choice === 'again') reLaunch(addressText(page.address));
}
