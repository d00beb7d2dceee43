import { MINUTE_MS } from './calendar';
import { type Neighbourhood, sellerOf } from './found';
import { goodsOf } from './goods';
import { LIN_WAN, MEMBERS, type Neighbour } from './people';
import type { Plan, Wave, Wish } from './plan';
import { inParallel, type Town } from './town';

/** A group is decided once no placing can be under way any more: 70 seconds after its close. */
const DECIDED_AFTER_MS = 2 * MINUTE_MS;
/** Runs of the job in which a group closes, is decided, and confirms or refunds its orders. */
const DECIDED_IN = 3;

/** Something that happens at an instant of the cloud's clock. */
export interface Happening {
  at: number;
  run: () => Promise<void>;
}

interface GroupItem {
  sku: string;
  priceFen: number;
}

/** One campaign as it is lived through: published, opened, ordered from, decided, brought, handed out. */
export class PlanRun {
  private campaignId = '';
  /** By openid of the leader. */
  private readonly groups = new Map<string, string>();
  /** Paid orders, by openid of the household; of the last group where somebody buys at two. */
  private readonly orders = new Map<string, { orderId: string; leader: Neighbour }>();

  constructor(
    private readonly town: Town,
    private readonly place: Neighbourhood,
    private readonly plan: Plan,
  ) {}

  /** The group that a leader opened; '' before. */
  groupOf(leader: Neighbour): string {
    return this.groups.get(leader.openid) ?? '';
  }

  /** What happens up to `now`, in no particular order. */
  happenings(now: number): Happening[] {
    const { plan } = this;
    const all: Happening[] = [
      { at: plan.publishedAt, run: () => this.open() },
      ...plan.waves.map((wave) => ({ at: wave.at, run: () => this.order(wave) })),
      { at: plan.closesAt + DECIDED_AFTER_MS, run: () => this.town.tick(DECIDED_IN) },
      ...plan.handOvers.map((handOver) => ({ at: handOver.at, run: () => this.handOver(handOver) })),
    ];
    if (plan.arrivedAt !== undefined) all.push({ at: plan.arrivedAt, run: () => this.arrive() });
    if (plan.cancelledAt !== undefined) all.push({ at: plan.cancelledAt, run: () => this.cancel() });
    return all.filter(({ at }) => at <= now);
  }

  private sku(emoji: string): string {
    const productId = this.place.products.get(emoji);
    if (productId === undefined) throw new Error(`there is no product for ${emoji}`);
    return productId;
  }

  private async open(): Promise<void> {
    const { town, plan } = this;
    const { merchantId, title, summary, opensAt, closesAt, arrivesAt, pickupUntil, threshold } = plan;
    const items = plan.offers.map(({ emoji, tiers, stock = 200, limit = null }) => ({
      productId: this.sku(emoji),
      priceTiers: (tiers ?? [[1, goodsOf(emoji).priceFen]]).map(([fromUnits, priceFen]) => ({ fromUnits, priceFen })),
      stock,
      limitPerMember: limit,
      commissionBps: null,
    }));
    const terms = { merchantId, title, summary, items, opensAt, closesAt, arrivesAt, pickupUntil, threshold };
    const input = { commandId: town.commandId(), ...terms };
    const { campaignId } = await town.call<{ campaignId: string }>(sellerOf(merchantId), 'publishCampaign', input);
    this.campaignId = campaignId;
    for (const leader of plan.leaders) {
      const opening = { commandId: town.commandId(), campaignId, pointId: this.place.points.get(leader.openid) };
      const group = await town.call<{ card: { groupId: string } }>(leader, 'openGroup', opening);
      this.groups.set(leader.openid, group.card.groupId);
    }
  }

  private async order({ leader, wishes }: Wave): Promise<void> {
    const [first] = wishes;
    if (!first) return;
    const { items } = await this.town.call<{ items: GroupItem[] }>(first.who, 'getGroup', {
      groupId: this.groupOf(leader),
    });
    // All of them see the same price, so all place before anybody pays.
    await inParallel(wishes, (wish) => this.placeOrder(leader, wish, items));
    const paying = wishes.filter(({ unpaid }) => !unpaid);
    await inParallel(paying, ({ who }) => this.town.pay(this.orderOf(who.openid).orderId));
  }

  private async placeOrder(leader: Neighbour, wish: Wish, items: readonly GroupItem[]): Promise<void> {
    const lines = Object.entries(wish.units).map(([emoji, units]) => {
      const sku = this.sku(emoji);
      return { sku, units, seenPriceFen: items.find((item) => item.sku === sku)?.priceFen ?? 0 };
    });
    const { order } = await this.town.call<{ order: { orderId: string } }>(wish.who, 'placeOrder', {
      commandId: this.town.commandId(),
      groupId: this.groupOf(leader),
      lines,
      couponId: null,
      points: wish.points ?? 0,
      person: { name: wish.who.name, phone: phoneOf(wish.who) },
      note: '',
    });
    this.orders.set(wish.who.openid, { orderId: order.orderId, leader });
  }

  private orderOf(openid: string): { orderId: string; leader: Neighbour } {
    const order = this.orders.get(openid);
    if (!order) throw new Error(`${openid} has no order of ${this.plan.title}`);
    return order;
  }

  private async arrive(): Promise<void> {
    for (const leader of this.plan.leaders) {
      await this.town.call(leader, 'markArrived', { groupId: this.groupOf(leader) });
    }
  }

  private async handOver({ openids, only }: Plan['handOvers'][number]): Promise<void> {
    const wishes = this.plan.waves.flatMap((wave) => wave.wishes);
    await inParallel(openids, async (openid) => {
      const { orderId, leader } = this.orderOf(openid);
      const units = wishes.find(({ who }) => who.openid === openid)?.units ?? {};
      const lines = only?.map((emoji) => ({ sku: this.sku(emoji), units: units[emoji] ?? 0 }));
      const input = { commandId: this.town.commandId(), orderId, by: 'code', lines };
      await this.town.call(leader, 'collectOrder', input);
    });
  }

  private async cancel(): Promise<void> {
    for (const leader of this.plan.leaders) {
      await this.town.call(sellerOf(this.plan.merchantId), 'cancelGroup', { groupId: this.groupOf(leader) });
    }
    await this.town.tick(1);
  }
}

const LIN_WANS_PHONE = '13800002086';
/** Numbers that look like a household's and belong to the demo. */
const phoneOf = (who: Neighbour): string =>
  who === LIN_WAN ? LIN_WANS_PHONE : `1380000${String(3000 + MEMBERS.indexOf(who))}`;
