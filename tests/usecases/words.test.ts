import { fen } from '../../src/contract/money';
import {
  clip,
  goodsWords,
  maskName,
  maskPhone,
  multiplierWords,
  orderWords,
  shareTitle,
  thresholdWords,
  whenWords,
} from '../../cloudfunctions/usecases/views/words';

describe('maskName', () => {
  test.each([
    ['陈立', '陈*'],
    ['王丽华', '王**'],
    ['欧阳娜娜酱', '欧**'],
    ['阿', '阿'],
    ['  林晚 ', '林*'],
    ['😀小明', '😀**'],
    ['', '邻居'],
    ['   ', '邻居'],
  ])('%j is shown as %j', (name, shown) => {
    expect(maskName(name)).toBe(shown);
  });
});

test('maskPhone leaves the first three and the last four digits', () => {
  expect(maskPhone('13800002086')).toBe('138 **** 2086');
});

describe('goodsWords', () => {
  const strawberry = { sku: 's', name: '草莓' };
  const blueberry = { sku: 'b', name: '蓝莓' };
  test.each([
    ['one', [{ ...strawberry, units: 2 }], '草莓 ×2'],
    [
      'two',
      [
        { ...strawberry, units: 2 },
        { ...blueberry, units: 1 },
      ],
      '草莓 ×2，蓝莓 ×1',
    ],
    [
      'the same twice',
      [
        { ...strawberry, units: 2 },
        { ...blueberry, units: 1 },
        { ...strawberry, units: 1 },
      ],
      '草莓 ×3，蓝莓 ×1',
    ],
    [
      'nothing left of one',
      [
        { ...strawberry, units: 0 },
        { ...blueberry, units: 1 },
      ],
      '蓝莓 ×1',
    ],
    ['nothing', [], ''],
  ])('%s', (_, goods, words) => {
    expect(goodsWords(goods)).toBe(words);
  });

  test('never grows past what the contract allows', () => {
    const goods = Array.from({ length: 20 }, (_, n) => ({ sku: `s${n}`, name: '很长的名字'.repeat(8), units: 1 }));
    expect(goodsWords(goods)).toHaveLength(200);
  });
});

describe('orderWords', () => {
  test.each([
    ['one line', [{ sku: 'a', name: '脐橙', units: 2 }], '脐橙 ×2'],
    [
      'more lines',
      [
        { sku: 'a', name: '土豆', units: 1 },
        { sku: 'b', name: '大米', units: 1 },
      ],
      '土豆等 2 件',
    ],
    ['none', [], ''],
  ])('%s', (_, goods, words) => {
    expect(orderWords(goods)).toBe(words);
  });
});

describe('clip', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['a😀b😀', 4, 'a😀…'],
  ])('%s in %i', (text, most, clipped) => {
    expect(clip(text, most)).toBe(clipped);
  });
});

describe('whenWords', () => {
  const now = Date.parse('2026-11-21T09:41:00+08:00'); // A Saturday.
  test.each([
    ['2026-11-20T23:59:00+08:00', '昨天 23:59'],
    ['2026-11-21T00:00:00+08:00', '今天 00:00'],
    ['2026-11-21T21:05:00+08:00', '今天 21:05'],
    ['2026-11-22T00:00:00+08:00', '明天 00:00'],
    ['2026-11-23T10:00:00+08:00', '周一 10:00'],
    ['2026-11-27T08:00:00+08:00', '周五 08:00'],
    ['2026-11-28T08:00:00+08:00', '11-28 08:00'],
    ['2026-11-19T16:31:00+08:00', '11-19 16:31'],
    ['2027-01-03T06:07:00+08:00', '01-03 06:07'],
  ])('%s', (at, words) => {
    expect(whenWords(Date.parse(at), now)).toBe(words);
  });
});

test.each([
  [11_000, '1.1 倍'],
  [12_500, '1.25 倍'],
  [10_000, '1 倍'],
])('%i bps is %s', (bps, words) => {
  expect(multiplierWords(bps)).toBe(words);
});

describe('thresholdWords', () => {
  test.each([
    [{ kind: 'none' } as const, 0, '买了就成'],
    [{ kind: 'people', count: 30 } as const, 7, '再 7 户成团'],
    [{ kind: 'units', count: 60 } as const, 12, '再 12 件成团'],
    [{ kind: 'people', count: 30 } as const, 0, '已够成团'],
  ])('%j, %i missing', (threshold, missing, words) => {
    expect(thresholdWords(threshold, missing)).toBe(words);
  });
});

describe('shareTitle', () => {
  const facts = { point: '晴川里 3 号门', goods: '丹东 99 草莓', priceFen: fen(2980) };
  test.each([
    ['再 7 户成团', '晴川里 3 号门｜丹东 99 草莓 ¥29.80，再 7 户成团'],
    ['', '晴川里 3 号门｜丹东 99 草莓 ¥29.80'],
  ])('standing %j', (standing, title) => {
    expect(shareTitle({ ...facts, standing })).toBe(title);
  });
});
