import { MINUTE_MS, type Instant } from '../../src/contract/time';
import type { NoticeDocument } from './documents';
import type { Ports } from './ports';

const BATCH = 50;
const MOST_ATTEMPTS = 5;

const ORDER_PAGE = 'shopping/pages/order/index';

/** Sends the messages that are due, each event once; a member who did not ask for messages gets none. */
export async function sendNotices(ports: Ports, now: Instant): Promise<{ sent: number; more: boolean }> {
  const { store } = ports;
  const due = await store.find('notices', { where: { dueAt: { lte: now } }, sort: [['dueAt', 1]], limit: BATCH });
  for (const notice of due) await sendNotice(ports, notice, now);
  return { sent: due.length, more: due.length === BATCH };
}

async function sendNotice({ store, messages, log }: Ports, notice: NoticeDocument, now: Instant): Promise<void> {
  const member = await store.get('members', notice.memberId);
  const attempts = notice.attempts + 1;
  try {
    const state = member
      ? await messages.send({
          openid: member.openid,
          kind: notice.kind,
          page: notice.page ?? `${ORDER_PAGE}?o=${notice.orderId}`,
          data: notice.data,
        })
      : 'refused';
    await store.replace('notices', { ...notice, state, attempts, dueAt: null });
  } catch (error) {
    const failed = attempts >= MOST_ATTEMPTS;
    log.warn('noticeFailed', {
      notice: notice._id,
      attempts,
      message: error instanceof Error ? error.message : String(error),
    });
    await store.replace('notices', {
      ...notice,
      attempts,
      state: failed ? 'failed' : 'waiting',
      dueAt: failed ? null : now + attempts * 5 * MINUTE_MS,
    });
  }
}
