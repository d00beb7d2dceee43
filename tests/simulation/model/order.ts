import { MINUTE_MS } from './calendar';
import type { Comparison } from './comparison';
import { costOf, type Cost } from './cost';
import type { GroupEnd } from './group-end';
import type { CouponTerms, OrderFacts, RefundFacts, Settings, ShownRefund, Step, Units } from './history';
import { Line } from './line';

/** A refund as it was decided. */
export interface DecidedRefund {
  refundNo: string;
  at: number;
  reason: string;
  lines: { sku: string; units: number; fen: number; points: number }[];
  fen: number;
  points: number;
  /** Points that earlier refunds of the order gave back. */
  pointsBefore: number;
  /** Whether the order was completed before. */
  settled: boolean;
  /** Whether its units return to stock. */
  restock: boolean;
}

/** What an order goes by. */
export interface Around {
  settings: Settings;
  group: GroupEnd;
  refunds: ReadonlyMap<string, RefundFacts>;
  /** As the shop shows them: where a merchant gave goodwill, only the refund's sum says how much. */
  shownRefunds: ReadonlyMap<string, ShownRefund>;
  coupon: CouponTerms | undefined;
  /** By sku, the price that each unit was sold at; whether it was allowed is asked elsewhere. */
  prices: ReadonlyMap<string, number>;
  /** By sku, when the order itself shows the goods as arrived. */
  shownArrivals: ReadonlyMap<string, number | null>;
  endedAt: number;
  clocksApartMs: number;
}

/** An order as it stands after the steps that it has lived so far (rulebook sections 4 to 6). */
export class Order {
  readonly lines: Line[];
  readonly cost: Cost;
  readonly where: string;
  paidAt: number | null = null;
  cancelledAt: number | null = null;
  formedAt: number | null = null;
  completedAt: number | null = null;
  /** What was kept of each line at the completion. */
  keptAtCompletion: ReadonlyMap<string, number> = new Map();
  readonly decided: DecidedRefund[] = [];
  /** Requests that wait to be decided, with the units that they take. */
  readonly asked = new Map<string, readonly Units[]>();
  /** When a request was rejected that was not appealed against yet. */
  readonly rejectedAt = new Map<string, number>();
  /** Whether a difference to the final price is to go back. */
  owesDifference = false;
  readonly handOvers: { at: number; lines: readonly Units[]; undone: boolean }[] = [];

  constructor(
    readonly facts: OrderFacts,
    readonly around: Around,
    readonly c: Comparison,
  ) {
    this.where = `order ${facts.orderId}`;
    const { settings, prices, coupon, group } = around;
    const priced = facts.lines.map(({ sku, units }) => ({ sku, units, priceFen: prices.get(sku) ?? 0 }));
    this.cost = costOf(settings, priced, coupon, facts.points);
    this.lines = priced.map(({ sku, units, priceFen }, index) => {
      const share = this.cost.lines[index];
      const fresh = group.facts.items.find((item) => item.sku === sku)?.fresh ?? false;
      return new Line(sku, units, priceFen, share?.netFen ?? 0, share?.pointsShare ?? 0, fresh, settings);
    });
  }

  /** Something that a step needs. */
  must(isSo: boolean, { kind, at }: Step, wrong: string): void {
    this.c.must(isSo, this.where, `${kind} at ${at}, but ${wrong}`);
  }

  line(sku: string): Line | undefined {
    return this.lines.find((line) => line.sku === sku);
  }

  unpaidUntil(): number {
    return this.facts.placedAt + this.around.settings.unpaidMinutes * MINUTE_MS;
  }

  isGone(): boolean {
    return this.lines.every((line) => line.isGone());
  }

  /** The state of its slowest line that was not wholly refunded (rulebook section 4). */
  state(): string {
    if (this.completedAt !== null) return 'completed';
    if (this.cancelledAt !== null) return 'cancelled';
    if (this.paidAt === null) return 'unpaid';
    if (this.isGone()) return 'refunded';
    if (this.formedAt === null) return 'paid';
    const live = this.lines.filter((line) => !line.isGone());
    if (live.some((line) => line.arrivedAt === null)) return 'confirmed';
    return live.every((line) => line.isCollected()) ? 'collected' : 'arrived';
  }

  /** When the last after-sale window ends. */
  windowsEndAt(): number {
    const ends = this.lines.filter((line) => !line.isGone()).map((line) => line.windowEndsAt ?? Infinity);
    return Math.max(-Infinity, ...ends);
  }
}
