import * as v from 'valibot';
import type { Actor } from './actors';
import {
  EVERYONE,
  EVERY_MEMBER,
  GOODS_STAFF,
  MONEY_STAFF,
  THE_LEADER,
  THE_MEMBER,
  THE_OWNER,
  THE_STAFF,
} from './actors';
import { TIERS } from './campaign';
import type { ErrorCode } from './errors';
import { fenSchema, isPositiveFen } from './money';
import { pointsSchema } from './points';
import { bps, commandId, count, cursor, day, id, instant, list, phone, text } from './schemas';
import {
  BOOKS,
  booksView,
  campaignView,
  deskView,
  groupCard,
  groupDetail,
  ledgerPage,
  leaderGroup,
  meView,
  membershipView,
  merchantDay,
  merchantOrder,
  orderDetail,
  orderSummary,
  participant,
  paymentParams,
  payoutMoney,
  payoutView,
  pickupPerson,
  pickupRow,
  pickupStrip,
  pointView,
  priceTierView,
  productView,
  quoteView,
  reconciliationDetail,
  reconciliationRow,
  refundRow,
  redemptionView,
  rewardView,
  roleView,
  thresholdView,
  withdrawalView,
} from './views';
import { PAYEE_ROLES } from './withdrawal';

/** One cloud function call: what it takes, answers and refuses, and who may make it. */
export interface CallSpec {
  input: v.GenericSchema;
  output: v.GenericSchema;
  /** Expected failures besides those that every call can have (COMMON_ERRORS). */
  errors: readonly ErrorCode[];
  /** Its row of the authorisation matrix: whoever is not named is refused, and the refusal writes nothing. */
  may: readonly Actor[];
  /** What the actor is seen from; `none`: everyone who calls is about themselves. */
  subject: 'none' | 'group' | 'order' | 'point' | 'merchant' | 'withdrawal' | 'refund';
  /** Calls a member may make a minute. */
  perMinute: number;
}

/** What any call can answer besides its own errors. */
export const COMMON_ERRORS = [
  'badRequest',
  'unknownCall',
  'signInFirst',
  'forbidden',
  'notFound',
  'tooOften',
  'systemBusy',
] as const satisfies readonly ErrorCode[];

const input = v.strictObject;
const output = v.object;
const page = <Row extends v.GenericSchema>(row: Row) =>
  output({ now: instant, rows: list(row, 50), cursor: v.nullable(cursor) });

const wantedLines = list(v.strictObject({ sku: id, units: count(999, 1) }), 20, 1);
/** What a merchant gives back of a line. */
const refundWish = v.pipe(
  v.strictObject({ sku: id, units: count(999), goodwillFen: fenSchema(0) }),
  v.check(({ units, goodwillFen }) => units > 0 || isPositiveFen(goodwillFen), '要写退几件，或补多少钱'),
);
const place = v.strictObject({
  lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  lng: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
});
/** A file of the cloud's storage. */
const pictureKey = v.pipe(text(200, 1), v.regex(/^cloud:\/\/[^\s]+$/, '图片地址不对'));
const plate = v.picklist(['apricot', 'mint', 'butter', 'blush', 'sky', 'lilac', 'oat']);
const couponTerms = v.variant('kind', [
  v.strictObject({ kind: v.literal('fixed'), overFen: fenSchema(0), offFen: fenSchema(1) }),
  v.strictObject({ kind: v.literal('percent'), overFen: fenSchema(0), offBps: count(10_000, 1), capFen: fenSchema(1) }),
]);
const pickupCode = v.pipe(v.string(), v.regex(/^\d{6}$/, '取件码是 6 位数字'));

const READ = 240;
const WRITE = 60;

export const CALLS = {
  // Finding
  getHome: {
    input: input({ pointId: v.optional(id) }),
    output: output({
      now: instant,
      point: v.nullable(pointView),
      nearbyPoints: count(),
      pickup: v.nullable(pickupStrip),
      cards: list(groupCard, 50),
      badge: count(),
    }),
    errors: [],
    may: EVERYONE,
    subject: 'none',
    perMinute: READ,
  },
  listPoints: {
    input: input({ near: v.optional(place) }),
    output: output({ now: instant, points: list(pointView, 50) }),
    errors: [],
    may: EVERYONE,
    subject: 'none',
    perMinute: READ,
  },
  getGroup: {
    input: input({ groupId: id }),
    output: groupDetail,
    errors: [],
    may: EVERYONE,
    subject: 'group',
    perMinute: READ,
  },
  listParticipants: {
    input: input({ groupId: id, cursor: v.optional(cursor) }),
    output: page(participant),
    errors: [],
    may: EVERYONE,
    subject: 'group',
    perMinute: READ,
  },

  // Who I am
  enter: {
    input: input({}),
    output: meView,
    errors: [],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: READ,
  },
  choosePoint: {
    input: input({ pointId: id }),
    output: meView,
    errors: [],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: WRITE,
  },
  saveProfile: {
    input: input({ nickname: text(20, 1), avatar: v.optional(pictureKey) }),
    output: meView,
    errors: [],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: WRITE,
  },

  // Buying
  quoteOrder: {
    input: input({
      groupId: id,
      lines: wantedLines,
      /** undefined: the best is chosen; null: none is wanted. */
      couponId: v.optional(v.nullable(id)),
      /** undefined: none. */
      points: v.optional(pointsSchema()),
    }),
    output: quoteView,
    errors: ['unknownSku', 'groupClosed', 'notOpenYet'],
    may: EVERY_MEMBER,
    subject: 'group',
    perMinute: READ,
  },
  placeOrder: {
    input: input({
      commandId,
      groupId: id,
      lines: list(v.strictObject({ sku: id, units: count(999, 1), seenPriceFen: fenSchema(0) }), 20, 1),
      couponId: v.nullable(id),
      points: pointsSchema(),
      person: pickupPerson,
      note: text(100),
    }),
    output: output({ order: orderSummary, payment: v.nullable(paymentParams) }),
    errors: [
      'commandReused',
      'notOpenYet',
      'groupClosed',
      'soldOut',
      'overLimit',
      'priceChanged',
      'unknownSku',
      'couponGone',
      'pointsNotInSteps',
      'tooManyPoints',
      'notEnoughPoints',
      'changedMeanwhile',
    ],
    may: EVERY_MEMBER,
    subject: 'group',
    perMinute: 20,
  },
  startPayment: {
    input: input({ orderId: id }),
    output: paymentParams,
    errors: ['alreadyPaid', 'orderClosed'],
    may: THE_MEMBER,
    subject: 'order',
    perMinute: 20,
  },
  checkPayment: {
    input: input({ orderId: id }),
    output: output({ order: orderSummary, payment: v.picklist(['paid', 'notPaid', 'unknown', 'closed']) }),
    errors: [],
    may: THE_MEMBER,
    subject: 'order',
    perMinute: WRITE,
  },
  cancelOrder: {
    input: input({
      commandId,
      orderId: id,
      /** undefined: the whole order; else units of its lines, only for a paid order of an open group. */
      lines: v.optional(wantedLines),
    }),
    output: orderDetail,
    errors: ['commandReused', 'notCancellable', 'tooManyUnits', 'unknownSku', 'alreadyPaid', 'changedMeanwhile'],
    may: THE_MEMBER,
    subject: 'order',
    perMinute: WRITE,
  },
  listMyOrders: {
    input: input({ filter: v.picklist(['active', 'done', 'refunded', 'all']), cursor: v.optional(cursor) }),
    output: page(orderSummary),
    errors: [],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: READ,
  },
  getOrder: {
    input: input({ orderId: id }),
    output: orderDetail,
    errors: [],
    may: ['member', 'leader', 'owner', 'operator', 'finance'],
    subject: 'order',
    perMinute: READ,
  },
  shareGroup: {
    input: input({ groupId: id }),
    output: output({
      now: instant,
      code: text(8),
      path: text(120),
      title: text(80),
      picture: text(200),
      /** The group as everybody sees it: never with the sharer's own price. */
      card: groupCard,
      pointName: text(40),
      leader: v.object({ name: text(40), avatar: text(200) }),
    }),
    errors: [],
    may: EVERY_MEMBER,
    subject: 'group',
    perMinute: WRITE,
  },
  getShareCode: {
    input: input({ groupId: id }),
    /** The mini-program code that opens the group for whom the caller tells, as a `data:` address. */
    output: output({ code: text(8), picture: v.pipe(text(800_000), v.startsWith('data:image/')) }),
    errors: ['codeUnavailable'],
    may: EVERY_MEMBER,
    subject: 'group',
    // Each one is drawn by WeChat, which counts them.
    perMinute: 20,
  },

  // What I have
  getMembership: {
    input: input({ merchantId: v.optional(id) }),
    output: membershipView,
    errors: [],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: READ,
  },
  listLedger: {
    input: input({
      merchantId: v.optional(id),
      book: v.picklist(BOOKS),
      filter: v.optional(v.picklist(['all', 'earned', 'spent', 'expired', 'corrected'])),
      cursor: v.optional(cursor),
    }),
    output: ledgerPage,
    errors: [],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: READ,
  },
  checkIn: {
    input: input({ merchantId: v.optional(id) }),
    output: membershipView,
    errors: ['alreadyCheckedIn', 'changedMeanwhile'],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: 20,
  },
  listRewards: {
    input: input({ merchantId: v.optional(id) }),
    output: output({ now: instant, merchantId: id, points: pointsSchema(), rewards: list(rewardView, 100) }),
    errors: [],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: READ,
  },
  redeemReward: {
    input: input({
      commandId,
      rewardId: id,
      seenPoints: pointsSchema(1),
      /** Where goods are fetched; null for a coupon. */
      pointId: v.nullable(id),
    }),
    output: output({ now: instant, points: pointsSchema(), redemption: redemptionView }),
    errors: [
      'rewardGone',
      'rewardPriceChanged',
      'soldOut',
      'overLimit',
      'notEnoughPoints',
      'commandReused',
      'changedMeanwhile',
    ],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: 20,
  },
  listRedemptions: {
    input: input({ cursor: v.optional(cursor) }),
    output: page(redemptionView),
    errors: [],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: READ,
  },

  // Being paid out
  askWithdrawal: {
    input: input({ commandId, merchantId: id, role: v.picklist(PAYEE_ROLES), amountFen: fenSchema(1) }),
    output: output({ now: instant, withdrawal: withdrawalView }),
    errors: [
      'belowMinimum',
      'aboveMaximum',
      'notEnoughToWithdraw',
      'withdrawalOpen',
      'commandReused',
      'changedMeanwhile',
    ],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: 10,
  },
  confirmWithdrawal: {
    input: input({ withdrawalId: id }),
    output: output({ mchId: text(40), appId: text(40), package: text(2000) }),
    errors: ['wrongState'],
    may: THE_MEMBER,
    subject: 'withdrawal',
    perMinute: 20,
  },
  checkWithdrawal: {
    input: input({ withdrawalId: id }),
    output: output({ now: instant, withdrawal: withdrawalView }),
    errors: [],
    may: THE_MEMBER,
    subject: 'withdrawal',
    perMinute: 20,
  },
  listWithdrawals: {
    input: input({ merchantId: v.optional(id), role: v.picklist(PAYEE_ROLES), cursor: v.optional(cursor) }),
    output: output({
      now: instant,
      merchantId: id,
      merchantName: text(40),
      money: payoutMoney,
      rules: v.object({ minFen: fenSchema(1), maxFen: fenSchema(1), confirmHours: count() }),
      /** The one that has not ended; it is among the rows, too. */
      open: v.nullable(withdrawalView),
      rows: list(withdrawalView, 50),
      cursor: v.nullable(cursor),
    }),
    errors: [],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: READ,
  },

  // After-sales
  askRefund: {
    input: input({ commandId, orderId: id, lines: wantedLines, reason: text(200, 2), pictures: list(pictureKey, 9) }),
    output: orderDetail,
    errors: ['notRefundable', 'windowEnded', 'tooManyUnits', 'unknownSku', 'commandReused'],
    may: THE_MEMBER,
    subject: 'order',
    perMinute: 20,
  },
  appealRefund: {
    input: input({ commandId, refundNo: id, text: text(200, 2) }),
    output: orderDetail,
    errors: ['wrongState', 'alreadyAppealed', 'appealTooLate', 'tooManyUnits', 'commandReused'],
    may: THE_MEMBER,
    subject: 'refund',
    perMinute: 20,
  },
  listRefunds: {
    input: input({
      merchantId: id,
      /** open: to be decided, the most urgent first; sending: approved and under way; done: paid back or rejected. */
      filter: v.picklist(['open', 'sending', 'failed', 'done', 'all']),
      cursor: v.optional(cursor),
    }),
    output: page(refundRow),
    errors: [],
    may: THE_STAFF,
    subject: 'merchant',
    perMinute: READ,
  },
  decideRefund: {
    input: input({
      commandId,
      refundNo: id,
      decision: v.variant('kind', [
        v.strictObject({ kind: v.literal('approved'), answer: text(200) }),
        v.strictObject({ kind: v.literal('rejected'), answer: text(200, 2) }),
      ]),
    }),
    output: refundRow,
    errors: ['wrongState', 'commandReused'],
    may: GOODS_STAFF,
    subject: 'refund',
    perMinute: WRITE,
  },
  refundOrder: {
    input: input({
      commandId,
      orderId: id,
      /** Units, goodwill in fen, or both. */
      lines: list(refundWish, 20, 1),
      note: text(200),
    }),
    output: refundRow,
    errors: ['notRefundable', 'tooManyUnits', 'moreThanKept', 'unknownSku', 'commandReused'],
    may: GOODS_STAFF,
    subject: 'order',
    perMinute: WRITE,
  },
  retryRefund: {
    input: input({ refundNo: id }),
    output: refundRow,
    errors: ['wrongState'],
    may: THE_STAFF,
    subject: 'refund',
    perMinute: WRITE,
  },

  // Leading
  applyAsLeader: {
    input: input({
      merchantId: id,
      name: text(20, 1),
      phone,
      point: v.strictObject({ name: text(20, 1), address: text(100, 1), hours: text(40, 1), ...place.entries }),
    }),
    output: meView,
    errors: ['alreadyLeader'],
    may: EVERY_MEMBER,
    subject: 'none',
    perMinute: 10,
  },
  getDesk: {
    input: input({ merchantId: v.optional(id) }),
    output: deskView,
    errors: [],
    may: ['leader'],
    subject: 'point',
    perMinute: READ,
  },
  listLeaderGroups: {
    input: input({
      merchantId: v.optional(id),
      filter: v.picklist(['open', 'waiting', 'done']),
      cursor: v.optional(cursor),
    }),
    output: page(leaderGroup),
    errors: [],
    may: ['leader'],
    subject: 'point',
    perMinute: READ,
  },
  listOpenableCampaigns: {
    input: input({ merchantId: v.optional(id) }),
    output: output({ now: instant, campaigns: list(campaignView, 50) }),
    errors: [],
    may: ['leader'],
    subject: 'point',
    perMinute: READ,
  },
  openGroup: {
    input: input({ commandId, campaignId: id, pointId: id }),
    output: groupDetail,
    errors: ['campaignOver', 'alreadyOpened', 'commandReused', 'wrongState'],
    may: THE_LEADER,
    subject: 'point',
    perMinute: 20,
  },
  closeGroup: {
    input: input({ groupId: id }),
    output: groupDetail,
    errors: ['thresholdNotReached', 'wrongState', 'changedMeanwhile'],
    may: THE_LEADER,
    subject: 'group',
    perMinute: 20,
  },
  cancelGroup: {
    input: input({ groupId: id }),
    output: groupDetail,
    errors: ['hasPaidOrders', 'wrongState', 'changedMeanwhile'],
    may: ['leader', 'owner', 'operator'],
    subject: 'group',
    perMinute: 20,
  },
  markArrived: {
    input: input({
      groupId: id,
      /** undefined: everything. */
      skus: v.optional(list(id, 50, 1)),
    }),
    output: output({ groupId: id, orders: count() }),
    errors: ['wrongState', 'unknownSku', 'changedMeanwhile'],
    may: ['leader', 'owner', 'operator'],
    subject: 'group',
    perMinute: 30,
  },
  listPickups: {
    input: input({ pointId: id, filter: v.picklist(['waiting', 'taken']), cursor: v.optional(cursor) }),
    output: output({
      now: instant,
      rows: list(pickupRow, 50),
      cursor: v.nullable(cursor),
      counts: v.object({ waiting: count(), partly: count(), taken: count() }),
    }),
    errors: [],
    may: THE_LEADER,
    subject: 'point',
    perMinute: READ,
  },
  findPickup: {
    input: input({ pointId: id, code: pickupCode }),
    output: pickupRow,
    errors: ['wrongCode', 'otherPoint', 'alreadyCollected', 'rewardCode'],
    may: THE_LEADER,
    subject: 'point',
    perMinute: WRITE,
  },
  collectOrder: {
    input: input({
      commandId,
      orderId: id,
      /** How the leader knows: the code, or the row picked by hand, which is logged and told to the member. */
      by: v.picklist(['code', 'row']),
      /** undefined: all that has arrived. */
      lines: v.optional(wantedLines),
    }),
    output: pickupRow,
    errors: [
      'commandReused',
      'notArrived',
      'alreadyCollected',
      'tooManyUnits',
      'unknownSku',
      'wrongState',
      'changedMeanwhile',
    ],
    may: THE_LEADER,
    subject: 'order',
    perMinute: 120,
  },
  undoCollect: {
    input: input({ commandId, orderId: id }),
    output: pickupRow,
    errors: ['commandReused', 'tooLateToUndo', 'wrongState', 'changedMeanwhile'],
    may: THE_LEADER,
    subject: 'order',
    perMinute: WRITE,
  },
  handOverRedemption: {
    input: input({ commandId, pointId: id, code: pickupCode }),
    output: output({ now: instant, redemption: redemptionView }),
    errors: ['commandReused', 'wrongCode', 'alreadyCollected', 'changedMeanwhile'],
    may: ['leader', 'owner', 'operator'],
    subject: 'point',
    perMinute: 120,
  },

  // Running a shop
  getMerchantDay: {
    input: input({ merchantId: id }),
    output: merchantDay,
    errors: [],
    may: THE_STAFF,
    subject: 'merchant',
    perMinute: READ,
  },
  listProducts: {
    input: input({ merchantId: id }),
    output: output({ products: list(productView, 500) }),
    errors: [],
    may: GOODS_STAFF,
    subject: 'merchant',
    perMinute: READ,
  },
  saveProduct: {
    input: input({
      commandId,
      merchantId: id,
      name: text(40, 1),
      spec: text(20, 1),
      category: text(10, 1),
      picture: pictureKey,
      hero: pictureKey,
      plate,
      summary: text(100),
      fresh: v.boolean(),
    }),
    output: productView,
    errors: ['commandReused'],
    may: GOODS_STAFF,
    subject: 'merchant',
    perMinute: WRITE,
  },
  publishCampaign: {
    input: input({
      commandId,
      merchantId: id,
      title: text(40, 1),
      summary: text(100),
      items: list(
        v.strictObject({
          productId: id,
          priceTiers: list(priceTierView, 5, 1),
          memberPricesFen: v.optional(
            v.partial(v.strictObject({ silver: fenSchema(1), gold: fenSchema(1), diamond: fenSchema(1) })),
          ),
          stock: count(100_000, 1),
          limitPerMember: v.nullable(count(999, 1)),
          commissionBps: v.nullable(bps),
        }),
        20,
        1,
      ),
      opensAt: instant,
      closesAt: instant,
      arrivesAt: instant,
      pickupUntil: instant,
      threshold: thresholdView,
    }),
    output: campaignView,
    errors: ['badTiers', 'badSchedule', 'commandReused', 'notFound'],
    may: GOODS_STAFF,
    subject: 'merchant',
    perMinute: 20,
  },
  listCampaigns: {
    input: input({ merchantId: id, cursor: v.optional(cursor) }),
    output: page(campaignView),
    errors: [],
    may: THE_STAFF,
    subject: 'merchant',
    perMinute: READ,
  },
  listMerchantOrders: {
    input: input({
      merchantId: id,
      filter: v.picklist(['all', 'unpaid', 'paid', 'confirmed', 'arrived', 'collected', 'completed', 'refunded']),
      cursor: v.optional(cursor),
    }),
    output: page(merchantOrder),
    errors: [],
    may: THE_STAFF,
    subject: 'merchant',
    perMinute: READ,
  },
  approveLeader: {
    input: input({ merchantId: id, leaderId: id }),
    output: output({ leaderId: id, state: v.picklist(['pending', 'active', 'paused']) }),
    errors: ['wrongState'],
    may: GOODS_STAFF,
    subject: 'merchant',
    perMinute: WRITE,
  },
  setStaff: {
    input: input({ merchantId: id, memberId: id, role: v.nullable(roleView) }),
    output: output({ memberId: id, role: v.nullable(roleView) }),
    errors: [],
    may: THE_OWNER,
    subject: 'merchant',
    perMinute: 20,
  },
  giveCoupons: {
    input: input({
      commandId,
      merchantId: id,
      /** Everyone of a tier or everyone: a coupon is never for one person only. */
      tier: v.nullable(v.picklist(TIERS)),
      title: text(20, 1),
      terms: couponTerms,
      expiresAt: instant,
    }),
    output: output({ given: count() }),
    errors: ['badSchedule', 'commandReused'],
    may: GOODS_STAFF,
    subject: 'merchant',
    perMinute: 20,
  },
  saveReward: {
    input: input({
      commandId,
      merchantId: id,
      /** null: a new one. */
      rewardId: v.nullable(id),
      name: text(20, 1),
      summary: text(60),
      /** Its kind is fixed once it is made. days: how long the coupon is good. */
      what: v.variant('kind', [
        v.strictObject({ kind: v.literal('coupon'), terms: couponTerms, days: count(366, 1) }),
        v.strictObject({ kind: v.literal('goods'), picture: pictureKey, plate }),
      ]),
      points: pointsSchema(1, 1_000_000),
      /** In all, what was redeemed so far included. */
      stock: count(100_000),
      limitPerMember: v.nullable(count(999, 1)),
      active: v.boolean(),
    }),
    output: output({ now: instant, reward: rewardView }),
    errors: ['commandReused', 'changedMeanwhile'],
    may: GOODS_STAFF,
    subject: 'merchant',
    perMinute: WRITE,
  },
  listPayouts: {
    input: input({
      merchantId: id,
      /** waiting: for a decision; underWay: approved and not yet ended; ended: without being paid. */
      filter: v.picklist(['waiting', 'underWay', 'paid', 'ended', 'all']),
      cursor: v.optional(cursor),
    }),
    output: page(payoutView),
    errors: [],
    may: MONEY_STAFF,
    subject: 'merchant',
    perMinute: READ,
  },
  decideWithdrawal: {
    input: input({
      commandId,
      merchantId: id,
      withdrawalId: id,
      decision: v.variant('kind', [
        v.strictObject({ kind: v.literal('approve') }),
        /** The payee reads the reason. */
        v.strictObject({ kind: v.literal('reject'), reason: text(60, 1) }),
      ]),
    }),
    output: output({ now: instant, payout: payoutView }),
    errors: ['wrongState', 'commandReused'],
    may: MONEY_STAFF,
    subject: 'merchant',
    perMinute: WRITE,
  },
  getBooks: {
    input: input({ merchantId: id }),
    output: booksView,
    errors: [],
    may: MONEY_STAFF,
    subject: 'merchant',
    perMinute: WRITE,
  },
  listReconciliations: {
    input: input({ merchantId: id, cursor: v.optional(cursor) }),
    output: page(reconciliationRow),
    errors: [],
    may: MONEY_STAFF,
    subject: 'merchant',
    perMinute: READ,
  },
  getReconciliation: {
    input: input({ merchantId: id, day }),
    output: reconciliationDetail,
    errors: [],
    may: MONEY_STAFF,
    subject: 'merchant',
    perMinute: READ,
  },
} as const satisfies Record<string, CallSpec>;

export type CallName = keyof typeof CALLS;
export type CallInput<Name extends CallName> = v.InferInput<(typeof CALLS)[Name]['input']>;
/** The input as the server gets it, parsed. */
export type ParsedInput<Name extends CallName> = v.InferOutput<(typeof CALLS)[Name]['input']>;
export type CallOutput<Name extends CallName> = v.InferOutput<(typeof CALLS)[Name]['output']>;
export const CALL_NAMES = Object.keys(CALLS) as CallName[];
