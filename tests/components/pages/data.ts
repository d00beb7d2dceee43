import type { CallOutput } from '@/contract/calls';
import type { GroupDetail, Quote } from '@/contract/views';

/** Answers of the server as the wire carries them: amounts are plain integers there. */

export const NOW = Date.parse('2026-11-21T09:41:00+08:00');
const HOUR = 3_600_000;

const wire = <Output>(value: unknown): Output => value as Output;

interface GroupChange {
  card?: Record<string, unknown>;
  items?: Record<string, unknown>[];
  [field: string]: unknown;
}

export const item = (change: Record<string, unknown> = {}) => ({
  sku: 'straw',
  name: '草莓',
  spec: '2 斤装',
  picture: '',
  plate: 'blush',
  fresh: true,
  priceTiers: [{ fromUnits: 1, priceFen: 2980 }],
  priceFen: 2980,
  memberPriceFen: null,
  nextTier: null,
  paidUnits: 48,
  left: 20,
  limitPerMember: null,
  bought: 0,
  ...change,
});

export const group = ({ card = {}, items = [item()], ...change }: GroupChange = {}): GroupDetail =>
  wire({
    now: NOW,
    card: {
      groupId: 'g1',
      state: 'open',
      title: '草莓',
      spec: '2 斤装',
      picture: '',
      hero: '',
      plate: 'blush',
      category: '水果',
      priceFen: 2980,
      nextTier: null,
      threshold: { kind: 'people', count: 30 },
      reached: false,
      people: 23,
      units: 48,
      soldOut: false,
      opensAt: NOW - HOUR,
      closesAt: NOW + 10 * HOUR,
      arrivesAt: NOW + 30 * HOUR,
      pickupUntil: NOW + 35 * HOUR,
      items: items.length,
      ...card,
    },
    summary: '',
    items,
    point: {
      pointId: 'p1',
      merchantId: 'm1',
      merchantName: '晴川鲜果',
      name: '晴川里 3 号门',
      address: '南门旁',
      hours: '每天 16:00–21:00',
      lat: 30,
      lng: 114,
      distanceM: null,
      leader: { leaderId: 'l1', name: '周姐', avatar: '', since: 0, formedGroups: 3 },
      openGroups: 1,
    },
    participants: [],
    participantCount: 0,
    mayPlace: true,
    opensForMeAt: NOW - HOUR,
    myOrderId: null,
    myRefundFen: 0,
    rules: { unpaidMinutes: 15, windowDays: 7, freshWindowHours: 48, autoCollectDays: 7 },
    ...change,
  });

const face = (couponId: string, offFen: number) => ({
  couponId,
  title: '满减券',
  kind: 'fixed',
  offFen,
  offBps: 0,
  capFen: 0,
  overFen: 0,
  expiresAt: NOW + 240 * HOUR,
});

interface QuoteWish {
  units?: number;
  priceFen?: number;
  coupon?: { id: string; offFen: number } | null;
  points?: number;
}

export function quote({ units = 2, priceFen = 2980, coupon = null, points = 0 }: QuoteWish = {}): Quote {
  const goodsFen = units * priceFen;
  const couponFen = coupon?.offFen ?? 0;
  return wire({
    now: NOW,
    cost: { goodsFen, couponFen, points, pointsFen: points, payFen: goodsFen - couponFen - points, units },
    lines: [{ sku: 'straw', units, unitPriceFen: priceFen, netFen: goodsFen, tierFromUnits: 1 }],
    coupon: coupon && face(coupon.id, coupon.offFen),
    coupons: coupon ? [{ face: face(coupon.id, coupon.offFen), offFen: coupon.offFen, usable: true, why: '' }] : [],
    pointsAvailable: 1286,
    pointsStep: 100,
    pointsMost: 1200,
    pointsMaxBps: 5000,
    expected: { state: 'expected', points: 59, growth: 59, tier: 'basic', multiplierBps: 10_000 },
  });
}

export const me = (person: { name: string; phone: string } | null): CallOutput<'enter'> =>
  wire({
    now: NOW,
    memberId: 'me',
    nickname: '',
    avatar: '',
    since: 0,
    point: null,
    person,
    leads: [],
    staffOf: [],
    badge: 0,
  });

export const placed: CallOutput<'placeOrder'> = wire({
  order: { orderId: 'o1', state: 'unpaid' },
  payment: { timeStamp: '1', nonceStr: 'n', package: 'p', signType: 'RSA', paySign: 's', payFen: 5960, orderId: 'o1' },
});
