import Taro from '@tarojs/taro';

/** Room for the page's own navigation bar, in CSS pixels of this window. */
export interface NavMetrics {
  /** The system's status bar above it. */
  statusPx: number;
  /** The bar itself, centred on WeChat's capsule. */
  barPx: number;
  /** From the right edge to 8 px left of the capsule: content stops there. */
  rightPx: number;
}

const BROWSER: NavMetrics = { statusPx: 0, barPx: 44, rightPx: 12 };
/** Usual values of a phone; used when WeChat has not measured the capsule yet and answers with zeros. */
const UNMEASURED: NavMetrics = { statusPx: 20, barPx: 44, rightPx: 103 };

export function readNavMetrics(): NavMetrics {
  if (process.env.TARO_ENV !== 'weapp') return BROWSER;
  try {
    const { statusBarHeight = UNMEASURED.statusPx, windowWidth } = Taro.getWindowInfo();
    const capsule = Taro.getMenuButtonBoundingClientRect();
    if (!capsule.height || !capsule.left) return { ...UNMEASURED, statusPx: statusBarHeight };
    return {
      statusPx: statusBarHeight,
      barPx: capsule.height + 2 * Math.max(capsule.top - statusBarHeight, 4),
      rightPx: windowWidth - capsule.left + 8,
    };
  } catch {
    return UNMEASURED;
  }
}
