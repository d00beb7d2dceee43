import * as v from 'valibot';
import { CAMPAIGN_STATES, TIERS } from './campaign';
import { GROUP_STATES } from './group';
import { fenSchema } from './money';
import { ORDER_STATES, REFUND_REASONS, REFUND_STATES } from './order';
import { pointsSchema } from './points';
import { bps, count, cursor, id, instant, list, phone, text } from './schemas';

/** What screens are told. Amounts are computed by the server; a page only formats them. */

const fen = fenSchema();
const anyPoints = pointsSchema(-100_000_000);

export const roleView = v.picklist(['owner', 'operator', 'finance']);
export type StaffRole = v.InferOutput<typeof roleView>;

export const priceTierView = v.object({ fromUnits: count(), priceFen: fenSchema(0) });

export const thresholdView = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('people'), count: count(100_000, 1) }),
  v.object({ kind: v.literal('units'), count: count(1_000_000, 1) }),
]);

export const pointView = v.object({
  pointId: id,
  merchantId: id,
  merchantName: text(40),
  name: text(40),
  address: text(120),
  hours: text(40),
  lat: v.number(),
  lng: v.number(),
  /** Walking distance is not known here: metres as the crow flies, null where the place of the caller is not known. */
  distanceM: v.nullable(count(20_000_000)),
  leader: v.object({ leaderId: id, name: text(40), avatar: text(200), since: instant, formedGroups: count() }),
  openGroups: count(),
});
export type PointView = v.InferOutput<typeof pointView>;

export const groupCard = v.object({
  groupId: id,
  state: v.picklist(GROUP_STATES),
  title: text(80),
  spec: text(40),
  picture: text(200),
  hero: text(200),
  plate: text(20),
  category: text(20),
  /** Price of one unit now; the first item's. */
  priceFen: fenSchema(0),
  nextTier: v.nullable(v.object({ priceFen: fenSchema(0), unitsToGo: count() })),
  threshold: thresholdView,
  reached: v.boolean(),
  people: count(),
  units: count(),
  soldOut: v.boolean(),
  opensAt: instant,
  closesAt: instant,
  arrivesAt: instant,
  pickupUntil: instant,
  items: count(50),
});
export type GroupCard = v.InferOutput<typeof groupCard>;

export const groupItem = v.object({
  sku: id,
  name: text(80),
  spec: text(40),
  picture: text(200),
  plate: text(20),
  fresh: v.boolean(),
  priceTiers: list(priceTierView, 10),
  /** Price of one unit for the caller now. */
  priceFen: fenSchema(0),
  /** Set where the caller's tier has a lower price; the same for everyone in it. */
  memberPriceFen: v.nullable(fenSchema(0)),
  nextTier: v.nullable(v.object({ priceFen: fenSchema(0), unitsToGo: count() })),
  paidUnits: count(),
  left: count(),
  limitPerMember: v.nullable(count()),
  /** Units that the caller has already, paid or unpaid, over all groups of the campaign. */
  bought: count(),
});
export type GroupItem = v.InferOutput<typeof groupItem>;

export const participant = v.object({
  /** Position in the 接龙, counted from the first who joined. */
  number: count(),
  name: text(40),
  avatar: text(200),
  what: text(200),
  at: instant,
});
export type Participant = v.InferOutput<typeof participant>;

export const groupDetail = v.object({
  now: instant,
  card: groupCard,
  summary: text(200),
  items: list(groupItem, 50),
  point: pointView,
  /** Newest first, at most 3; the rest by listParticipants. */
  participants: list(participant, 3),
  participantCount: count(),
  /** Whether the caller may place an order now, with early access counted. */
  mayPlace: v.boolean(),
  /** When the caller may: earlier than opensAt by the minutes of their tier. */
  opensForMeAt: instant,
  /** The caller's newest order in this group that is neither cancelled nor refunded. */
  myOrderId: v.nullable(id),
  /** Refunded to the caller by this group, once it failed, was cancelled or formed at a lower tier. */
  myRefundFen: fenSchema(0),
  rules: v.object({ unpaidMinutes: count(), windowDays: count(), freshWindowHours: count(), autoCollectDays: count() }),
});
export type GroupDetail = v.InferOutput<typeof groupDetail>;

export const pickupStrip = v.object({
  orderId: id,
  orders: count(),
  code: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  until: instant,
});

export const rewardsView = v.object({
  /** expected: 待入账, computed and not in the ledger; posted: 已入账; none: nothing was kept. */
  state: v.picklist(['expected', 'posted', 'none']),
  points: anyPoints,
  growth: v.number(),
  tier: v.picklist(TIERS),
  multiplierBps: count(1_000_000),
});

export const costView = v.object({
  goodsFen: fenSchema(0),
  couponFen: fenSchema(0),
  points: pointsSchema(),
  pointsFen: fenSchema(0),
  payFen: fenSchema(0),
  units: count(),
});

export const couponFace = v.object({
  couponId: id,
  title: text(40),
  kind: v.picklist(['fixed', 'percent']),
  offFen: fenSchema(0),
  offBps: bps,
  capFen: fenSchema(0),
  overFen: fenSchema(0),
  expiresAt: instant,
});
export type CouponFace = v.InferOutput<typeof couponFace>;

export const quoteView = v.object({
  now: instant,
  cost: costView,
  lines: list(
    v.object({ sku: id, units: count(), unitPriceFen: fenSchema(0), netFen: fenSchema(0), tierFromUnits: count() }),
    50,
  ),
  coupon: v.nullable(couponFace),
  /** Every coupon of the caller at this merchant, best first; why says why it can't be used here. */
  coupons: list(v.object({ face: couponFace, offFen: fenSchema(0), usable: v.boolean(), why: text(60) }), 100),
  pointsAvailable: anyPoints,
  pointsStep: count(),
  pointsMost: pointsSchema(),
  pointsMaxBps: bps,
  expected: rewardsView,
});
export type Quote = v.InferOutput<typeof quoteView>;

export const pickupPerson = v.strictObject({ name: text(20, 1), phone });
export type PickupPerson = v.InferOutput<typeof pickupPerson>;

export const paymentParams = v.object({
  timeStamp: text(20),
  nonceStr: text(64),
  package: text(200),
  signType: text(16),
  paySign: text(600),
  payFen: fenSchema(0),
  orderId: id,
});
export type PaymentParams = v.InferOutput<typeof paymentParams>;

export const orderLineView = v.object({
  sku: id,
  name: text(80),
  spec: text(40),
  picture: text(200),
  plate: text(20),
  units: count(),
  unitPriceFen: fenSchema(0),
  finalPriceFen: fenSchema(0),
  netFen: fenSchema(0),
  refundedUnits: count(),
  givenBackFen: fenSchema(0),
  collectedUnits: count(),
  state: v.picklist(['waiting', 'arrived', 'partly', 'collected', 'refunded']),
  windowEndsAt: v.nullable(instant),
});
export type OrderLineView = v.InferOutput<typeof orderLineView>;

export const refundView = v.object({
  refundNo: id,
  reason: v.picklist(REFUND_REASONS),
  state: v.picklist(REFUND_STATES),
  fen: fenSchema(0),
  points: pointsSchema(),
  at: instant,
  doneAt: v.nullable(instant),
});

export const timelineEvents = [
  'placed',
  'paid',
  'formed',
  'failed',
  'groupCancelled',
  'arrived',
  'collected',
  'collectUndone',
  'autoCollected',
  'completed',
  'cancelled',
  'timedOut',
  'refunded',
  'partlyRefunded',
  'differenceRefunded',
] as const;

export const orderSummary = v.object({
  orderId: id,
  groupId: id,
  merchantId: id,
  state: v.picklist(ORDER_STATES),
  placedAt: instant,
  /** End of the hold of an unpaid order. */
  unpaidUntil: v.nullable(instant),
  payFen: fenSchema(0),
  /** Still paid after all refunds. */
  keptFen: fenSchema(0),
  lines: list(orderLineView, 50),
  point: v.object({
    pointId: id,
    name: text(40),
    address: text(120),
    hours: text(40),
    lat: v.number(),
    lng: v.number(),
  }),
  leader: v.object({ leaderId: id, name: text(40), phone: text(20) }),
  group: v.object({
    state: v.picklist(GROUP_STATES),
    threshold: thresholdView,
    people: count(),
    units: count(),
    closesAt: instant,
    arrivesAt: instant,
    pickupUntil: instant,
  }),
  pickup: v.nullable(
    v.object({ code: v.pipe(v.string(), v.regex(/^\d{6}$/)), until: instant, autoCollectAt: instant }),
  ),
});
export type OrderSummary = v.InferOutput<typeof orderSummary>;

export const orderDetail = v.object({
  now: instant,
  order: orderSummary,
  cost: costView,
  refunds: list(refundView, 100),
  rewards: rewardsView,
  person: v.object({ name: text(20), phone: text(20) }),
  note: text(100),
  timeline: list(v.object({ kind: v.picklist(timelineEvents), at: instant, fen: v.nullable(fen) }), 100),
  mayCancel: v.boolean(),
  /** What comes back when the rest of the order is cancelled now. */
  cancelFen: fenSchema(0),
});
export type OrderDetail = v.InferOutput<typeof orderDetail>;

export const meView = v.object({
  now: instant,
  memberId: id,
  nickname: text(40),
  avatar: text(200),
  since: instant,
  point: v.nullable(pointView),
  person: v.nullable(v.object({ name: text(20), phone: text(20) })),
  leads: list(
    v.object({
      merchantId: id,
      merchantName: text(40),
      pointId: v.nullable(id),
      pointName: text(40),
      state: v.picklist(['pending', 'active', 'paused']),
    }),
    20,
  ),
  staffOf: list(v.object({ merchantId: id, merchantName: text(40), role: roleView }), 20),
  /** Orders that wait for the member: unpaid, or to be picked up. */
  badge: count(),
});
export type Me = v.InferOutput<typeof meView>;

export const membershipView = v.object({
  now: instant,
  merchantId: id,
  merchantName: text(40),
  tier: v.picklist(TIERS),
  multiplierBps: count(1_000_000),
  growth: v.number(),
  nextTier: v.nullable(v.object({ tier: v.picklist(TIERS), growth: count(), toGo: count() })),
  /** Growth that keeps the present tier. */
  tierGrowth: count(),
  earlyMinutes: count(),
  points: anyPoints,
  held: pointsSchema(),
  debt: pointsSchema(),
  expectedPoints: pointsSchema(),
  expiring: v.nullable(v.object({ at: instant, points: pointsSchema() })),
  earnedInAll: pointsSchema(),
  referral: v.object({
    payableFen: fen,
    expectedFen: fenSchema(0),
    unit: v.picklist(['FEN', 'POINT']),
    bps,
    days: count(),
  }),
  checkIn: v.object({ streak: count(), today: v.boolean(), rewards: list(count(), 7), next: count() }),
  coupons: list(couponFace, 100),
  ordersCompleted: count(),
});
export type Membership = v.InferOutput<typeof membershipView>;

export const BOOKS = ['points', 'growth', 'referral', 'commission'] as const;
/** Which of the caller's ledgers. */
export type Book = (typeof BOOKS)[number];

export const ledgerRow = v.object({
  journalId: id,
  kind: v.picklist([
    'orderDone',
    'checkIn',
    'firstOrder',
    'spent',
    'spendReturned',
    'refundReturned',
    'correction',
    'expired',
    'redeemed',
    'withdrawal',
    'withdrawalReturned',
    'other',
  ]),
  title: text(80),
  why: text(120),
  at: instant,
  /** Fen or points or growth, by the book; signed. */
  amount: v.number(),
  /** Balance after this row. */
  balance: v.number(),
});
export type LedgerRow = v.InferOutput<typeof ledgerRow>;

export const ledgerPage = v.object({
  now: instant,
  unit: v.picklist(['FEN', 'POINT', 'GROWTH']),
  balance: v.number(),
  expected: v.number(),
  expectedOrders: count(),
  earnedInAll: v.number(),
  expiring: v.nullable(v.object({ at: instant, points: pointsSchema() })),
  rows: list(ledgerRow, 50),
  cursor: v.nullable(cursor),
});
export type LedgerPage = v.InferOutput<typeof ledgerPage>;

export const moneyView = v.object({
  payableFen: fen,
  expectedFen: fenSchema(0),
  withdrawingFen: fenSchema(0),
  paidOutFen: fenSchema(0),
});

export const leaderGroup = v.object({
  card: groupCard,
  amountFen: fenSchema(0),
  expectedCommissionFen: fenSchema(0),
  orders: count(),
  waiting: count(),
  collected: count(),
});
export type LeaderGroup = v.InferOutput<typeof leaderGroup>;

export const deskView = v.object({
  now: instant,
  leader: v.object({
    leaderId: id,
    name: text(40),
    merchantId: id,
    merchantName: text(40),
    state: v.picklist(['pending', 'active', 'paused']),
  }),
  point: v.nullable(pointView),
  money: moneyView,
  toCollect: count(),
  toArrive: count(),
  openGroups: list(leaderGroup, 20),
  openable: count(),
});
export type Desk = v.InferOutput<typeof deskView>;

export const campaignView = v.object({
  campaignId: id,
  merchantId: id,
  state: v.picklist(CAMPAIGN_STATES),
  title: text(80),
  summary: text(200),
  items: list(
    v.object({
      sku: id,
      name: text(80),
      spec: text(40),
      picture: text(200),
      plate: text(20),
      priceTiers: list(priceTierView, 10),
      stock: count(),
      left: count(),
      limitPerMember: v.nullable(count()),
      commissionBps: bps,
    }),
    50,
  ),
  opensAt: instant,
  closesAt: instant,
  arrivesAt: instant,
  pickupUntil: instant,
  threshold: thresholdView,
  groups: count(),
  /** Set for a leader who has opened it. */
  openedGroupId: v.nullable(id),
});
export type CampaignView = v.InferOutput<typeof campaignView>;

export const pickupRow = v.object({
  orderId: id,
  /** Last three digits of the code: enough to find the row, not to collect. */
  tail: v.pipe(v.string(), v.regex(/^\d{3}$/)),
  name: text(20),
  phoneTail: text(4),
  state: v.picklist(['arrived', 'partly', 'collected']),
  lines: list(v.object({ sku: id, name: text(80), waiting: count(), taken: count() }), 50),
  collectedAt: v.nullable(instant),
  mayUndo: v.boolean(),
});
export type PickupRow = v.InferOutput<typeof pickupRow>;

export const merchantDay = v.object({
  now: instant,
  merchantId: id,
  merchantName: text(40),
  role: roleView,
  money: v.object({ pendingFen: fen, payableFen: fen, clearingFen: fen }),
  paidTodayFen: fenSchema(0),
  ordersToday: count(),
  toArrive: count(),
  openGroups: count(),
  lowStock: list(v.object({ campaignId: id, sku: id, name: text(80), left: count() }), 20),
  refundsInFlight: count(),
  refundsFailed: count(),
});
export type MerchantDay = v.InferOutput<typeof merchantDay>;

export const productView = v.object({
  productId: id,
  name: text(80),
  spec: text(40),
  category: text(20),
  picture: text(200),
  plate: text(20),
  summary: text(200),
  fresh: v.boolean(),
});
export type ProductView = v.InferOutput<typeof productView>;

export const merchantOrder = v.object({
  orderId: id,
  groupId: id,
  state: v.picklist(ORDER_STATES),
  name: text(20),
  what: text(200),
  payFen: fenSchema(0),
  refundedFen: fenSchema(0),
  pointName: text(40),
  leaderName: text(40),
  placedAt: instant,
});
export type MerchantOrder = v.InferOutput<typeof merchantOrder>;

export const booksView = v.object({
  now: instant,
  accounts: list(
    v.object({ account: text(120), unit: v.picklist(['FEN', 'POINT', 'GROWTH']), balance: v.number() }),
    500,
  ),
  /** Sum over all accounts, per unit: always 0. */
  sums: v.object({ FEN: v.number(), POINT: v.number(), GROWTH: v.number() }),
  journals: count(100_000_000),
  unapplied: count(100_000_000),
});
export type Books = v.InferOutput<typeof booksView>;
