import Taro from '@tarojs/taro';

/** Length of one design px (rpx) in CSS pixels of this window. */
export function pxPerRpx(): number {
  if (process.env.TARO_ENV === 'weapp') return Taro.getWindowInfo().windowWidth / 750;
  // The browser build writes 40 design px as 1 rem and caps the root size on wide windows.
  const root = typeof document === 'undefined' ? NaN : parseFloat(document.documentElement.style.fontSize);
  return Number.isFinite(root) && root > 0 ? root / 40 : 0.5;
}
