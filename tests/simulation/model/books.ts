import type { Comparison } from './comparison';
import type { GroupEnd } from './group-end';
import type { GroupFacts, History, MemberFacts, RefundFacts, Rewards, RewardTerms, Settings } from './history';
import type { DecidedRefund, Order } from './order';
import { Purse, type Point } from './purse';
import { Standing } from './standing';

/** What a member has at a merchant. */
export class Member {
  readonly purse = new Purse();
  readonly standing: Standing;
  ordersCompleted = 0;
  checkIn: { day: string; streak: number } | null = null;
  /** How many journals have moved it. */
  turn = 0;
  /** The last day on which points expired. */
  expiredDay: string | null = null;

  constructor(
    readonly merchantId: string,
    readonly memberId: string,
    readonly settings: Settings,
  ) {
    this.standing = new Standing(settings.tiers);
  }
}

/** What the books know of an order. */
export interface OrderBooks {
  /** The points that it was paid with. */
  paidWith: Point[];
  terms: RewardTerms | null;
  limit: number | null;
  rewards: Rewards | null;
  /** What was kept of each line when its rewards were computed last. */
  rewardedOn: Map<string, number>;
  settledAt: number | null;
}

const byId = <Item>(items: readonly Item[], idOf: (item: Item) => string): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [idOf(item), item]));

/** All that is kept in mind while the books are kept again, and where to look things up. */
export class Books {
  readonly balances = new Map<string, number>();
  readonly members = new Map<string, Member>();
  readonly orderBooks = new Map<string, OrderBooks>();
  /** Referral rewards by merchant, inviter and month. */
  readonly referralUsed = new Map<string, number>();
  /** Ids of journals that happened so far. */
  readonly posted = new Set<string>();
  /** By payee, the withdrawal that is open. */
  readonly openPayouts = new Map<string, string>();
  /** What corrections took from payables, and when. */
  readonly takenBack: { account: string; at: number; amount: number }[] = [];
  readonly facts: ReadonlyMap<string, MemberFacts>;
  readonly refundFacts: ReadonlyMap<string, RefundFacts>;
  readonly settings: ReadonlyMap<string, Settings>;
  readonly shownOrders: ReadonlyMap<string, History['shown']['orders'][number]>;
  readonly shownRefunds: ReadonlyMap<string, History['shown']['refunds'][number]>;
  readonly decided = new Map<string, { order: Order; refund: DecidedRefund }>();
  private readonly codes: ReadonlyMap<string, { memberId: string }>;

  constructor(
    readonly history: History,
    readonly orders: ReadonlyMap<string, Order>,
    private readonly groups: ReadonlyMap<string, GroupEnd>,
    readonly c: Comparison,
  ) {
    this.facts = byId(history.members, ({ memberId }) => memberId);
    this.refundFacts = byId(history.refunds, ({ refundNo }) => refundNo);
    this.codes = byId(history.shareCodes, ({ code }) => code);
    this.settings = new Map(history.merchants.map(({ merchantId, settings }) => [merchantId, settings]));
    this.shownOrders = byId(history.shown.orders, ({ _id }) => _id);
    this.shownRefunds = byId(history.shown.refunds, ({ _id }) => _id);
    for (const order of orders.values())
      for (const refund of order.decided) this.decided.set(refund.refundNo, { order, refund });
  }

  member(merchantId: string, memberId: string): Member {
    const name = `${merchantId}:${memberId}`;
    const known = this.members.get(name);
    if (known) return known;
    const settings = this.settings.get(merchantId);
    if (!settings) throw new Error(`there is no merchant ${merchantId}`);
    const member = new Member(merchantId, memberId, settings);
    this.members.set(name, member);
    return member;
  }

  of(orderId: string): OrderBooks {
    const known = this.orderBooks.get(orderId);
    if (known) return known;
    const books = { paidWith: [], terms: null, limit: null, rewards: null, rewardedOn: new Map(), settledAt: null };
    this.orderBooks.set(orderId, books);
    return books;
  }

  group({ facts }: Order): GroupFacts | undefined {
    return this.groups.get(facts.groupId)?.facts;
  }

  leaderOf(order: Order): string {
    return this.group(order)?.leaderId ?? '';
  }

  /** The one through whose share a member came (rulebook section 8). */
  inviterOf(memberId: string): string | undefined {
    return this.codes.get(this.facts.get(memberId)?.arrivedBy ?? '')?.memberId;
  }

  /** The commission rate of a sku in bps: the item's, else the leader's, else the merchant's. */
  rateOf(order: Order, sku: string): number {
    const group = this.group(order);
    const item = group?.items.find((each) => each.sku === sku);
    const point = this.history.points.find(({ pointId }) => pointId === group?.pointId);
    return item?.commissionBps ?? point?.commissionBps ?? order.around.settings.commissionBps;
  }
}
