import type { DrawCommand, Drawing } from '../../../src/native/painting/drawing';
import { cutText, shrinkFont, wrapText } from '../../../src/native/painting/fit-text';
import type { ShareFacts } from '../../../src/native/painting/share-facts';
import { layoutPoster } from '../../../src/native/poster/layout';
import { layoutShareCard } from '../../../src/native/share-card/layout';
import { facts } from './support/facts';
import { measure } from './support/measure';

const FONT = { size: 10, weight: 400 } as const;
/** The longest and largest that the contract lets through. */
const EXTREME: Partial<ShareFacts> = {
  name: '特'.repeat(80),
  place: '晴'.repeat(40),
  price: { yuan: '99,999', cents: '99' },
  next: ['再 999999 件降到 ¥88,888.88', '先买的自动退差价'],
  standing: '再 100000 户成团',
  joined: '100000 户已参团',
  closes: '2027-12-31 23:59 截单',
  arrives: '2027-12-31 23:59 到货 · 自提',
  leader: '周'.repeat(40),
};

type Text = Extract<DrawCommand, { kind: 'text' }>;
const textsOf = ({ commands }: Drawing): Text[] =>
  commands.filter((command): command is Text => command.kind === 'text');
const find = (drawing: Drawing, text: string): Text | undefined =>
  textsOf(drawing).find((command) => command.text === text);
const endOf = ({ text, x, font }: Text): number => x + measure(text, font);

describe('text in lines', () => {
  test.each([
    ['short', 50, ['短']],
    ['just fits', 40, ['正好四字']],
    ['one too many', 30, ['正好四', '字']],
  ])('%s', (_, width, lines) => {
    const text = lines.join('');
    expect(wrapText(text, FONT, { width, lines: 3 }, measure)).toEqual(lines);
  });

  test.each([
    ['a number stays with its letters', '净重约 2500g 一箱', 52, ['净重约', '2500g 一箱']],
    ['a word longer than a line is broken', 'ABCDEFGHIJKLMN', 25, ['ABCDE', 'FGHIJ', 'KLMN']],
    ['no line begins with a comma', '早上采摘，下午到', 40, ['早上采', '摘，下午', '到']],
    ['what is left out is an ellipsis', '一二三四五六七八九十', 30, ['一二三', '四五六', '七八…']],
    ['spaces at the ends count for nothing', '  一二 三四  ', 30, ['一二', '三四']],
    ['nothing has no line', '', 30, []],
  ])('%s', (_, text, width, lines) => {
    expect(wrapText(text, FONT, { width, lines: 3 }, measure)).toEqual(lines);
  });

  test.each([
    ['一二三', 30, '一二三'],
    ['一二三四', 30, '一二…'],
    ['一 二三', 20, '一…'],
    ['😀😀😀', 25, '😀😀…'],
    ['一', 1, '一…'],
  ])('%j cut to %d is %j', (text, width, expected) => {
    expect(cutText(text, FONT, width, measure)).toBe(expected);
  });

  test('a figure shrinks step by step, down to the smallest size', () => {
    const shrunk = (width: number) => shrinkFont('12345678', { ...FONT, size: 20 }, { width, smallest: 10 }, measure);
    expect([80, 79, 60, 40, 1].map((width) => shrunk(width).size)).toEqual([20, 18, 14, 10, 10]);
  });
});

test('a card is laid out to the pixel', () => {
  expect(layoutShareCard(facts(), measure).commands).toEqual([
    { kind: 'box', x: 0, y: 0, width: 1000, height: 532, radius: 0, fill: '#fcdfdb' },
    { kind: 'box', x: 0, y: 372, width: 1000, height: 160, radius: 0, fill: 'rgba(23, 33, 27, 0.045)' },
    { kind: 'picture', name: 'hero', x: 0, y: 0, width: 1000, height: 532, radius: 0 },
    { kind: 'box', x: 44, y: 40, width: 430, height: 104, radius: 24, fill: '#0a5a3d' },
    {
      kind: 'frame',
      x: 51,
      y: 47,
      width: 416,
      height: 90,
      radius: 17,
      stroke: 'rgba(255, 255, 255, 0.42)',
      line: 3.5,
    },
    { kind: 'circle', x: 75, y: 92, radius: 7, fill: 'rgba(255, 255, 255, 0.75)' },
    { kind: 'circle', x: 443, y: 92, radius: 7, fill: 'rgba(255, 255, 255, 0.75)' },
    { kind: 'text', text: '晴川里 3 号门', x: 103, y: 109, font: { size: 48, weight: 600 }, fill: '#ffffff' },
    { kind: 'box', x: 0, y: 532, width: 1000, height: 268, radius: 0, fill: '#ffffff' },
    { kind: 'text', text: '¥', x: 44, y: 664, font: { size: 60, weight: 600 }, fill: '#c8390b' },
    { kind: 'text', text: '29', x: 74, y: 664, font: { size: 112, weight: 600 }, fill: '#c8390b' },
    { kind: 'text', text: '.80', x: 186, y: 664, font: { size: 60, weight: 600 }, fill: '#c8390b' },
    { kind: 'text', text: '再 7 户成团', x: 626, y: 664, font: { size: 60, weight: 600 }, fill: '#0a5a3d' },
    { kind: 'text', text: '18 户已参团', x: 44, y: 758, font: { size: 52, weight: 400 }, fill: '#3c4841' },
    { kind: 'text', text: '今晚 20:00 截单', x: 566, y: 758, font: { size: 52, weight: 500 }, fill: '#17211b' },
  ]);
});

test('a poster whose group needs nobody else has no windows, and says who is in', () => {
  const drawing = layoutPoster(facts({ windows: { count: 0, lit: 0 }, standing: '买了就成' }), measure);
  expect(find(drawing, '18 户已参团')).toMatchObject({ x: 56, fill: '#bfd6c9' });
  expect(find(drawing, '买了就成')).toMatchObject({ fill: '#ffc53d' });
  expect(drawing.commands.some((command) => command.kind === 'box' && command.fill === '#2a5d4c')).toBe(false);
});

test('a price with nothing lower to come has no second line', () => {
  const drawing = layoutPoster(facts({ next: [] }), measure);
  expect(drawing.height).toBe(layoutPoster(facts(), measure).height);
  expect(find(drawing, '先买的自动退差价')).toBeUndefined();
});

test('without a picture the name stands in the middle of the plate', () => {
  const pictures = { hero: '', avatar: '', code: '' };
  const drawing = layoutShareCard(facts({ name: '土豆', pictures }), measure);
  expect(find(drawing, '土豆')).toMatchObject({ x: 428, y: 292 });
});

describe.each([
  ['card', layoutShareCard],
  ['poster', layoutPoster],
])('on a %s', (_, layout) => {
  test.each([
    ['of every day', {}],
    ['of the smallest price', { price: { yuan: '0', cents: '01' } }],
    ['of the most that can be', EXTREME],
    ['of the most that can be, without a picture', { ...EXTREME, pictures: { hero: '', avatar: '', code: '' } }],
  ])('nothing %s leaves the picture or meets another text', (_what, change) => {
    const drawing = layout(facts(change), measure);
    const texts = textsOf(drawing);
    for (const text of texts) {
      expect(text.x).toBeGreaterThanOrEqual(0);
      expect(endOf(text)).toBeLessThanOrEqual(drawing.width);
      expect(text.y).toBeLessThan(drawing.height);
    }
    for (const one of texts)
      for (const other of texts) {
        if (one === other || one.y !== other.y || one.x > other.x) continue;
        // Where the next begins is rounded to whole pixels.
        expect(endOf(one)).toBeLessThanOrEqual(other.x + 1);
      }
  });

  test('a figure is never cut, however large it is', () => {
    const written = textsOf(layout(facts(EXTREME), measure)).map(({ text }) => text);
    for (const figure of ['99,999', '.99', EXTREME.standing, EXTREME.closes]) expect(written).toContain(figure);
    expect(written).toContainEqual(expect.stringMatching(/^晴+…$/));
  });
});
