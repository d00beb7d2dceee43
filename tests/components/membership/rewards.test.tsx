import { fireEvent, render, screen } from '@testing-library/react';
import RewardsPage from '@/membership/pages/rewards/index';
import { answer, inputsOf, no, ok, tap, type Answers } from '../leader/answering';
import { NOW, point } from '../leader/fixtures';

jest.mock('@/lib/call-cloud', () => ({ callCloud: jest.fn() }));

const bag = (change: object = {}) => ({
  rewardId: 'g-bag',
  kind: 'goods',
  name: '帆布袋',
  summary: '装得下一周的菜',
  picture: '',
  plate: 'oat',
  coupon: null,
  points: 150,
  stock: 10,
  left: 9,
  limitPerMember: 2,
  mayHave: 2,
  affordable: true,
  active: true,
  ...change,
});
const coupon = (change: object = {}) =>
  bag({
    rewardId: 'g-coupon',
    kind: 'coupon',
    name: '五元券',
    summary: '',
    coupon: { kind: 'fixed', offFen: 500, offBps: 0, capFen: 0, overFen: 0, days: 7 },
    points: 500,
    limitPerMember: null,
    mayHave: null,
    ...change,
  });
const had = (change: object = {}) => ({
  redemptionId: 'x1',
  rewardId: 'g-bag',
  kind: 'goods',
  name: '帆布袋',
  picture: '',
  plate: 'oat',
  points: 150,
  state: 'waiting',
  createdAt: NOW,
  couponUntil: null,
  code: '482913',
  point: { pointId: 'p1', name: '晴川里 3 号门', address: '晴川路 88 弄', hours: '09:00–21:00' },
  handedOverAt: null,
  ...change,
});
const shop = (rewards: object[], points = 600): Answers => ({
  listRewards: () => ok({ now: NOW, merchantId: 'm1', points, rewards }),
  enter: () => ok({ now: NOW, point, badge: 0 }),
});

test('goods: asked once, then the code to fetch them by; nothing more is spent than was seen', async () => {
  let replies = 0;
  answer({
    ...shop([bag()]),
    redeemReward: () => ((replies += 1) === 1 ? no('offline') : ok({ now: NOW, points: 450, redemption: had() })),
  });
  render(<RewardsPage />);
  expect(await screen.findByText('可用 600 积分')).toBeTruthy();
  expect(screen.getByText('还有 9 份 · 每户限 2 份')).toBeTruthy();
  await tap('150 积分兑换帆布袋');
  expect(screen.getByText('450 积分')).toBeTruthy();
  expect(screen.getByText('晴川里 3 号门，09:00–21:00')).toBeTruthy();
  await tap('用 150 积分兑换');
  expect(await screen.findByText('没连上网，检查网络后再试一次')).toBeTruthy();
  await tap('用 150 积分兑换');
  expect(await screen.findByText('482 913')).toBeTruthy();
  const [first, again] = inputsOf('redeemReward');
  expect(first).toEqual({
    commandId: expect.any(String) as string,
    rewardId: 'g-bag',
    seenPoints: 150,
    pointId: 'p1',
  });
  // The answer was lost, so the same command is sent again.
  expect(again).toEqual(first);
});

test('a coupon needs no point; a refusal is told and the shop asked again under a new command', async () => {
  answer({ ...shop([coupon()]), redeemReward: () => no('rewardPriceChanged', { name: '五元券', old: 500, new: 600 }) });
  render(<RewardsPage />);
  expect(await screen.findByText('兑换后 7 天内用')).toBeTruthy();
  await tap('500 积分兑换五元券');
  await tap('用 500 积分兑换');
  expect(await screen.findByText('五元券现在要 600 积分（刚才是 500）')).toBeTruthy();
  await tap('用 500 积分兑换');
  const [first, second] = inputsOf('redeemReward');
  expect(first).toMatchObject({ pointId: null });
  expect(second?.commandId).not.toBe(first?.commandId);
  expect(inputsOf('listRewards').length).toBeGreaterThan(1);
});

test.each([
  ['兑完了', { left: 0 }],
  ['换满了', { mayHave: 0 }],
  ['还差 90 分', { points: 690, affordable: false }],
])('%s: it cannot be chosen', async (why, change) => {
  answer(shop([bag(change)]));
  render(<RewardsPage />);
  const button = await screen.findByRole('button', { name: `帆布袋，${why}` });
  expect(button.getAttribute('aria-disabled')).toBe('true');
});

test('nothing on offer, nothing had, and no network each say so', async () => {
  answer(shop([bag({ active: false })]));
  const { unmount } = render(<RewardsPage />);
  expect(await screen.findByText('还没有可以换的')).toBeTruthy();
  unmount();
  answer({ listRedemptions: () => ok({ now: NOW, rows: [], cursor: null }) });
  render(<RewardsPage />);
  expect(await screen.findByText('没连上网')).toBeTruthy();
  fireEvent.click(screen.getByRole('tab', { name: '我换到的' }));
  expect(await screen.findByText('还没有换过')).toBeTruthy();
});

test('what was had: a code while it waits, where the coupon went, when it was fetched', async () => {
  answer({
    ...shop([]),
    listRedemptions: () =>
      ok({
        now: NOW,
        cursor: null,
        rows: [
          had(),
          had({
            ...{ redemptionId: 'x2', kind: 'coupon', name: '五元券', state: 'done', code: null, point: null },
            couponUntil: NOW + 7 * 86_400_000,
          }),
          had({ redemptionId: 'x3', state: 'handedOver', code: null, handedOverAt: NOW - 3_600_000 }),
        ],
      }),
  });
  render(<RewardsPage />);
  fireEvent.click(screen.getByRole('tab', { name: '我换到的' }));
  expect(await screen.findByText('482 913')).toBeTruthy();
  expect(screen.getByText('已放进优惠券，11-28 到期')).toBeTruthy();
  expect(screen.getByText('今天 08:41 取走了')).toBeTruthy();
  expect(screen.getByRole('button', { name: '用五元券' })).toBeTruthy();
});
