import type { ShareFacts } from '../../../../src/native/painting/share-facts';

/** The group of the design's poster. */
export const facts = (change: Partial<ShareFacts> = {}): ShareFacts => ({
  name: '丹东 99 草莓 · 2 斤装',
  place: '晴川里 3 号门',
  plate: 'blush',
  price: { yuan: '29', cents: '80' },
  next: ['再 12 件降到 ¥26.80', '先买的自动退差价'],
  windows: { count: 11, lit: 8 },
  standing: '再 7 户成团',
  joined: '18 户已参团',
  closes: '今晚 20:00 截单',
  arrives: '明天 16:00 到货 · 自提',
  leader: '周姐',
  pictures: { hero: 'cloud://shop.1/straw-wide.png', avatar: '', code: 'wxfile://usr/code-a1B2c3D4.png' },
  ...change,
});
