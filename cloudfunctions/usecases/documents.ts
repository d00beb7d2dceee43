import type { CampaignItem, CampaignState, CampaignTerms, Threshold, Tier } from '../../src/contract/campaign';
import type { GroupState } from '../../src/contract/group';
import type { Account, Journal, LotPart } from '../../src/contract/ledger';
import type { Fen } from '../../src/contract/money';
import type { OrderLine, OrderState, RefundReason, RefundState, RewardTerms, Rewards } from '../../src/contract/order';
import type { Points } from '../../src/contract/points';
import type { BillKind, MatchClass } from '../../src/contract/reconciliation';
import type { Day, Instant, Month } from '../../src/contract/time';
import type { PickupPerson, StaffRole, timelineEvents } from '../../src/contract/views';
import type { PayeeRole, WithdrawalState } from '../../src/contract/withdrawal';
import type { Lot } from '../core/points/lots';
import type { CouponTerms } from '../core/pricing/order-cost';
import type { AskedUnits } from '../core/refund/after-sale';
import type { RewardedFen } from '../core/settlement/rewarded-lines';
import type { DayTotals } from '../core/reconciliation/day-totals';
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

/** What orders take units from before they stand. */
interface Taken {
  applied: Mark[];
  /** Orders whose hold more than one run of their command goes by, so that none of these takes it back; absent: none. */
  shared?: string[];
}

/** What is left of a sku of a campaign: a view of holds and returns, `_id` = campaign:sku. */
export interface StockDocument extends Versioned, Taken {
  merchantId: string;
  campaignId: string;
  sku: string;
  name: string;
  left: number;
}

/** Units that a member has of a sku of a campaign, over all its groups; `_id` = campaign:sku:member. */
export interface PurchaseDocument extends Versioned, Taken {
  campaignId: string;
  sku: string;
  memberId: string;
  units: number;
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
  /** Raised by every change. */
  rev?: number;
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
  /** Hash of what the command asked for, where the timeline is what tells that it was carried out. */
  inputHash?: string;
  /** The refund that gave units back. */
  refundNo?: string;
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

/** A refund that is not over, as its order knows it. */
export interface OpenCase {
  refundNo: string;
  /** Units asked for and not yet decided: taken, though nothing was refunded. Empty once the lines count them. */
  asked: AskedUnits[];
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
  /** What `posted` was computed from: a refund in flight is not yet taken off. Set together with it. */
  rewardedFen: RewardedFen | null;
  /** Cases to be decided and refunds under way: while there is one the order is not completed (section 4). */
  openCases: OpenCase[];
  /** Its refunds, requests included: the provider takes a limited number. */
  refundCount: number;
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
  /** When the job had made sure of it last; the marks that say so stay for a while after that. */
  followedUpAt?: Instant;
  /** Whether a later event found its payment counted in the group's progress: the mark that says so may be gone by now. */
  counted: boolean;
}

/** Reserves a pickup code at a point; `_id` = point:code, so that two that wait there can never share one. */
export interface PickupCodeDocument extends Versioned {
  pointId: string;
  /** The order that it opens, or the redemption of the points shop. */
  orderId: string;
  at: Instant;
}

/** What a member asked for, and how it went until it was approved or rejected (section 6). */
export interface RefundRequest {
  lines: AskedUnits[];
  text: string;
  pictures: string[];
  /** When it is approved by itself; counted anew after an appeal. */
  decideUntil: Instant;
  /** Oldest first: at most two, the second after an appeal. `by` null: nobody decided in time. */
  decisions: {
    kind: 'approved' | 'rejected';
    answer: string;
    at: Instant;
    by: string | null;
    commandId: string | null;
  }[];
  appeal: { text: string; at: Instant; commandId: string } | null;
}

export interface RefundDocument extends Revised {
  /** createdAt and id, padded so that it sorts as text. */
  key: string;
  orderId: string;
  merchantId: string;
  memberId: string;
  reason: RefundReason;
  state: RefundState;
  /** Who asked for it or started it; null: it came by itself. */
  by: string | null;
  /** Hash of what their command asked for; null where there was none. */
  inputHash: string | null;
  /** What the merchant said when they started it. */
  note: string;
  /** Set where the member asked for it. */
  request: RefundRequest | null;
  /** Whether the order was settled when this was decided: then it is paid from payable and corrects the rewards. */
  settled: boolean;
  /** By line what goes back, fixed when it was decided; empty until then. */
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
  /** Whether it is the one after which nothing of its order is left: an order leaves its group once. */
  whole: boolean;
  /** As those of its order. */
  followUpAt: Instant | null;
  followedUpAt?: Instant;
}

/**
 * A payout asked for by a leader or inviter (rulebook section 12). `_id`, letters and digits, is the provider's bill
 * number: a withdrawal has one bill, so that a new bill is a new withdrawal, which only comes once this one has ended.
 */
export interface WithdrawalDocument extends Revised {
  merchantId: string;
  role: PayeeRole;
  memberId: string;
  /** askedAt and id, padded so that it sorts as text. */
  key: string;
  /** Hash of what the command asked for: the same command with other content is refused. */
  inputHash: string;
  amountFen: Fen;
  /** What the provider is told with every sending: the same number always says the same. */
  openid: string;
  remark: string;
  state: WithdrawalState;
  askedAt: Instant;
  decision: { commandId: string; by: string; at: Instant; approved: boolean; reason: string } | null;
  /** When it was last sent to the provider, and how often; written before each sending. */
  sentAt: Instant | null;
  sends: number;
  /** What the payee confirms with; null where there is nothing to confirm, or not any more. */
  package: string | null;
  confirmUntil: Instant | null;
  /** Of a paid one: when the provider paid it. */
  endedAt: Instant | null;
  /** Why it does not go on, or why it ended without being paid. */
  failure: string | null;
  /** When the job looks at it; null while it waits for the merchant and once it has ended. */
  dueAt: Instant | null;
}

/**
 * A leader or inviter of a merchant as somebody who is paid out: `_id` = role:merchant:member. Every journal of a
 * withdrawal is posted together with this, so that one request at a time is open and two never take the same money.
 */
export interface PayeeDocument extends Revised {
  merchantId: string;
  role: PayeeRole;
  memberId: string;
  openWithdrawalId: string | null;
}

/** A journal as it is stored: immutable but for what says whether its views have it. */
export interface JournalDocument extends Journal {
  /** at and id, padded so that it sorts as text: statements go on after it. */
  key: string;
  /** Accounts that it touches, and the points account of whoever has a turn in it: statements are read by this. */
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
  /** When a rebuild wrote it last; absent: never. */
  rebuiltAt?: Instant;
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
  /** What was ever earned: neither expiry nor a correction lowers it. */
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
  /** The last month whose expiring points the member was told of. */
  expiryToldMonth: Month | null;
  /** When the daily job is due: the earliest of reviewAt, the next expiry of points and telling of it; null where none comes. */
  dueAt: Instant | null;
  ordersCompleted: number;
  checkIn: { day: Day; streak: number } | null;
  /** When a rebuild wrote it last; absent: never. */
  rebuiltAt?: Instant;
}

export interface CouponDocument extends Revised {
  merchantId: string;
  memberId: string;
  batchId: string;
  /** Hash of the command that gave the batch. */
  inputHash?: string;
  title: string;
  terms: CouponTerms;
  expiresAt: Instant;
  state: 'usable' | 'locked' | 'used';
  orderId: string | null;
  lockedAt: Instant | null;
}

/** What a merchant gives for points. Taking a unit raises `rev` too, so that nobody replaces it meanwhile. */
export interface RewardDocument extends Revised {
  merchantId: string;
  /** createdAt and id, padded so that it sorts as text. */
  key: string;
  name: string;
  summary: string;
  /** days: how long the coupon is good after it was redeemed. */
  what: { kind: 'coupon'; terms: CouponTerms; days: number } | { kind: 'goods'; picture: string; plate: string };
  points: Points;
  /** Units in all; taken never passes it but where it was lowered afterwards. */
  stock: number;
  taken: number;
  limitPerMember: number | null;
  active: boolean;
  createdAt: Instant;
  /** The last commands that saved it, with the hash of what they asked for. */
  saves: { commandId: string; hash: string }[];
  applied: Mark[];
}

/** How often a member redeemed a reward: `_id` = reward:member. Changed only together with the redemption. */
export interface RewardCountDocument extends Revised {
  rewardId: string;
  memberId: string;
  redeemed: number;
}

/** Points that became a coupon or goods; a coupon is done at once. */
export interface RedemptionDocument extends Revised {
  merchantId: string;
  memberId: string;
  rewardId: string;
  /** createdAt and id, padded so that it sorts as text. */
  key: string;
  /** Hash of what the command asked for: the same command with other content is refused. */
  inputHash: string;
  kind: RewardDocument['what']['kind'];
  name: string;
  /** Of goods; empty for a coupon. */
  picture: string;
  plate: string;
  points: Points;
  /** Lots that were spent. */
  lots: LotPart[];
  state: 'done' | 'waiting' | 'handedOver';
  couponId: string | null;
  couponUntil: Instant | null;
  /** Where goods are fetched, and by which code; kept afterwards for the record. */
  pointId: string | null;
  code: string | null;
  createdAt: Instant;
  handedOver: { at: Instant; by: string; commandId: string } | null;
}

/** Referral reward given by a merchant to an inviter in a calendar month: `_id` = merchant:inviter:month. */
export interface ReferralMonthDocument extends Revised {
  merchantId: string;
  inviterId: string;
  month: Month;
  used: number;
}

/**
 * What a daily bill of the provider shows of one event, as it was read first: `_id` = merchant:kind:number:day. Kept for
 * ever: journals carry our instant and bills the provider's day, so the two are matched by number, never by day.
 */
export interface BillRowDocument extends Versioned {
  merchantId: string;
  day: Day;
  kind: BillKind;
  /** The order's, refund's or withdrawal's own. */
  number: string;
  /** merchant:kind:number. */
  event: string;
  /** In fen; negative for a payout that came back. */
  fen: number;
  /** What the provider kept, in fen; negative where it gave it back. */
  feeFen: number;
}

/** A payment, refund or payout on which bill and books do not agree, or did not: `_id` = merchant:kind:number. */
export interface BillFindingDocument extends Revised {
  /** `-` for a payout that is no withdrawal of any merchant. */
  merchantId: string;
  kind: BillKind;
  number: string;
  class: Exclude<MatchClass, 'matched'>;
  /** In fen; null: the bill does not show it. */
  billFen: number | null;
  /** In fen; null: the books do not have it. */
  booksFen: number | null;
  /** The day whose reconciliation found it. */
  firstSeenDay: Day;
  /** When bill and books came to agree; null while they do not. */
  closedAt: Instant | null;
}

/** Reconciliation of a merchant's books with the provider's bill of a Shanghai day: `_id` = merchant:day. */
export interface ReconciliationDocument extends Revised {
  merchantId: string;
  day: Day;
  /** Waits for the bill; compares its rows, then the day's journals; looks at open findings again; is done. */
  state: 'waiting' | 'rows' | 'journals' | 'findings' | 'done';
  /** Where the step goes on; null: at its beginning. */
  cursor: string | null;
  /** As they were when the day was compared; findings that closed since are not taken off. */
  totals: DayTotals;
  /** Paid less refunded less paid out by the bills of all earlier days, in fen. */
  billBeforeFen: number;
  /** What the bills show more than the books over the open findings looked at so far, in fen. */
  openExcessFen: number;
  /** The whole account compared with all bills, see checkClearing; null where it was not. */
  cumulative: { billFen: number; booksFen: number; findingsFen: number } | null;
  /** Comparisons of the whole account that did not agree. */
  tries: number;
  dueAt: Instant | null;
  doneAt: Instant | null;
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
  kind:
    | 'arrived'
    | 'formed'
    | 'failed'
    | 'refunded'
    | 'refundRejected'
    | 'collectedByHand'
    | 'payoutToConfirm'
    | 'payoutEnded'
    | 'pointsExpiring'
    | 'tierWillFall'
    | 'tierFell';
  /** The order that it is about; null: it leads to `page`. */
  orderId: string | null;
  /** Where a tap on it leads, with its query; null: to the order. */
  page: string | null;
  data: Record<string, string>;
  createdAt: Instant;
  state: 'waiting' | 'sent' | 'refused' | 'failed';
  attempts: number;
  dueAt: Instant | null;
}

/**
 * A rebuild of all views of a merchant's journals: `_id` is the merchant. It walks the journals once in the order of their
 * keys and rebuilds whatever they touch; views that no journal touches come last.
 */
export interface RebuildDocument extends Revised {
  state: 'journals' | 'young' | 'busy' | 'balances' | 'memberships' | 'done';
  /** The last journal walked, or the last view looked at; null: at the beginning of the step. */
  cursor: string | null;
  /** The key of the last journal summed up for `busy`, once all are that no other can come before. */
  walkedTo: string | null;
  /** What the journals walked so far say of accounts that nearly every journal touches. */
  busy: { account: Account; sum: number }[];
  counts: { journals: number; balances: number; memberships: number; referralMonths: number };
  /** Views whose journals could not be replayed; each is logged. */
  failed: number;
  startedAt: Instant;
  dueAt: Instant | null;
  doneAt: Instant | null;
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
  withdrawals: WithdrawalDocument;
  payees: PayeeDocument;
  journals: JournalDocument;
  balances: BalanceDocument;
  memberships: MembershipDocument;
  coupons: CouponDocument;
  rewards: RewardDocument;
  rewardCounts: RewardCountDocument;
  redemptions: RedemptionDocument;
  referralMonths: ReferralMonthDocument;
  billRows: BillRowDocument;
  billFindings: BillFindingDocument;
  reconciliations: ReconciliationDocument;
  shareCodes: ShareCodeDocument;
  notices: NoticeDocument;
  rebuilds: RebuildDocument;
  jobState: JobStateDocument;
}
export type CollectionName = keyof Documents;
