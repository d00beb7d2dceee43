import { GOODS } from './goods';
import {
  FANG_YUAN,
  GU_QING,
  HE_XIAOYU,
  LAO_QIN,
  LIN_WAN,
  MEMBERS,
  type Neighbour,
  TIAN_GENG,
  XU_CHEN,
  ZHOU_JIE,
} from './people';
import type { Painter } from './pictures';
import type { Town } from './town';
import { inParallel } from './town';

interface Point {
  name: string;
  address: string;
  hours: string;
  lat: number;
  lng: number;
}

const MERCHANTS = [
  { merchantId: 'chenguang', name: '晨光鲜果', subMchId: '1900000109', owner: XU_CHEN },
  { merchantId: 'tianyuan', name: '田园直供', subMchId: '1900000110', owner: TIAN_GENG },
] as const;

/** The first point is what a neighbour sees who has not chosen one. */
const LEADERS: readonly { who: Neighbour; merchantId: string; approver: Neighbour; phone: string; point: Point }[] = [
  {
    who: ZHOU_JIE,
    merchantId: 'chenguang',
    approver: XU_CHEN,
    phone: '13900000001',
    point: {
      name: '晴川里 3 号门',
      address: '晴川路 88 弄晴川里 3 号门门房旁',
      hours: '16:00–21:00',
      lat: 31.2243,
      lng: 121.4691,
    },
  },
  {
    who: LAO_QIN,
    merchantId: 'chenguang',
    approver: XU_CHEN,
    phone: '13900000002',
    point: {
      name: '梧桐小院驿站',
      address: '晴川路 120 弄梧桐小院驿站',
      hours: '10:00–20:30',
      lat: 31.2262,
      lng: 121.4712,
    },
  },
  {
    who: HE_XIAOYU,
    merchantId: 'tianyuan',
    approver: TIAN_GENG,
    phone: '13900000003',
    point: {
      name: '云锦苑东门',
      address: '云锦路 15 号云锦苑东门快递柜旁',
      hours: '17:00–20:00',
      lat: 31.2219,
      lng: 121.4655,
    },
  },
];

/** Ids that the cloud made for the neighbourhood. */
export interface Neighbourhood {
  /** Pickup point of each leader, by openid. */
  points: Map<string, string>;
  /** Product, which is also the sku, by emoji. */
  products: Map<string, string>;
}

/** Who sells for a merchant. */
export const sellerOf = (merchantId: string): Neighbour => (merchantId === 'chenguang' ? FANG_YUAN : TIAN_GENG);

/** Gives a person their name and avatar; their first call makes them a member, through a card or without one. */
export async function moveIn(town: Town, painter: Painter, who: Neighbour, shareCode?: string): Promise<string> {
  const { memberId } = await town.call<{ memberId: string }>(who, 'enter', {}, shareCode);
  await town.call(who, 'saveProfile', { nickname: who.name, avatar: await painter.avatar(...who.avatar) });
  return memberId;
}

async function foundMerchants(town: Town, painter: Painter, secret: string): Promise<void> {
  for (const { merchantId, name, subMchId, owner } of MERCHANTS) {
    await town.found(secret, { merchantId, name, subMchId, ownerOpenid: owner.openid });
    await moveIn(town, painter, owner);
  }
  const staff = [
    { who: FANG_YUAN, role: 'operator' },
    { who: GU_QING, role: 'finance' },
  ];
  for (const { who, role } of staff) {
    const memberId = await moveIn(town, painter, who);
    await town.call(XU_CHEN, 'setStaff', { merchantId: 'chenguang', memberId, role });
  }
}

async function addLeaders(town: Town, painter: Painter, points: Map<string, string>): Promise<void> {
  for (const { who, merchantId, approver, phone, point } of LEADERS) {
    const leaderId = await moveIn(town, painter, who);
    const application = { merchantId, name: who.name, phone, point };
    const me = await town.call<{ leads: { pointId: string }[] }>(who, 'applyAsLeader', application);
    const pointId = me.leads[0]?.pointId ?? '';
    await town.call(approver, 'approveLeader', { merchantId, leaderId });
    await town.call(who, 'choosePoint', { pointId });
    points.set(who.openid, pointId);
  }
}

async function addProducts(
  town: Town,
  painter: Painter,
  products: Map<string, string>,
  progress: (part: number) => void,
): Promise<void> {
  for (const { emoji, merchantId, name, spec, category, summary, fresh } of GOODS) {
    const content = { commandId: town.commandId(), merchantId, name, spec, category, summary, fresh };
    const input = { ...content, ...(await painter.product(emoji)) };
    const { productId } = await town.call<{ productId: string }>(sellerOf(merchantId), 'saveProduct', input);
    products.set(emoji, productId);
    progress(products.size / GOODS.length);
  }
}

/** Makes merchants, staff, leaders with their pickup points, and goods with their pictures, which take most of the time. */
export async function foundNeighbourhood(
  town: Town,
  painter: Painter,
  secret: string,
  progress: (part: number) => void,
): Promise<Neighbourhood> {
  const points = new Map<string, string>();
  const products = new Map<string, string>();
  await foundMerchants(town, painter, secret);
  await addLeaders(town, painter, points);
  await addProducts(town, painter, products, progress);
  return { points, products };
}

/** Lets members move in and choose their door; `codeOf` is the card through which somebody came. */
export async function moveMembersIn(
  town: Town,
  painter: Painter,
  members: readonly Neighbour[],
  { points }: Neighbourhood,
  codeOf: (who: Neighbour) => string | undefined,
): Promise<void> {
  await inParallel(members, async (who) => {
    await moveIn(town, painter, who, codeOf(who));
    await town.call(who, 'choosePoint', { pointId: points.get(doorOf(who).openid) });
  });
}

/** Most live at 晴川里; every sixth household picks up elsewhere. */
function doorOf(who: Neighbour): Neighbour {
  const index = MEMBERS.indexOf(who);
  if (who === LIN_WAN || index % 6 !== 5) return ZHOU_JIE;
  return index % 12 === 5 ? LAO_QIN : HE_XIAOYU;
}
