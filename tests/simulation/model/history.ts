/**
 * What happened in a neighbourhood, as plain data: facts that nobody decides, in the order in which they were committed, and
 * beside them what the shop shows in the end. Money is in fen, rates in bps, instants are epoch milliseconds; a day is
 * `2026-11-21` and a month `2026-11` in Shanghai.
 */
export interface History {
  /** The instant of the last look. */
  endedAt: number;
  /** How far two clocks may be apart: what happened within this has no order, unless one document names both. */
  clocksApartMs: number;
  /** Whether functions were interrupted, so that what follows from a payment may have followed late. */
  interrupted: boolean;
  merchants: readonly MerchantFacts[];
  members: readonly MemberFacts[];
  shareCodes: readonly { code: string; memberId: string }[];
  points: readonly { pointId: string; leaderId: string; commissionBps: number | null }[];
  groups: readonly GroupFacts[];
  coupons: readonly CouponFacts[];
  rewards: readonly RewardFacts[];
  redemptions: readonly RedemptionFacts[];
  withdrawals: readonly WithdrawalFacts[];
  /** In the order in which they were placed. */
  orders: readonly OrderFacts[];
  refunds: readonly RefundFacts[];
  /** What was committed to the books, in that order. */
  happenings: readonly Happening[];
  /** What members were told about their tier by the daily job. */
  tierNotices: readonly { kind: 'willFall' | 'fell'; merchantId: string; memberId: string; at: number }[];
  provider: ProviderBooks;
  shown: Shown;
}

/** The settings that the model needs, under the rulebook's defaults' names. */
export interface MerchantFacts {
  merchantId: string;
  settings: Settings;
}

export interface Settings {
  programmeVersion: number;
  unpaidMinutes: number;
  autoCollectDays: number;
  windowDays: number;
  freshWindowHours: number;
  pointsStep: number;
  pointsMaxBps: number;
  commissionBps: number;
  referral: { bps: number; unit: 'FEN' | 'POINT'; days: number; perOrderLimit: number; perMonthLimit: number };
  tiers: readonly { tier: string; growth: number; multiplierBps: number; earlyMinutes: number }[];
  memberDay: { dayOfMonth: number | null; bps: number };
  pointsMonths: number;
  pointsRewards: { checkIn: readonly number[]; firstOrder: number; profile: number };
  withdrawal: { minFen: number; maxFen: number };
}

export interface MemberFacts {
  memberId: string;
  createdAt: number;
  /** The short code that they first arrived by. */
  arrivedBy: string | null;
  /** Merchants that they work for. */
  staffOf: readonly string[];
}

export interface GroupFacts {
  groupId: string;
  merchantId: string;
  campaignId: string;
  leaderId: string;
  pointId: string;
  items: readonly Item[];
  opensAt: number;
  closesAt: number;
  threshold: { kind: 'none' } | { kind: 'people' | 'units'; count: number };
  /** When it stopped taking orders: by the clock, or earlier because its leader closed it. */
  closedAt: number | null;
  /** When it was cancelled. */
  cancelledAt: number | null;
  decidedAt: number | null;
  /** By sku, when the goods were marked arrived. */
  arrivals: Readonly<Record<string, number>>;
}

export interface Item {
  sku: string;
  priceTiers: readonly { fromUnits: number; priceFen: number }[];
  /** By tier. */
  memberPricesFen?: Readonly<Record<string, number>>;
  /** Units of the whole campaign. */
  stock: number;
  limitPerMember: number | null;
  commissionBps: number | null;
  fresh: boolean;
}

export type CouponTerms =
  | { kind: 'fixed'; overFen: number; offFen: number; skus: readonly string[] | null }
  | { kind: 'percent'; overFen: number; offBps: number; capFen: number; skus: readonly string[] | null };

export interface CouponFacts {
  couponId: string;
  merchantId: string;
  memberId: string;
  terms: CouponTerms;
  expiresAt: number;
}

export interface RewardFacts {
  rewardId: string;
  /** What it costs now; only where it was never saved again is it what it always cost. */
  points: number;
  stock: number;
  limitPerMember: number | null;
  savedAgain: boolean;
  /** Of a coupon. */
  coupon: { terms: CouponTerms; days: number } | null;
}

export interface RedemptionFacts {
  redemptionId: string;
  merchantId: string;
  memberId: string;
  rewardId: string;
  /** The price that its member agreed to. */
  points: number;
  createdAt: number;
}

export interface WithdrawalFacts {
  withdrawalId: string;
  merchantId: string;
  role: 'leader' | 'inviter';
  memberId: string;
  amountFen: number;
  askedAt: number;
  /** null: nobody has decided yet. */
  approved: boolean | null;
}

export interface OrderFacts {
  orderId: string;
  merchantId: string;
  groupId: string;
  memberId: string;
  placedAt: number;
  lines: readonly { sku: string; units: number }[];
  couponId: string | null;
  points: number;
  /** What happened to it, in the order in which it was written. */
  steps: readonly Step[];
}

/** Under the names of the order's timeline. */
export interface Step {
  kind: string;
  at: number;
  /** Of a refund that was decided. */
  refundNo: string | null;
  /** Of a hand-over: what was given out. */
  handedOut: readonly Units[];
}

export interface Units {
  sku: string;
  units: number;
}

export interface RefundFacts {
  refundNo: string;
  orderId: string;
  reason: string;
  /** Units that somebody chose: the member who cancels or asks, the merchant who gives. */
  chosen: readonly Units[];
  /** Where the member asked: until when it was to be decided. */
  decideUntil: number | null;
}

/** A journal: what it stands for, without what it moves. */
export type Happening = { journalId: string; at: number } & (
  | { kind: 'hold' | 'release' | 'pay' | 'settle'; orderId: string }
  | { kind: 'refund' | 'correct'; refundNo: string }
  | { kind: 'earn'; reward: string; merchantId: string; memberId: string; what: string }
  | { kind: 'expire'; merchantId: string; memberId: string; day: string }
  | { kind: 'redeem'; redemptionId: string }
  | { kind: 'withdraw' | 'withdrawn' | 'withdraw-failed'; withdrawalId: string }
);

/** The payment provider's own books. */
export interface ProviderBooks {
  payments: readonly { orderId: string; fen: number; paidAt: number | null }[];
  refunds: readonly { refundNo: string; orderId: string; fen: number; doneAt: number }[];
  transfers: readonly { withdrawalId: string; fen: number; state: string; endedAt: number | null }[];
}

/** What the shop shows: the documents, of each the fields that the model recomputes. */
export interface Shown {
  groups: readonly ShownGroup[];
  progress: readonly {
    _id: string;
    members: readonly string[];
    units: Readonly<Record<string, number>>;
    orders: number;
    amountFen: number;
  }[];
  orders: readonly ShownOrder[];
  refunds: readonly ShownRefund[];
  journals: readonly ShownJournal[];
  balances: readonly { _id: string; balance: number }[];
  memberships: readonly ShownMembership[];
  stocks: readonly { _id: string; left: number }[];
  purchases: readonly { _id: string; units: number }[];
  coupons: readonly {
    _id: string;
    memberId: string;
    terms: CouponTerms;
    expiresAt: number;
    state: string;
    orderId: string | null;
  }[];
  referralMonths: readonly { _id: string; used: number }[];
  rewards: readonly { _id: string; taken: number }[];
  rewardCounts: readonly { _id: string; redeemed: number }[];
  redemptions: readonly { _id: string; couponId: string | null; couponUntil: number | null; lots: readonly Lots[] }[];
  withdrawals: readonly { _id: string; state: string }[];
  payees: readonly { _id: string; openWithdrawalId: string | null }[];
}

export interface ShownGroup {
  _id: string;
  state: string;
  finalPricesFen: Readonly<Record<string, number>>;
}

export interface ShownLine {
  sku: string;
  units: number;
  unitPriceFen: number;
  finalPriceFen: number;
  couponShareFen: number;
  pointsShare: number;
  netFen: number;
  refundedUnits: number;
  allowanceFen: number;
  givenBackFen: number;
  pointsGivenBack: number;
  commissionBps: number;
  arrivedAt: number | null;
  collectedAt: number | null;
  collectedUnits: number;
  windowEndsAt: number | null;
}

export interface Rewards {
  commissionFen: number;
  referral: number;
  points: number;
  growth: number;
}

export interface ReferralTerms {
  inviterId: string;
  bps: number;
  unit: 'FEN' | 'POINT';
  perOrderLimit: number;
  perMonthLimit: number;
}

export interface RewardTerms {
  programmeVersion: number;
  tier: string;
  multiplierBps: number;
  referral: ReferralTerms | null;
}

/** Points of one lot, as documents name them; `debt` is no lot. */
export interface Lots {
  lot: string;
  amount: number;
  earnedAt?: number;
  expiresAt?: number;
}

export interface ShownOrder {
  _id: string;
  state: string;
  lines: readonly ShownLine[];
  goodsFen: number;
  couponFen: number;
  points: number;
  lots: readonly Lots[];
  payFen: number;
  unpaidUntil: number;
  paidAt: number | null;
  completedAt: number | null;
  inviter: { id: string; boundAt: number } | null;
  terms: RewardTerms | null;
  referralLimit: number | null;
  posted: Rewards | null;
  rewardedFen: Readonly<Record<string, number>> | null;
  openCases: readonly { refundNo: string }[];
  handOvers: readonly { undone: boolean }[];
}

export interface ShownRefund {
  _id: string;
  orderId: string;
  reason: string;
  state: string;
  settled: boolean;
  late: boolean;
  restock: boolean;
  lines: readonly { sku: string; units: number; fen: number; points: number }[];
  fen: number;
  points: number;
  lots: readonly Lots[];
  /** How often the provider was asked for it. */
  attempts: number;
}

export interface ShownJournal {
  _id: string;
  merchantId: string;
  postings: readonly {
    from: string;
    to: string;
    unit: string;
    amount: number;
    lots?: readonly Lots[];
    day?: string;
  }[];
  turns: Readonly<Record<string, number>>;
}

export interface ShownMembership {
  _id: string;
  lots: readonly { id: string; earnedAt: number; expiresAt: number; left: number }[];
  held: Readonly<Record<string, readonly Lots[]>>;
  debt: number;
  earnedInAll: number;
  growthDays: readonly { day: string; amount: number }[];
  tier: string;
  tierSince: number;
  turn: number;
  ordersCompleted: number;
  checkIn: { day: string; streak: number } | null;
}
