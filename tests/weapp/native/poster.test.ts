/**
 * @jest-environment jsdom
 * @jest-environment-options {"url": "https://weapp.test/"}
 */
import { artefacts, render, settle, wechat } from './support/component';
import { facts } from './support/facts';
import { RecordingCanvas } from './support/recording-canvas';

const CODE = 'wxfile://usr/code-a1B2c3D4.png';

describe.each(artefacts)('the $what poster', ({ load }) => {
  let id: string;
  beforeAll(() => {
    id = load('poster');
  });

  test('paints plate, door, windows, name, price, leader, times and the code', async () => {
    const { saved } = wechat();
    const canvas = new RecordingCanvas();
    const { ready, failed } = await render(id, facts(), canvas);
    expect([canvas.width, canvas.height]).toEqual([1120, 1664]);
    expect(canvas.texts()).toEqual([
      '晴川里 3 号门',
      '再 7 户成团',
      '丹东 99 草莓 · 2 斤装',
      '¥',
      '29',
      '.80',
      '再 12 件降到 ¥26.80',
      '先买的自动退差价',
      '周',
      '周姐开的团',
      '今晚 20:00 截单',
      '明天 16:00 到货 · 自提',
    ]);
    const lit = canvas.of('fill').filter(({ fill }) => fill === '#ffc53d' || fill === '#ffe08a');
    const dark = canvas.of('fill').filter(({ fill }) => fill === '#2a5d4c');
    expect([lit.length, dark.length]).toEqual([8, 3]);
    // The code is shown whole: 312 square, at the lower right.
    expect(canvas.of('drawImage').at(-1)?.args.slice(5)).toEqual([744, 1296, 312, 312]);
    expect(saved).toMatchObject([{ width: 1120, height: 1664, destWidth: 1120, destHeight: 1664 }]);
    expect(ready).toEqual([{ path: 'wxfile://tmp/painted-1.jpg', missing: [] }]);
    expect(failed).toEqual([]);
  });

  test('a leader who has a face is shown by it, round', async () => {
    wechat();
    const canvas = new RecordingCanvas();
    await render(id, facts({ pictures: { ...facts().pictures, avatar: 'https://face.test/zhou.jpg' } }), canvas);
    expect(canvas.loaded).toContain('https://face.test/zhou.jpg');
    expect(canvas.of('clip')).toHaveLength(1);
    expect(canvas.texts()).not.toContain('周');
  });

  test.each([
    ['does not load', (address: string) => (address === CODE ? 'fails' : 'loads') as 'fails' | 'loads'],
    ['is not there', () => 'loads' as const],
  ])('without its code, which %s, it is none', async (what, loading) => {
    const { saved } = wechat();
    const pictures = { ...facts().pictures, ...(what === 'is not there' ? { code: '' } : {}) };
    const { ready, failed } = await render(id, facts({ pictures }), new RecordingCanvas(loading));
    expect(failed).toEqual([{ reason: 'picture' }]);
    expect([ready, saved]).toEqual([[], []]);
  });

  test('goes without the goods and the face', async () => {
    wechat();
    const pictures = { hero: 'cloud://shop.1/gone.png', avatar: 'https://face.test/gone.jpg', code: CODE };
    const canvas = new RecordingCanvas((address) => (address === CODE ? 'loads' : 'fails'));
    const { ready } = await render(id, facts({ pictures }), canvas);
    expect(ready[0]?.missing).toEqual(['hero', 'avatar']);
    expect(canvas.of('drawImage')).toHaveLength(1);
    expect(canvas.texts()).toContain('周');
  });

  test('a long name takes a second line and no more, and the poster grows with it', async () => {
    wechat();
    const canvas = new RecordingCanvas();
    await render(id, facts({ name: '凌晨现摘丹东九九奶油草莓大果礼盒装顺丰冷链到小区门口坏果包赔' }), canvas);
    expect(canvas.height).toBe(1664 + 108);
    expect(canvas.texts().slice(2, 4)).toEqual(['凌晨现摘丹东九九奶油草莓', '大果礼盒装顺丰冷链到小…']);
  });

  test.each([
    [{ yuan: '0', cents: '01' }, ['¥', '0', '.01']],
    [{ yuan: '99,999', cents: '99' }, ['¥', '99,999', '.99']],
  ])('the price %j is written in full, within the poster', async (price, words) => {
    wechat();
    const canvas = new RecordingCanvas();
    await render(id, facts({ price }), canvas);
    const texts = canvas.texts();
    expect(texts.slice(texts.indexOf('¥'), texts.indexOf('¥') + 3)).toEqual(words);
    expect(texts).toContain('再 12 件降到 ¥26.80');
  });

  test('paints again when the facts change, and not when they say the same', async () => {
    const { saved } = wechat();
    const { show, ready } = await render(id, facts(), new RecordingCanvas());
    show(facts());
    await settle();
    expect(saved).toHaveLength(1);
    show(facts({ windows: { count: 11, lit: 9 } }));
    await settle();
    expect(ready).toHaveLength(2);
  });
});
