import Taro from '@tarojs/taro';
import type { PayeeRole } from '../contract/withdrawal';

/** Addresses of the app's pages; the one place that spells them. */

const address = (path: string, params: Record<string, string | undefined> = {}): string => {
  const query = Object.entries(params)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`]))
    .join('&');
  return query === '' ? path : `${path}?${query}`;
};

const open = (url: string) => void Taro.navigateTo({ url });

export const groupPath = (groupId: string, shareCode?: string): string =>
  address('/pages/group/index', { g: groupId, s: shareCode });

export const goHome = () => void Taro.switchTab({ url: '/pages/home/index' });
export const goOrders = () => void Taro.switchTab({ url: '/pages/orders/index' });
export const goGroup = (groupId: string) => open(groupPath(groupId));
export const goOrder = (orderId: string) => open(address('/shopping/pages/order/index', { o: orderId }));
export const goPoints = () => open('/shopping/pages/points/index');
export const goLedger = (book: 'points' | 'referral') => open(address('/membership/pages/ledger/index', { b: book }));
export const goRewards = () => open('/membership/pages/rewards/index');
export const goPayout = (role: PayeeRole, merchantId: string) =>
  open(address('/membership/pages/payout/index', { r: role, m: merchantId }));
export const goCheckout = (groupId: string, items: string) =>
  open(address('/shopping/pages/checkout/index', { g: groupId, items }));

const payResult = (orderId: string, result: string): string =>
  address('/shopping/pages/pay-result/index', { o: orderId, r: result });

export const goPayResult = (orderId: string, result: string) => open(payResult(orderId, result));
/** In place of this page: going back from there must not lead to what is done. */
export const replaceByPayResult = (orderId: string, result: string) =>
  void Taro.redirectTo({ url: payResult(orderId, result) });
export const replaceByOrder = (orderId: string) =>
  void Taro.redirectTo({ url: address('/shopping/pages/order/index', { o: orderId }) });

export const goDesk = () => open('/leader/pages/desk/index');
export const goMerchant = (merchantId: string) => open(address('/merchant/pages/today/index', { m: merchantId }));
export const replaceByGroup = (groupId: string) => void Taro.redirectTo({ url: groupPath(groupId) });
