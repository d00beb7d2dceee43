import type { Reading } from './reading';
import type { Order } from './records/order';
import type { Refund } from './records/refund';
import type { Campaign, Group, Member, Merchant } from './records/shop';
import type { Withdrawal } from './records/withdrawal';
import type { Report } from './report';

/** What journals and views are compared with: everything that stands for an event, by id. */
export interface Facts {
  merchants: Map<string, Merchant>;
  members: Map<string, Member>;
  campaigns: Map<string, Campaign>;
  groups: Map<string, Group>;
  orders: Map<string, Order>;
  refunds: Map<string, Refund>;
  /** By order, in the order in which they were decided. */
  refundsOf: Map<string, Refund[]>;
  withdrawals: Map<string, Withdrawal>;
}

/** Fills itself while the reading goes on: complete for everything that comes after the withdrawals. */
export function gatherFacts(reading: Reading, report: Report): Facts {
  const facts: Facts = {
    merchants: new Map(),
    members: new Map(),
    campaigns: new Map(),
    groups: new Map(),
    orders: new Map(),
    refunds: new Map(),
    refundsOf: new Map(),
    withdrawals: new Map(),
  };
  reading.each('merchants', report, (merchant) => facts.merchants.set(merchant.id, merchant));
  reading.each('members', report, (member) => facts.members.set(member.id, member));
  reading.each('campaigns', report, (campaign) => facts.campaigns.set(campaign.id, campaign));
  reading.each('groups', report, (group) => facts.groups.set(group.id, group));
  reading.each('orders', report, (order) => facts.orders.set(order.id, order));
  reading.each('withdrawals', report, (withdrawal) => facts.withdrawals.set(withdrawal.id, withdrawal));
  reading.each('refunds', report, (refund) => {
    facts.refunds.set(refund.id, refund);
    facts.refundsOf.set(refund.orderId, [...(facts.refundsOf.get(refund.orderId) ?? []), refund]);
  });
  return facts;
}
