import type { Desk, LeaderGroup } from '../../src/contract/views';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done } from './context';
import { leadingOf, type Leading } from './leading';
import { expectedRewards, ordersOfLeader } from './views/expected-rewards';
import { leaderGroups } from './views/leader-groups';
import { openableCampaigns } from './views/openable-campaigns';
import { payeeMoney } from './views/payee-money';
import { pointView } from './views/point-view';

const MOST_GROUPS = 20;

/** A leader's work of today: the money, what waits, the groups that take orders. */
export async function getDesk(
  context: MemberContext,
  { merchantId }: ParsedInput<'getDesk'>,
): Promise<Outcome<CallOutput<'getDesk'>>> {
  const found = await leadingOf(context, 'getDesk', merchantId);
  if (!found.ok) return found;
  const { ports, now, caller } = context;
  const { lead, merchant, point } = found.leading;
  const [view, money, toCollect, toArrive, openGroups, campaigns] = await Promise.all([
    pointView(ports, now, point),
    moneyOf(context, found.leading),
    ports.store.count('orders', { pointId: point._id, state: 'arrived' }),
    ports.store.count('groups', { leaderId: caller._id, state: 'formed', merchantId: merchant._id }),
    openGroupsOf(context, found.leading),
    openableCampaigns(context, point),
  ]);
  return done({
    now,
    leader: {
      leaderId: caller._id,
      name: point.leaderName,
      merchantId: merchant._id,
      merchantName: merchant.name,
      state: lead.state,
    },
    point: view,
    money,
    toCollect,
    toArrive,
    openGroups,
    openable: campaigns.filter(({ openedGroupId }) => openedGroupId === null).length,
  });
}

async function moneyOf({ ports, caller }: MemberContext, { merchant }: Leading): Promise<Desk['money']> {
  const [money, expected] = await Promise.all([
    payeeMoney(ports, { role: 'leader', merchantId: merchant._id, memberId: caller._id }),
    expectedRewards(ports, ordersOfLeader(merchant._id, caller._id)),
  ]);
  return { ...money, expectedFen: expected.commissionFen };
}

/** Groups that take orders now or will, the first to close first. */
async function openGroupsOf(context: MemberContext, { merchant }: Leading): Promise<LeaderGroup[]> {
  const groups = await context.ports.store.find('groups', {
    where: {
      leaderId: context.caller._id,
      state: { in: ['scheduled', 'open', 'closing'] },
      merchantId: merchant._id,
    },
    sort: [['closesAt', 1]],
    limit: MOST_GROUPS,
  });
  return leaderGroups(context, groups);
}
