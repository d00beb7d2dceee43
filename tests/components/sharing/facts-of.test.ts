import { factsOf } from '@/features/sharing/facts-of';
import { shared } from './shared';

test('says what the group is', () => {
  expect(factsOf(shared())).toEqual({
    name: '草莓 · 2 斤装',
    place: '晴川里 3 号门',
    plate: 'blush',
    price: { yuan: '29', cents: '80' },
    next: [],
    windows: { count: 10, lit: 7 },
    standing: '再 7 户成团',
    joined: '23 户已参团',
    closes: '今晚 19:41 截单',
    arrives: '明天 15:41 到货 · 自提',
    leader: '周姐',
    pictures: { hero: 'cloud://shop.1/straw-wide.png', avatar: '', code: '' },
  });
});

test.each([
  ['scheduled', {}, '再 7 户成团', '今天 08:41 开团'],
  ['open', { soldOut: true }, '已抢完', '今晚 19:41 截单'],
  ['open', { people: 30 }, '已够成团', '今晚 19:41 截单'],
  ['open', { threshold: { kind: 'none' } }, '买了就成', '今晚 19:41 截单'],
  ['closing', {}, '正在确认成团', '已截单'],
  ['formed', {}, '成团了', '已截单'],
  ['finished', {}, '成团了', '已截单'],
  ['failed', {}, '没有成团', '已截单'],
  ['cancelled', {}, '团已取消', '已截单'],
])('a group that is %s %j: %s, %s', (state, change, standing, closes) => {
  expect(factsOf(shared({ state, ...change }))).toMatchObject({ standing, closes });
});

test.each([
  [{ people: 0 }, { joined: '刚开团' }],
  [{ nextTier: { priceFen: 2680, unitsToGo: 12 } }, { next: ['再 12 件降到 ¥26.80', '先买的自动退差价'] }],
  [{ priceFen: 1 }, { price: { yuan: '0', cents: '01' } }],
  [{ priceFen: 9_999_999 }, { price: { yuan: '99,999', cents: '99' } }],
  [{ threshold: { kind: 'none' } }, { windows: { count: 0, lit: 0 } }],
  [{ reached: true, people: 29 }, { windows: { count: 10, lit: 10 } }],
  [{ items: 3 }, { name: '草莓' }],
  [{ plate: 'unknown' }, { plate: 'oat' }],
  [{ hero: '', picture: 'cloud://shop.1/straw.png' }, { pictures: { hero: 'cloud://shop.1/straw.png' } }],
])('%j: %j', (card, expected) => {
  expect(factsOf(shared(card))).toMatchObject(expected);
});
