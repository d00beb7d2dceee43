import { MERCHANT } from '../../../usecases/neighbourhood';

/** Everybody who may hold the phone. */
export const ROLES = ['visitor', 'member', 'leader', 'owner', 'operator', 'finance'] as const;
export type Role = (typeof ROLES)[number];

const BUT_VISITORS: readonly Role[] = ROLES.filter((role) => role !== 'visitor');
const LEADERS: readonly Role[] = ['leader'];
const STAFF: readonly Role[] = ['owner', 'operator', 'finance'];
const GOODS_STAFF: readonly Role[] = ['owner', 'operator'];
const MONEY_STAFF: readonly Role[] = ['owner', 'finance'];

/** A page of the mini-program as a link leads to it. */
export interface Place {
  query: Record<string, string>;
  /** Who may see it, and words that only they read. */
  may: readonly Role[];
  says: RegExp;
  /** What everybody else is told. */
  otherwise?: RegExp;
}

/** What the links lead to. */
export interface Scene {
  groupId: string;
  orderId: string;
  sku: string;
}

const SIGN_IN = /在微信里打开才知道你是谁/;
const OTHERS = /找不到了|在微信里打开才知道你是谁/;
const NOT_LED = /这里只有团长能看/;
const NO_STAFF = /这里只有店员能看/;

/** Every page that ships, by its path in app.json. A new page needs its line here. */
export function placesOf({ groupId, orderId, sku }: Scene): Record<string, Place> {
  const shop = { m: MERCHANT };
  const forLeaders = (says: RegExp): Place => ({ query: shop, may: LEADERS, says, otherwise: NOT_LED });
  const forStaff = (says: RegExp, may = STAFF, otherwise = NO_STAFF): Place => ({ query: shop, may, says, otherwise });
  const forMembers = (says: RegExp, query = {}): Place => ({ query, may: BUT_VISITORS, says, otherwise: SIGN_IN });
  return {
    'pages/home/index': { query: {}, may: ROLES, says: /今天开了 1 个团/ },
    'pages/orders/index': forMembers(/没有进行中的订单|待成团/),
    'pages/member/index': forMembers(/签到/),
    'pages/me/index': forMembers(/做邻居/),
    'pages/group/index': { query: { g: groupId }, may: ROLES, says: /丹东 99 草莓/ },
    'shopping/pages/checkout/index': {
      query: { g: groupId, items: `${sku}:1` },
      may: BUT_VISITORS,
      says: /应付/,
      otherwise: /请在微信里打开，再试一次/,
    },
    'shopping/pages/pay-result/index': {
      query: { o: orderId, r: 'paid' },
      may: ['member'],
      says: /付好了/,
      otherwise: OTHERS,
    },
    'shopping/pages/order/index': {
      query: { o: orderId },
      may: ['member', 'leader', ...STAFF],
      says: /实付/,
      otherwise: OTHERS,
    },
    'shopping/pages/points/index': { query: {}, may: ROLES, says: /晴川里 3 号门/ },
    'membership/pages/ledger/index': forMembers(/可用积分/, { b: 'points' }),
    'membership/pages/payout/index': forMembers(/可提现/, { r: 'inviter', m: MERCHANT }),
    'membership/pages/rewards/index': forMembers(/可用 \d+ 积分/),
    'leader/pages/desk/index': forLeaders(/可提现/),
    'leader/pages/groups/index': forLeaders(/预计佣金/),
    'leader/pages/open/index': forLeaders(/已开团/),
    'leader/pages/verify/index': forLeaders(/输入取件码/),
    'leader/pages/earnings/index': forLeaders(/可提现/),
    'merchant/pages/today/index': forStaff(/今天下单/),
    'merchant/pages/publish/index': forStaff(/怎样算成团/, GOODS_STAFF, /发布活动要店主或运营来做/),
    'merchant/pages/orders/index': forStaff(/团长周姐/),
    'merchant/pages/campaigns/index': forStaff(/个团长开了团/),
    'merchant/pages/payouts/index': forStaff(/没有等你审核的提现/, MONEY_STAFF, /提现只有店主和财务能看/),
    'merchant/pages/reconciliation/index': forStaff(
      /微信账单第二天 10 点前出来/,
      MONEY_STAFF,
      /对账只有店主和财务能看/,
    ),
  };
}
