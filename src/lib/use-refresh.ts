import Taro, { usePullDownRefresh } from '@tarojs/taro';

/** Asks again when the page is pulled down; the page's config must enable it. */
export function useRefresh(reload: () => Promise<unknown>): void {
  usePullDownRefresh(() => {
    void reload().finally(() => Taro.stopPullDownRefresh());
  });
}
