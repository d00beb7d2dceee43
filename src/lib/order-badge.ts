import Taro from '@tarojs/taro';

const ORDERS_TAB = 1;

/** The number on the orders tab: what waits for the member. Only tab pages can set it; elsewhere nothing happens. */
export function showOrderBadge(count: number): void {
  const done = count > 0 ? setBadge(count) : Taro.removeTabBarBadge({ index: ORDERS_TAB });
  void Promise.resolve(done).catch(() => undefined);
}

const setBadge = (count: number) =>
  Taro.setTabBarBadge({ index: ORDERS_TAB, text: count > 99 ? '99+' : String(count) });
