import * as v from 'valibot';
import { CAMPAIGN_STATES, TIERS } from './campaign';
import { GROUP_STATES } from './group';
import { fenSchema } from './money';
import { ORDER_STATES, REFUND_REASONS, REFUND_STATES } from './order';
import { pointsSchema } from './points';
import { BILL_KINDS, FINDING_CLASSES } from './reconciliation';
import { bps, count, cursor, day, id, instant, list, phone, text } from './schemas';
import { PAYEE_ROLES, WITHDRAWAL_STATES } from './withdrawal';

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

/** Money and points that come back together. */
export const refundAmount = v.object({ fen: fenSchema(0), points: pointsSchema() });
export type RefundAmount = v.InferOutput<typeof refundAmount>;

/** What a member asked for and what they were answered (rulebook section 6). */
export const refundRequest = v.object({
  text: text(200),
  pictures: list(text(200), 9),
  /** When it is approved by itself; null once it is decided. */
  decideUntil: v.nullable(instant),
  /** Oldest first; there is a second one after an appeal. */
  answers: list(
    v.object({
      kind: v.picklist(['approved', 'rejected']),
      text: text(200),
      at: instant,
      /** Nobody answered in time. */
      byItself: v.boolean(),
    }),
    2,
  ),
  appeal: v.nullable(v.object({ text: text(200), at: instant })),
  /** Until when its member may appeal; null where they may not. */
  appealUntil: v.nullable(instant),
  /** What an approval now would give back; null once it is decided, when the refund's own amounts hold. */
  estimate: v.nullable(refundAmount),
});

export const refundView = v.object({
  refundNo: id,
  reason: v.picklist(REFUND_REASONS),
  state: v.picklist(REFUND_STATES),
  /** 0 until it is approved, as the points. */
  fen: fenSchema(0),
  points: pointsSchema(),
  at: instant,
  doneAt: v.nullable(instant),
  lines: list(v.object({ sku: id, name: text(80), units: count() }), 50),
  /** What the merchant said when they started it. */
  note: text(200),
  /** Set where its member asked for it. */
  request: v.nullable(refundRequest),
});
export type RefundView = v.InferOutput<typeof refundView>;

/** What could be given back of a line now: units that are neither refunded nor asked for. */
export const refundableLine = v.object({
  sku: id,
  units: count(),
  /** What 1, 2, ... units would give back, of the first 50. */
  amounts: list(refundAmount, 50),
  /** What all of them would. */
  all: refundAmount,
  /** The most that goodwill can be. */
  keptFen: fenSchema(0),
  /** Whether the caller, the order's member, may ask for it. */
  mayAsk: v.boolean(),
});

/** What can be refunded of an order, and by whom (rulebook section 6). */
export const afterSaleView = v.object({
  mayAsk: v.boolean(),
  /** Whether the caller, of the merchant's staff, may start a refund; and until when after the payment. */
  mayStart: v.boolean(),
  startUntil: v.nullable(instant),
  lines: list(refundableLine, 50),
});
export type AfterSale = v.InferOutput<typeof afterSaleView>;

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
  'refundAsked',
  'refundApproved',
  'refundRejected',
  'refundAppealed',
  'merchantRefunded',
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
  afterSale: afterSaleView,
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

export const REWARD_KINDS = ['coupon', 'goods'] as const;

/** What can be had for points in a merchant's points shop (rulebook section 9). */
export const rewardView = v.object({
  rewardId: id,
  kind: v.picklist(REWARD_KINDS),
  name: text(20),
  summary: text(60),
  /** Of goods; empty for a coupon. */
  picture: text(200),
  plate: text(20),
  /** Of a coupon: what it takes off, and for how many days. */
  coupon: v.nullable(
    v.object({
      kind: v.picklist(['fixed', 'percent']),
      offFen: fenSchema(0),
      offBps: bps,
      capFen: fenSchema(0),
      overFen: fenSchema(0),
      days: count(366),
    }),
  ),
  points: pointsSchema(1),
  /** In all, and what is left of it. */
  stock: count(),
  left: count(),
  limitPerMember: v.nullable(count()),
  /** How many more the caller may have; null: no limit. */
  mayHave: v.nullable(count()),
  /** Whether the caller's points are enough. */
  affordable: v.boolean(),
  /** Only staff who care for the goods see those that are not. */
  active: v.boolean(),
});
export type Reward = v.InferOutput<typeof rewardView>;

export const REDEMPTION_STATES = ['done', 'waiting', 'handedOver'] as const;

/** What was had for points: a coupon at once, goods at a pickup point by their code. */
export const redemptionView = v.object({
  redemptionId: id,
  rewardId: id,
  kind: v.picklist(REWARD_KINDS),
  name: text(20),
  picture: text(200),
  plate: text(20),
  points: pointsSchema(1),
  state: v.picklist(REDEMPTION_STATES),
  createdAt: instant,
  /** Until when the coupon is good. */
  couponUntil: v.nullable(instant),
  /** Of goods that wait; only their member is told it. */
  code: v.nullable(v.pipe(v.string(), v.regex(/^\d{6}$/))),
  point: v.nullable(v.object({ pointId: id, name: text(40), address: text(120), hours: text(40) })),
  handedOverAt: v.nullable(instant),
});
export type Redemption = v.InferOutput<typeof redemptionView>;

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

export const withdrawalView = v.object({
  withdrawalId: id,
  role: v.picklist(PAYEE_ROLES),
  amountFen: fenSchema(1),
  state: v.picklist(WITHDRAWAL_STATES),
  askedAt: instant,
  /** When the merchant decided. */
  decidedAt: v.nullable(instant),
  /** Until when the payee has to confirm; null before the transfer was made. */
  confirmUntil: v.nullable(instant),
  /** Whether the payee can confirm now: not before the transfer is made, nor once the money is under way. */
  mayConfirm: v.boolean(),
  endedAt: v.nullable(instant),
  /** Why it was rejected or not paid; empty otherwise. */
  why: text(200),
});
export type Withdrawal = v.InferOutput<typeof withdrawalView>;

export const payoutMoney = v.object({
  /** Below 0: a debt, which later rewards fill first. */
  payableFen: fen,
  withdrawingFen: fenSchema(0),
  paidOutFen: fenSchema(0),
});

/** A withdrawal as the merchant's staff see it. */
export const payoutView = v.object({
  ...withdrawalView.entries,
  /** Name of the payee. */
  name: text(40),
  /** What keeps an approved one from going on, as the provider says it; empty: nothing. */
  trouble: text(200),
});
export type Payout = v.InferOutput<typeof payoutView>;

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
  /** Withdrawals that wait for a decision. */
  payoutsWaiting: count(),
  /** Payments, refunds and payouts on which bill and books do not agree. */
  billDifferences: count(),
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

/** A refund as the merchant's after-sales sees it, with the order that it is of. */
export const refundRow = v.object({
  refund: refundView,
  orderId: id,
  groupId: id,
  orderState: v.picklist(ORDER_STATES),
  name: text(20),
  what: text(200),
  payFen: fenSchema(0),
  keptFen: fenSchema(0),
  pointName: text(40),
  leaderName: text(40),
  placedAt: instant,
  /** How often the provider was asked for it, and what it said last where that was no success. */
  attempts: count(),
  lastFailure: v.nullable(text(200)),
});
export type RefundRow = v.InferOutput<typeof refundRow>;

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

const bothSides = v.object({ billFen: fen, booksFen: fen });

/** How a day's books compare with the provider's bill, as they did when the day was compared. */
export const reconciliationRow = v.object({
  day,
  /** waiting: the bill is not there yet, it comes at ten the next morning. */
  state: v.picklist(['waiting', 'running', 'done']),
  paid: bothSides,
  refunded: bothSides,
  transferred: bothSides,
  /** What the provider kept: shown, never in the books. */
  feesFen: fen,
  matched: count(),
  different: count(),
  /** Findings of the day that are not settled yet. */
  open: count(),
});
export type ReconciliationRow = v.InferOutput<typeof reconciliationRow>;

export const billFinding = v.object({
  kind: v.picklist(BILL_KINDS),
  /** The order's, refund's or withdrawal's, as the provider knows it. */
  number: text(80),
  class: v.picklist(FINDING_CLASSES),
  title: text(40),
  words: text(200),
  /** null: the bill does not show it. */
  billFen: v.nullable(fen),
  /** null: the books do not have it. */
  booksFen: v.nullable(fen),
  orderId: v.nullable(id),
  closedAt: v.nullable(instant),
});
export type BillFinding = v.InferOutput<typeof billFinding>;

export const reconciliationDetail = v.object({
  now: instant,
  merchantId: id,
  row: reconciliationRow,
  doneAt: v.nullable(instant),
  counts: v.object({ matched: count(), missingInBooks: count(), missingInBill: count(), different: count() }),
  /** The whole clearing account against all bills so far; null where it was not compared. */
  cumulative: v.nullable(v.object({ billFen: fen, booksFen: fen, findingsFen: fen, agrees: v.boolean() })),
  /** The open ones first. */
  findings: list(billFinding, 100),
  findingsInAll: count(),
});
export type ReconciliationDetail = v.InferOutput<typeof reconciliationDetail>;
