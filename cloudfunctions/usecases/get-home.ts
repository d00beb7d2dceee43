import { DAY_MS, type Instant } from '../../src/contract/time';
import type { GroupCard } from '../../src/contract/views';
import { groupStateAt } from '../core/group/group-rules';
import type { CallOutput, Context, Outcome, ParsedInput } from './context';
import { done, refuse } from './context';
import type { GroupDocument, PointDocument } from './documents';
import { callerTier, hasMemberPrices } from './views/caller-tier';
import { groupCards } from './views/group-card';
import { anyPoint, chosenPoint } from './views/merchant-for';
import { badgeOf } from './views/me-view';
import { pickupStrip } from './views/pickup-strip';
import { pointView } from './views/point-view';

const DECIDED_SHOWN_MS = DAY_MS;
/** A group decides soon after its close; this leaves room for payments under way and for a job that was late. */
const CLOSED_LOOK_BACK_MS = 3 * DAY_MS;
const MOST_TO_CLOSE = 50;
const MOST_CLOSED = 30;
const MOST_CARDS = 50;

/** What one's own door buys today. */
export async function getHome(
  context: Context,
  input: ParsedInput<'getHome'>,
): Promise<Outcome<CallOutput<'getHome'>>> {
  const { ports, now, caller } = context;
  const point = await choose(context, input.pointId);
  if (input.pointId !== undefined && !point) return refuse('notFound');
  const [view, activePoints, cards, pickup, badge] = await Promise.all([
    point ? pointView(ports, now, point) : null,
    ports.store.count('points', { active: true }),
    point ? cardsOf(context, point) : [],
    caller ? pickupStrip(context, caller._id) : null,
    caller ? badgeOf(ports, caller._id) : 0,
  ]);
  return done({
    now,
    point: view,
    nearbyPoints: Math.max(0, activePoints - (point?.active ? 1 : 0)),
    pickup,
    cards,
    badge,
  });
}

async function choose({ ports, caller }: Context, pointId: string | undefined): Promise<PointDocument | undefined> {
  if (pointId !== undefined) return ports.store.get('points', pointId);
  return (await chosenPoint(ports, caller?.pointId ?? null)) ?? (await anyPoint(ports));
}

async function cardsOf(context: Context, point: PointDocument): Promise<GroupCard[]> {
  const { ports, now } = context;
  const [toClose, closed] = await Promise.all([
    ports.store.find('groups', {
      where: { pointId: point._id, closesAt: { gt: now } },
      sort: [['closesAt', 1]],
      limit: MOST_TO_CLOSE,
    }),
    ports.store.find('groups', {
      where: { pointId: point._id, closesAt: { gt: now - CLOSED_LOOK_BACK_MS, lte: now } },
      sort: [['closesAt', -1]],
      limit: MOST_CLOSED,
    }),
  ]);
  const shown = [...toClose, ...closed].filter((group) => isShown(group, now)).slice(0, MOST_CARDS);
  const tier = shown.some(hasMemberPrices) ? await callerTier(context, point.merchantId) : 'basic';
  const cards = await groupCards(ports, now, shown, tier);
  return cards.sort((a, b) => rankOf(a) - rankOf(b) || timeOf(a) - timeOf(b));
}

function isShown(group: GroupDocument, now: Instant): boolean {
  switch (groupStateAt(group, now)) {
    case 'scheduled':
    case 'open':
    case 'closing':
      return true;
    case 'formed':
    case 'failed':
      return group.decidedAt !== null && group.decidedAt > now - DECIDED_SHOWN_MS;
    case 'arrived':
    case 'finished':
    case 'cancelled':
      return false;
  }
}

/** What can be joined now, then later, then what cannot: sold out, closing, decided. */
function rankOf({ state, soldOut }: GroupCard): number {
  if (state !== 'open' && state !== 'scheduled') return state === 'closing' ? 3 : 4;
  if (soldOut) return 2;
  return state === 'open' ? 0 : 1;
}

/** A group to come sorts by its opening, any other by its close. */
const timeOf = ({ state, opensAt, closesAt }: GroupCard): Instant => (state === 'scheduled' ? opensAt : closesAt);
