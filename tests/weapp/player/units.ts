/** Width of WeChat's design page: 750 rpx are the width of the window, whatever the phone. */
const DESIGN_RPX = 750;

/**
 * WeChat's lengths as CSS of the player: `rpx` is a part of the window's width, `vh` of the page's own height (which ends
 * above the tab bar), and the safe area is the phone frame's. Used for style sheets when packing, for inline styles at run time.
 */
export const playerLengths = (css: string): string =>
  css
    .replace(/(-?\d*\.?\d+)rpx\b/g, (_, rpx: string) => `calc(${rpx} * 100vw / ${DESIGN_RPX})`)
    .replace(/(-?\d*\.?\d+)vh\b/g, (_, vh: string) => `calc(${vh} * var(--page-vh))`)
    .replace(/(?:env|constant)\(\s*safe-area-inset-(top|bottom|left|right)\s*(?:,[^)]*)?\)/g, 'var(--safe-$1, 0px)');
