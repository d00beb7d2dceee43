import type { OrderLine } from '../../../src/contract/order';
import { fen } from '../../../src/contract/money';
import { points, ZERO_POINTS } from '../../../src/contract/points';
import { DAY_MS, HOUR_MS } from '../../../src/contract/time';
import { DEFAULT_SETTINGS } from '../../../cloudfunctions/core/settings';
import type {
  GroupDocument,
  MemberDocument,
  MerchantDocument,
  OrderDocument,
  PickupCodeDocument,
  PointDocument,
} from '../../../cloudfunctions/usecases/documents';
import { sortKey } from '../../../cloudfunctions/usecases/sort-key';
import type { CampaignItem } from '../../../src/contract/campaign';

/** When the windows of all orders are over: 2026-11-21 12:00 in Shanghai. */
export const NOW = Date.parse('2026-11-21T12:00:00+08:00');
export const MERCHANT_ID = 'm1';
const CAMPAIGN_ID = 'c1';
const COLLECTED_AT = NOW - 7 * DAY_MS - HOUR_MS;
const PLACED_AT = COLLECTED_AT - 2 * DAY_MS;

/** How the orders of a shop spread over its people. */
export interface ShopShape {
  members: number;
  leaders: number;
  /** Orders of a group, of which a leader has as many as it takes. */
  groupSize: number;
  /** Every so manieth member came through one of 50 inviters; 0: nobody did. */
  everyInvited: number;
}

export const merchantDocument = (): MerchantDocument => ({
  _id: MERCHANT_ID,
  v: 1,
  rev: 1,
  name: '晨光鲜果',
  subMchId: '1900000109',
  createdAt: PLACED_AT,
  settings: DEFAULT_SETTINGS,
});

export const pointDocument = (leader: number): PointDocument => ({
  _id: pointId(leader),
  v: 1,
  rev: 1,
  merchantId: MERCHANT_ID,
  leaderId: leaderId(leader),
  name: '晴川里 3 号门',
  address: '晴川路 18 号',
  hours: '16:00–21:00',
  location: { type: 'Point', coordinates: [121.4, 31.2] },
  leaderName: '周姐',
  leaderPhone: '13800002086',
  leaderAvatar: '',
  active: true,
  since: PLACED_AT,
  commissionBps: null,
});

export const memberDocument = (member: number): MemberDocument => ({
  _id: memberId(member),
  v: 1,
  rev: 1,
  openid: `openid-${memberId(member)}`,
  nickname: '林晚',
  avatar: '',
  createdAt: PLACED_AT - DAY_MS,
  inviterId: null,
  arrivedBy: null,
  pointId: null,
  person: { name: '林晚', phone: '13800002086' },
  leads: [],
  staffOf: [],
});

export const memberId = (member: number): string => `member${member}`;
export const leaderId = (leader: number): string => `leader${leader}`;
const pointId = (leader: number): string => `point${leader}`;

export const campaignItem = (sku: string, priceFen: number): CampaignItem => ({
  sku,
  productId: sku,
  name: '丹东 99 草莓',
  spec: '2 斤装 · 现摘',
  picture: 'cloud://env.bucket/goods/strawberry.png',
  hero: 'cloud://env.bucket/goods/strawberry-wide.png',
  plate: 'blush',
  category: '水果',
  priceTiers: [{ fromUnits: 1, priceFen: fen(priceFen) }],
  stock: 1_000_000,
  limitPerMember: null,
  commissionBps: null,
  fresh: false,
});

/** A group whose goods have arrived. */
export function groupDocument(groupId: string, leader: number): GroupDocument {
  return {
    _id: groupId,
    v: 1,
    rev: 3,
    merchantId: MERCHANT_ID,
    campaignId: CAMPAIGN_ID,
    leaderId: leaderId(leader),
    pointId: pointId(leader),
    createdAt: PLACED_AT - DAY_MS,
    state: 'arrived',
    title: '丹东 99 草莓',
    summary: '今早采摘，冷链到小区',
    items: [campaignItem('sku1', 3280), campaignItem('sku2', 1001)],
    opensAt: PLACED_AT - DAY_MS,
    closesAt: PLACED_AT + HOUR_MS,
    arrivesAt: PLACED_AT + DAY_MS,
    pickupUntil: PLACED_AT + DAY_MS + 5 * HOUR_MS,
    threshold: { kind: 'none' },
    dueAt: null,
    closedAt: PLACED_AT + HOUR_MS,
    decidedAt: PLACED_AT + HOUR_MS,
    finalPricesFen: { sku1: fen(3280), sku2: fen(1001) },
    arrivals: { sku1: PLACED_AT + DAY_MS, sku2: PLACED_AT + DAY_MS },
  };
}

function collectedLine(sku: string, units: number, priceFen: number): OrderLine {
  const { name, spec, picture, plate, fresh } = campaignItem(sku, priceFen);
  return {
    sku,
    name,
    spec,
    picture,
    plate,
    fresh,
    units,
    unitPriceFen: fen(priceFen),
    finalPriceFen: fen(priceFen),
    couponShareFen: fen(0),
    pointsShare: ZERO_POINTS,
    netFen: fen(units * priceFen),
    refundedUnits: 0,
    allowanceFen: fen(0),
    givenBackFen: fen(0),
    pointsGivenBack: points(0),
    commissionBps: 800,
    arrivedAt: PLACED_AT + DAY_MS,
    collectedAt: COLLECTED_AT,
    collectedUnits: units,
    windowEndsAt: COLLECTED_AT + 7 * DAY_MS,
  };
}

/** The n-th order of a shop: two lines, paid and collected, its window over. */
export function collectedOrder(n: number, shape: ShopShape): OrderDocument {
  const orderId = `o${String(n).padStart(20, '0')}`;
  const group = Math.floor(n / shape.groupSize);
  const leader = group % shape.leaders;
  const member = n % shape.members;
  const invited = shape.everyInvited > 0 && member % shape.everyInvited === 0;
  const inviter = `inviter${member % 50}`;
  const lines = [collectedLine('sku1', 2, 3280), collectedLine('sku2', 1, 1001 + (n % 100))];
  const paid = fen(2 * 3280 + 1001 + (n % 100));
  const by = memberId(member);
  return {
    _id: orderId,
    v: 1,
    rev: 6,
    merchantId: MERCHANT_ID,
    groupId: groupIdOf(n, shape),
    campaignId: CAMPAIGN_ID,
    leaderId: leaderId(leader),
    pointId: pointId(leader),
    memberId: by,
    key: sortKey(PLACED_AT + n, orderId),
    openid: `openid-${by}`,
    inputHash: '0123456789abcdef0123456789abcdef',
    state: 'collected',
    lines,
    goodsFen: paid,
    couponFen: fen(0),
    couponId: null,
    points: ZERO_POINTS,
    lots: [],
    payFen: paid,
    person: { name: '林晚', phone: '13800002086' },
    note: '',
    placedAt: PLACED_AT + n,
    unpaidUntil: PLACED_AT + n + HOUR_MS / 4,
    paidAt: PLACED_AT + n + 1000,
    transactionId: `4200${String(n).padStart(24, '0')}`,
    itemBps: { sku1: null, sku2: null },
    inviter: invited ? { id: inviter, boundAt: PLACED_AT - DAY_MS } : null,
    terms: {
      programmeVersion: 1,
      tier: 'basic',
      multiplierBps: 10_000,
      referral: invited
        ? { inviterId: inviter, bps: 200, unit: 'FEN', perOrderLimit: 2000, perMonthLimit: 50_000 }
        : null,
    },
    referralLimit: null,
    posted: null,
    rewardedFen: null,
    openCases: [],
    refundCount: 0,
    confirmedAt: PLACED_AT + HOUR_MS,
    arrivedAt: PLACED_AT + DAY_MS,
    collectedAt: COLLECTED_AT,
    completedAt: null,
    pickupCode: pickupCode(n),
    handOvers: [
      {
        commandId: `hand-over-${n}`,
        at: COLLECTED_AT,
        by: leaderId(leader),
        how: 'code',
        lines: lines.map(({ sku, units }) => ({ sku, units })),
        undone: false,
      },
    ],
    timeline: (['placed', 'paid', 'formed', 'arrived', 'collected'] as const).map((kind, step) => ({
      kind,
      at: PLACED_AT + n + step * HOUR_MS,
      by: kind === 'placed' ? by : null,
      commandId: kind === 'placed' ? `command-${n}` : null,
      fen: kind === 'placed' || kind === 'paid' ? paid : null,
    })),
    via: null,
    dueAt: NOW - DAY_MS + n,
    followUpAt: null,
    counted: true,
  };
}

export const groupIdOf = (n: number, { groupSize }: ShopShape): string => `group${Math.floor(n / groupSize)}`;

const pickupCode = (n: number): string => String(n % 1_000_000).padStart(6, '0');

export function pickupCodeDocument(order: OrderDocument): PickupCodeDocument {
  const { pointId: at, _id, arrivedAt } = order;
  return { _id: `${at}:${order.pickupCode}`, v: 1, pointId: at, orderId: _id, at: arrivedAt ?? 0 };
}
