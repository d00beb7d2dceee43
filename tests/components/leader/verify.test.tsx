import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import LeaderVerifyPage from '@/leader/pages/verify/index';
import { answer, inputsOf, no, ok, tap, type Answers } from './answering';
import { desk, NOW, pickupRow } from './fixtures';

jest.mock('@/lib/call-cloud', () => ({ callCloud: jest.fn() }));

const counts = { waiting: 1, partly: 0, taken: 1 };
const list: Answers = {
  getDesk: () => ok(desk()),
  listPickups: ({ filter }) =>
    ok({
      now: NOW,
      rows:
        filter === 'waiting'
          ? [pickupRow()]
          : [pickupRow({ orderId: 'o2', name: '陈立', state: 'collected', collectedAt: NOW - 300_000, mayUndo: true })],
      cursor: null,
      counts,
    }),
};
const type = async (value: string) => {
  const field = await screen.findByRole('textbox');
  await act(async () => {
    fireEvent.change(field, { target: { value } });
  });
};

test('a code shows whose it is; a part is handed out and the rest stays', async () => {
  answer({
    ...list,
    findPickup: () => ok(pickupRow()),
    collectOrder: () =>
      ok(
        pickupRow({
          state: 'partly',
          mayUndo: true,
          lines: [
            { sku: 's1', name: '吐司', waiting: 0, taken: 1 },
            { sku: 's2', name: '西兰花', waiting: 1, taken: 1 },
          ],
        }),
      ),
  });
  render(<LeaderVerifyPage />);
  await type('482913');
  expect(await screen.findByText('匹配到 林晚 · 尾号 2086')).toBeTruthy();
  await tap(/减一份 西兰花/);
  await tap('交给林晚 2 件');
  expect(await screen.findByText('已交给林晚，还有 1 件没取')).toBeTruthy();
  expect(inputsOf('findPickup')).toEqual([{ pointId: 'p1', code: '482913' }]);
  expect(inputsOf('collectOrder')[0]).toMatchObject({
    orderId: 'o1',
    by: 'code',
    lines: [
      { sku: 's1', units: 1 },
      { sku: 's2', units: 1 },
    ],
  });
});

test.each([
  ['wrongCode', {}, '没有这个取件码，核对一下 6 位数字'],
  ['otherPoint', { point: '梧桐小院' }, '这个取件码是「梧桐小院」的'],
  ['alreadyCollected', { when: '昨天 18:20' }, '昨天 18:20 已经取过了'],
  ['offline', {}, '没连上网，检查网络后再试一次'],
] as const)('a code with %s is told beside the boxes', async (code, data, words) => {
  answer({ ...list, findPickup: () => no(code, data) });
  render(<LeaderVerifyPage />);
  await type('482913');
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.queryByText(/匹配到/)).toBeNull();
});

test('a code from the points shop says what and whose it is; a lost answer is sent again as the same command', async () => {
  let answers = 0;
  answer({
    ...list,
    findPickup: () => no('rewardCode', { name: '帆布袋', who: '林晚' }),
    handOverRedemption: () => ((answers += 1) === 1 ? no('offline') : ok({ now: NOW, redemption: {} })),
  });
  render(<LeaderVerifyPage />);
  await type('482913');
  expect(await screen.findByText('林晚用积分换的帆布袋')).toBeTruthy();
  for (const words of ['没连上网，检查网络后再试一次', '已把帆布袋交给林晚']) {
    await tap('把帆布袋交给林晚');
    expect(await screen.findByText(words)).toBeTruthy();
  }
  const [first, again] = inputsOf('handOverRedemption');
  expect(first).toMatchObject({ pointId: 'p1', code: '482913' });
  expect(again).toEqual(first);
});

test('by name it is asked first; a lost answer is sent again as the same command', async () => {
  let answers = 0;
  answer({
    ...list,
    collectOrder: () => ((answers += 1) === 1 ? no('offline') : ok(pickupRow({ state: 'collected', lines: [] }))),
  });
  render(<LeaderVerifyPage />);
  for (const words of ['没连上网，检查网络后再试一次', '林晚的货交齐了']) {
    await tap('核销 林晚');
    expect(screen.getByText(/也会发消息告诉林晚/)).toBeTruthy();
    await tap('交货核销');
    expect(await screen.findByText(words)).toBeTruthy();
  }
  const [first, again] = inputsOf('collectOrder');
  expect(first).toMatchObject({ orderId: 'o1', by: 'row' });
  expect(again).toEqual(first);
});

test('what was taken a short while ago can be taken back', async () => {
  answer({ ...list, undoCollect: () => no('tooLateToUndo') });
  render(<LeaderVerifyPage />);
  fireEvent.click(await screen.findByRole('tab', { name: '已取齐 1' }));
  await tap('撤销 陈立 的核销');
  expect(await screen.findByText('超过 10 分钟，不能撤销了')).toBeTruthy();
  expect(inputsOf('undoCollect')[0]).toMatchObject({ orderId: 'o2' });
});

test('without the network nothing can be handed out', async () => {
  answer({ getDesk: list.getDesk, listPickups: () => no('offline') });
  render(<LeaderVerifyPage />);
  expect(await screen.findByText('没连上网')).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
  await waitFor(() =>
    expect(screen.getByRole('button', { name: '联网后才能核销' }).getAttribute('aria-disabled')).toBe('true'),
  );
});
