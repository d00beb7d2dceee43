import type { CampaignItem, CampaignState, CampaignTerms, Threshold, Tier } from '../../src/contract/campaign';
import type { GroupState } from '../../src/contract/group';
import type { Account, Journal, LotPart } from '../../src/contract/ledger';
import type { Fen } from '../../src/contract/money';
import type { OrderLine, OrderState, RefundReason, RefundState, RewardTerms, Rewards } from '../../src/contract/order';
import type { Points } from '../../src/contract/points';
import type { Day, Instant, Month } from '../../src/contract/time';
import type { PickupPerson, StaffRole, timelineEvents } from '../../src/contract/views';
import type { Lot } from '../core/points/lots';
import type { CouponTerms } from '../core/pricing/order-cost';
import type { MerchantSettings } from '../core/settings';

/**
 * Every document of the database. `v` is the version of its schema, raised together with a migration in job/.
 * `rev` is raised by each replacement: Store.replace writes only what nobody else has replaced meanwhile.
 */
interface Versioned {
  _id: string;
  v: 1;
}
interface Revised extends Versioned {
  rev: number;
}

/**
 * A mark that an event was applied to a view, so that applying it twice does nothing. Kept until ten minutes after
 * its event is known to be applied everywhere: a function lives at most 60 s, so nobody can still be applying it.
 */
export interface Mark {
  id: string;
  at: Instant;
  /** Units that the event moved, for views that may have to move them back. */
  n: number;
}

export interface MemberDocument extends Revised {
  openid: string;
  nickname: string;
  avatar: string;
  createdAt: Instant;
  /** The member through whose share they first arrived; set at creation and never changed (section 8). */
  inviterId: string | null;
  /** The short code that they arrived by. */
  arrivedBy: string | null;
  pointId: string | null;
  person: PickupPerson | null;
  leads: { merchantId: string; pointId: string; state: 'pending' | 'active' | 'paused' }[];
  staffOf: { merchantId: string; role: StaffRole }[];
}

export interface MerchantDocument extends Revised {
  name: string;
  /** Sub-merchant number of WeChat Pay. */
  subMchId: string;
  createdAt: Instant;
  /** The programme in force; older versions stay in `programmes` for orders that follow them. */
  settings: MerchantSettings;
}

export interface PointDocument extends Revised {
  merchantId: string;
  leaderId: string;
  name: string;
  address: string;
  hours: string;
  location: { type: 'Point'; coordinates: [lng: number, lat: number] };
  leaderName: string;
  leaderPhone: string;
  leaderAvatar: string;
  /** Active once the merchant approved the leader. */
  active: boolean;
  since: Instant;
  commissionBps: number | null;
}

export interface ProductDocument extends Revised {
  merchantId: string;
  inputHash: string;
  name: string;
  spec: string;
  category: string;
  picture: string;
  hero: string;
  plate: string;
  summary: string;
  fresh: boolean;
  createdAt: Instant;
}

export interface CampaignDocument extends Revised, CampaignTerms {
  /** createdAt and id, padded so that it sorts as text: lists go on after it. */
  key: string;
  merchantId: string;
  inputHash: string;
  state: CampaignState;
  createdAt: Instant;
  createdBy: string;
}

/** What is left of a sku of a campaign: a view of holds and returns, `_id` = campaign:sku. */
export interface StockDocument extends Versioned {
  merchantId: string;
  campaignId: string;
  sku: string;
  name: string;
  left: number;
  applied: Mark[];
}

/** Units that a member has of a sku of a campaign, over all its groups; `_id` = campaign:sku:member. */
export interface PurchaseDocument extends Versioned {
  campaignId: string;
  sku: string;
  memberId: string;
  units: number;
  applied: Mark[];
}

export interface GroupDocument extends Revised {
  merchantId: string;
  campaignId: string;
  leaderId: string;
  pointId: string;
  createdAt: Instant;
  state: GroupState;
  title: string;
  summary: string;
  items: CampaignItem[];
  opensAt: Instant;
  closesAt: Instant;
  arrivesAt: Instant;
  pickupUntil: Instant;
  threshold: Threshold;
  /** Next instant at which the job must look; null in final states. */
  dueAt: Instant | null;
  /** When it stopped taking orders; it decides no earlier than a function's life after this. */
  closedAt: Instant | null;
  decidedAt: Instant | null;
  /** By sku, fixed when the group forms. */
  finalPricesFen: Record<string, Fen>;
  /** By sku, when the goods were marked arrived. */
  arrivals: Record<string, Instant>;
}

/** Who joined a group: a view of its paid orders, apart from the group so that payments do not collide with its state. */
export interface ProgressDocument extends Versioned {
  merchantId: string;
  /** Distinct members with a paid order, in the order in which they joined. */
  members: string[];
  /** Paid units less refunded ones, by sku. */
  units: Record<string, number>;
  orders: number;
  amountFen: Fen;
  applied: Mark[];
}

export type TimelineKind = (typeof timelineEvents)[number];
export interface TimelineEntry {
  kind: TimelineKind;
  at: Instant;
  /** Member who did it; null: the system. */
  by: string | null;
  commandId: string | null;
  fen: Fen | null;
}

export interface HandOver {
  commandId: string;
  at: Instant;
  by: string;
  /** By the member's code, or by picking the row, which the member is told. */
  how: 'code' | 'row';
  lines: { sku: string; units: number }[];
  undone: boolean;
}

export interface OrderDocument extends Revised {
  merchantId: string;
  groupId: string;
  campaignId: string;
  leaderId: string;
  pointId: string;
  memberId: string;
  /** placedAt and id, padded so that it sorts as text. */
  key: string;
  /** Who must be the payer. */
  openid: string;
  /** Hash of what the command asked for: the same command with other content is refused. */
  inputHash: string;
  state: OrderState;
  lines: OrderLine[];
  goodsFen: Fen;
  couponFen: Fen;
  couponId: string | null;
  points: Points;
  /** Lots that the points were held from, in the order of spending; empty without points. */
  lots: LotPart[];
  payFen: Fen;
  person: PickupPerson;
  note: string;
  placedAt: Instant;
  unpaidUntil: Instant;
  paidAt: Instant | null;
  transactionId: string | null;
  /** The items' own commission rates in bps, which their group fixed; null: the leader's or the merchant's holds. */
  itemBps: Record<string, number | null>;
  /** Who brought the member and when: fixed for ever when the member came, so that paying need not ask again. */
  inviter: { id: string; boundAt: Instant } | null;
  /** Set when paid; see section 7. */
  terms: RewardTerms | null;
  /** Set at settlement: the cap that held then, which corrections use again. */
  referralLimit: number | null;
  /** What the ledger holds for this order now. */
  posted: Rewards | null;
  confirmedAt: Instant | null;
  arrivedAt: Instant | null;
  collectedAt: Instant | null;
  completedAt: Instant | null;
  /** A pickup code while uncollected, kept afterwards for the record. */
  pickupCode: string | null;
  /** What the leader handed out, for undoing it and for the record. */
  handOvers: HandOver[];
  timeline: TimelineEntry[];
  /** The short code that this visit came by, for statistics only (section 8). */
  via: string | null;
  /** Next deadline that the job must act on; null where nothing is due. */
  dueAt: Instant | null;
  /** When the job makes sure that every view has the order's last event; null once it has. */
  followUpAt: Instant | null;
}

/** Reserves a pickup code at a point; `_id` = point:code, so that two uncollected orders can never share one. */
export interface PickupCodeDocument extends Versioned {
  pointId: string;
  orderId: string;
  at: Instant;
}

export interface RefundDocument extends Revised {
  orderId: string;
  merchantId: string;
  memberId: string;
  reason: RefundReason;
  state: RefundState;
  lines: { sku: string; units: number; fen: Fen; points: Points }[];
  fen: Fen;
  points: Points;
  /** Lots that the points go back to. */
  lots: LotPart[];
  /** Whether a late payment is refunded, which never was value of the order. */
  late: boolean;
  createdAt: Instant;
  doneAt: Instant | null;
  attempts: number;
  lastFailure: string | null;
  dueAt: Instant | null;
  /** Whether the units go back to stock: refunded before the group decided. */
  restock: boolean;
  followUpAt: Instant | null;
}

/** A journal as it is stored: immutable but for what says whether its views have it. */
export interface JournalDocument extends Journal {
  /** at and id, padded so that it sorts as text: statements go on after it. */
  key: string;
  /** Accounts that it touches: one's own statement is read by this. */
  accounts: Account[];
  /**
   * By member whose points or growth it moves: its place in that member's sequence at this merchant, counted from 1. Two
   * functions' clocks differ, so this and not `at` says in which order lots changed; a gap is a journal that was lost.
   */
  turns: Record<string, number>;
  /** When every view had it; null while one may not. */
  appliedAt: Instant | null;
}

/** Balance of an account; `_id` is the account. */
export interface BalanceDocument extends Revised {
  merchantId: string;
  balance: number;
  applied: Mark[];
}

/** What a member has at a merchant: `_id` = merchant:member. Changed only together with the journal that says why. */
export interface MembershipDocument extends Revised {
  merchantId: string;
  memberId: string;
  joinedAt: Instant;
  /** Journals that have moved its points or growth; see JournalDocument.turns. */
  turn: number;
  lots: Lot[];
  held: Record<string, LotPart[]>;
  debt: Points;
  earnedInAll: Points;
  growthDays: { day: Day; amount: number }[];
  tier: Tier;
  tierSince: Instant;
  /** When the daily job looks at the tier again; null for the lowest, which nobody falls from. */
  reviewAt: Instant | null;
  /** When it was told that the tier will go down; null while no notice stands. */
  noticeAt: Instant | null;
  /** The last day on which points expired: a day has one such journal. */
  expiredDay: Day | null;
  /** The earlier of reviewAt and the next expiry of points; null where neither comes. */
  dueAt: Instant | null;
  ordersCompleted: number;
  checkIn: { day: Day; streak: number } | null;
}

export interface CouponDocument extends Revised {
  merchantId: string;
  memberId: string;
  batchId: string;
  title: string;
  terms: CouponTerms;
  expiresAt: Instant;
  state: 'usable' | 'locked' | 'used';
  orderId: string | null;
  lockedAt: Instant | null;
}

/** Referral reward given by a merchant to an inviter in a calendar month: `_id` = merchant:inviter:month. */
export interface ReferralMonthDocument extends Revised {
  merchantId: string;
  inviterId: string;
  month: Month;
  used: number;
}

export interface ShareCodeDocument extends Versioned {
  memberId: string;
  groupId: string;
  createdAt: Instant;
}

/** A message to be sent by the job: `_id` = event:member, so that each event is told once. */
export interface NoticeDocument extends Revised {
  memberId: string;
  merchantId: string;
  kind: 'arrived' | 'formed' | 'failed' | 'refunded' | 'collectedByHand';
  orderId: string;
  data: Record<string, string>;
  createdAt: Instant;
  state: 'waiting' | 'sent' | 'refused' | 'failed';
  attempts: number;
  dueAt: Instant | null;
}

/** What the job has done last, for `operations`. */
export interface JobStateDocument extends Revised {
  lastRunAt: Instant;
}

export interface Documents {
  members: MemberDocument;
  merchants: MerchantDocument;
  points: PointDocument;
  products: ProductDocument;
  campaigns: CampaignDocument;
  stocks: StockDocument;
  purchases: PurchaseDocument;
  groups: GroupDocument;
  progress: ProgressDocument;
  orders: OrderDocument;
  pickupCodes: PickupCodeDocument;
  refunds: RefundDocument;
  journals: JournalDocument;
  balances: BalanceDocument;
  memberships: MembershipDocument;
  coupons: CouponDocument;
  referralMonths: ReferralMonthDocument;
  shareCodes: ShareCodeDocument;
  notices: NoticeDocument;
  jobState: JobStateDocument;
}
export type CollectionName = keyof Documents;
