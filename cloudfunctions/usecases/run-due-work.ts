import type { OrderState } from '../../src/contract/order';
import { MINUTE_MS, type Instant } from '../../src/contract/time';
import { advanceGroup } from './advance-group';
import { closeCancelled, closeWhenTimedOut } from './close-unpaid';
import { advanceOrder } from './complete-order';
import { completeTogether } from './complete-together';
import type { OrderDocument } from './documents';
import { foldJournals } from './fold-journals';
import { followUpOrder, followUpRefund } from './follow-up-order';
import type { Ports } from './ports';
import { carryOnRebuilds } from './rebuild-views';
import { reconcileDueDays } from './reconcile-day';
import { advanceRefund } from './advance-refund';
import { reviewMembership } from './review-membership';
import { sendNotices } from './send-notices';
import { sendWithdrawal } from './send-withdrawal';
import { sweepMarks } from './sweep-marks';
import { sweepRewardMarks } from './sweep-reward-marks';

/** Documents of a kind that one tick looks at; the rest waits for the next. */
const BATCH = 50;
/** Orders that one tick completes: their journals, two of each at most, are what it folds. */
const COMPLETIONS = 100;
/** A failed piece of work is tried again after this, so that it does not hold up the others. */
const RETRY_MS = 2 * MINUTE_MS;

type Step = (ports: Ports, now: Instant) => Promise<{ did: number; more: boolean }>;

/** In this order: what ends a group first, then what its orders and refunds follow with, then the books. */
const STEPS: Record<string, Step> = {
  groups: async (ports, now) => {
    const due = await ports.store.find('groups', {
      where: { dueAt: { lte: now } },
      sort: [['dueAt', 1]],
      limit: BATCH,
    });
    return each(ports, 'groups', due, (group) => advanceGroup(ports, group, now), now);
  },
  orders: (ports, now) => dueOrders(ports, ['unpaid', 'cancelled', 'confirmed', 'arrived'], now),
  completions,
  refunds: async (ports, now) => {
    const due = await ports.store.find('refunds', {
      where: { dueAt: { lte: now } },
      sort: [['dueAt', 1]],
      limit: BATCH,
    });
    return each(ports, 'refunds', due, (refund) => advanceRefund(ports, refund, now), now);
  },
  withdrawals: async (ports, now) => {
    const due = await ports.store.find('withdrawals', {
      where: { dueAt: { lte: now } },
      sort: [['dueAt', 1]],
      limit: BATCH,
    });
    return each(ports, 'withdrawals', due, (withdrawal) => sendWithdrawal(ports, withdrawal._id, now), now);
  },
  followUps,
  memberships: async (ports, now) => {
    const due = await ports.store.find('memberships', {
      where: { dueAt: { lte: now } },
      sort: [['dueAt', 1]],
      limit: BATCH,
    });
    return each(ports, 'memberships', due, (membership) => reviewMembership(ports, membership, now), now);
  },
  journals: async (ports, now) => {
    const { applied, more } = await foldJournals(ports, now);
    return { did: applied, more };
  },
  reconciliations: reconcileDueDays,
  rebuilds: carryOnRebuilds,
  notices: async (ports, now) => {
    const { sent, more } = await sendNotices(ports, now);
    return { did: sent, more };
  },
  marks: async (ports, now) => {
    const { swept, more } = await sweepMarks(ports, now);
    return { did: swept, more };
  },
  rewardMarks: async (ports, now) => {
    const { swept, more } = await sweepRewardMarks(ports, now);
    return { did: swept, more };
  },
};

/**
 * One tick of the minute timer: everything that is due, in bounded batches (rulebook sections 3, 4, 7 and 11). `more`:
 * a batch was full, so the next tick has something left. One failing document stops nothing else.
 */
export async function runDueWork(ports: Ports, now: Instant): Promise<{ more: boolean; did: Record<string, number> }> {
  const did: Record<string, number> = {};
  let more = false;
  for (const [name, step] of Object.entries(STEPS)) {
    try {
      const result = await step(ports, now);
      did[name] = result.did;
      more ||= result.more;
    } catch (error) {
      ports.log.error('jobStepFailed', { step: name, message: messageOf(error) });
      did[name] = -1;
    }
  }
  await remember(ports, now);
  return { more, did };
}

async function each<Item extends { _id: string }>(
  ports: Ports,
  collection: 'groups' | 'orders' | 'refunds' | 'withdrawals' | 'memberships',
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  now: Instant,
): Promise<{ did: number; more: boolean }> {
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      ports.log.error('jobItemFailed', { collection, id: item._id, message: messageOf(error) });
      await ports.store.update(collection, item._id, { dueAt: { lte: now } }, { set: { dueAt: now + RETRY_MS } });
    }
  }
  return { did: items.length, more: items.length === BATCH };
}

/** State by state, so that many of one kind do not hold up the others: an unpaid order holds stock. */
async function dueOrders(
  ports: Ports,
  states: readonly OrderState[],
  now: Instant,
): Promise<{ did: number; more: boolean }> {
  const all = { did: 0, more: false };
  for (const state of states) {
    const due = await ports.store.find('orders', {
      where: { state, dueAt: { lte: now } },
      sort: [['dueAt', 1]],
      limit: BATCH,
    });
    const { did, more } = await each(ports, 'orders', due, (order) => advanceDueOrder(ports, order, now), now);
    all.did += did;
    all.more ||= more;
  }
  return all;
}

/** Completes what is due, many orders in a transaction and what is left one by one. */
async function completions(ports: Ports, now: Instant): Promise<{ did: number; more: boolean }> {
  const due = await ports.store.find('orders', {
    where: { state: 'collected', dueAt: { lte: now } },
    sort: [['dueAt', 1]],
    limit: COMPLETIONS,
  });
  const left = await completeTogether(ports, due, now);
  await each(ports, 'orders', left, (order) => advanceDueOrder(ports, order, now), now);
  return { did: due.length, more: due.length === COMPLETIONS };
}

function advanceDueOrder(ports: Ports, order: OrderDocument, now: Instant): Promise<void> {
  if (order.state === 'unpaid') return closeWhenTimedOut(ports, order, now);
  return order.state === 'cancelled' ? closeCancelled(ports, order, now) : advanceOrder(ports, order, now);
}

/** Makes sure that every view has the last events of orders and refunds, whoever was interrupted after recording them. */
async function followUps(ports: Ports, now: Instant): Promise<{ did: number; more: boolean }> {
  const { store } = ports;
  const due = { where: { followUpAt: { lte: now } }, sort: [['followUpAt', 1]], limit: BATCH } as const;
  const orders = await store.find('orders', due);
  for (const order of orders) {
    await followUpOrder(ports, order, now);
    await store.update('orders', order._id, { rev: order.rev }, { set: { followUpAt: null, followedUpAt: now } });
  }
  const refunds = await store.find('refunds', due);
  for (const refund of refunds) {
    const order = await store.get('orders', refund.orderId);
    if (order) await followUpRefund(ports, order, refund, now);
    await store.update('refunds', refund._id, {}, { set: { followUpAt: null, followedUpAt: now } });
  }
  return { did: orders.length + refunds.length, more: orders.length === BATCH || refunds.length === BATCH };
}

/** When the job last ran: what alerts on a job that is late look at. */
async function remember({ store }: Ports, now: Instant): Promise<void> {
  const set = { lastRunAt: now };
  if (await store.update('jobState', 'job', {}, { set })) return;
  await store.insert('jobState', { _id: 'job', v: 1, rev: 1, ...set });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
