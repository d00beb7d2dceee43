/**
 * @jest-environment jsdom
 * @jest-environment-options {"url": "https://weapp.test/"}
 */
import { artefacts, render, settle, wechat } from './support/component';
import { facts } from './support/facts';
import { RecordingCanvas } from './support/recording-canvas';

const HERO = 'wxfile://tmp/straw-wide.png';

describe.each(artefacts)('the $what chat card', ({ load }) => {
  let id: string;
  beforeAll(() => {
    id = load('share-card');
  });

  test('paints the goods and the facts at 5:4 and tells where the file is', async () => {
    const { saved, downloaded } = wechat();
    const canvas = new RecordingCanvas();
    const { component, ready, failed } = await render(id, facts(), canvas);
    expect(component.dom?.querySelector('wx-canvas')).not.toBeNull();
    expect([canvas.width, canvas.height]).toEqual([1000, 800]);
    expect(canvas.texts()).toEqual([
      '晴川里 3 号门',
      '¥',
      '29',
      '.80',
      '再 7 户成团',
      '18 户已参团',
      '今晚 20:00 截单',
    ]);
    expect(downloaded).toEqual(['cloud://shop.1/straw-wide.png']);
    expect(canvas.loaded).toEqual([HERO]);
    // A picture of 900 × 600 over 1000 × 532: as wide as the card, cut evenly above and below.
    expect(canvas.of('drawImage').map(({ args }) => args.slice(1))).toEqual([
      [0, expect.closeTo(60.6), 900, expect.closeTo(478.8), 0, 0, 1000, 532],
    ]);
    expect(saved).toEqual([
      { x: 0, y: 0, width: 1000, height: 800, destWidth: 1000, destHeight: 800, fileType: 'jpg', quality: 0.92 },
    ]);
    expect(ready).toEqual([{ path: 'wxfile://tmp/painted-1.jpg', missing: [] }]);
    expect(failed).toEqual([]);
  });

  test('goes without a picture that does not load: the name stands on the plate', async () => {
    wechat();
    const canvas = new RecordingCanvas(() => 'fails');
    const { ready } = await render(id, facts(), canvas);
    expect(canvas.of('drawImage')).toEqual([]);
    expect(canvas.texts()[0]).toBe('丹东 99 草莓 · 2 斤装');
    expect(ready).toEqual([{ path: 'wxfile://tmp/painted-1.jpg', missing: ['hero'] }]);
  });

  test('waits for a picture for as long as a person does, then goes without it', async () => {
    wechat();
    const canvas = new RecordingCanvas(() => 'never');
    const waiting = jest.spyOn(global, 'setTimeout');
    const { ready } = await render(id, facts(), canvas);
    expect(ready).toEqual([]);
    const late = waiting.mock.calls.find(([, delayMs]) => delayMs === 8000);
    waiting.mockRestore();
    late![0]();
    await settle();
    expect(ready).toEqual([{ path: 'wxfile://tmp/painted-1.jpg', missing: ['hero'] }]);
  });

  test.each([
    ['there is no canvas', undefined, 'works' as const, 'canvas'],
    ['no file can be made', new RecordingCanvas(), 'fails' as const, 'save'],
  ])('tells when %s', async (_, canvas, save, reason) => {
    wechat(save);
    const { ready, failed } = await render(id, facts(), canvas);
    expect(failed).toEqual([{ reason }]);
    expect(ready).toEqual([]);
  });

  test('paints again when the facts change, and not when they say the same', async () => {
    const { saved } = wechat();
    const canvas = new RecordingCanvas();
    const { show, ready } = await render(id, facts(), canvas);
    show(facts());
    await settle();
    expect(saved).toHaveLength(1);
    show(facts({ standing: '再 6 户成团', joined: '19 户已参团' }));
    await settle();
    expect(canvas.texts()).toContain('再 6 户成团');
    expect(ready.map(({ path }) => path)).toEqual(['wxfile://tmp/painted-1.jpg', 'wxfile://tmp/painted-2.jpg']);
  });

  test('of changes that come while it paints it tells the last one only', async () => {
    const { saved } = wechat();
    const canvas = new RecordingCanvas();
    const { show, ready } = await render(id, null, canvas);
    expect(saved).toEqual([]);
    show(facts({ standing: '再 6 户成团' }));
    show(facts({ standing: '再 5 户成团' }));
    show(facts({ standing: '再 4 户成团' }));
    await settle();
    expect(canvas.texts()).toContain('再 4 户成团');
    expect(saved).toHaveLength(2);
    expect(ready.map(({ path }) => path)).toEqual(['wxfile://tmp/painted-2.jpg']);
  });

  test('what failed is painted when it is asked for again', async () => {
    wechat('fails');
    const { show, ready, failed } = await render(id, facts(), new RecordingCanvas());
    expect(failed).toHaveLength(1);
    wechat();
    show(facts());
    await settle();
    expect(ready).toHaveLength(1);
  });

  test('tells nobody once its page is gone', async () => {
    wechat();
    const { component, show, ready } = await render(id, null, new RecordingCanvas());
    show(facts());
    component.detach();
    await settle();
    expect(ready).toEqual([]);
  });
});
