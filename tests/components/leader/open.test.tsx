import { render, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import LeaderOpenPage from '@/leader/pages/open/index';
import { answer, inputsOf, no, ok, tap } from './answering';
import { campaign, desk, groupDetail, NOW } from './fixtures';

jest.mock('@/lib/call-cloud', () => ({ callCloud: jest.fn() }));

const offered = {
  listOpenableCampaigns: () =>
    ok({ now: NOW, campaigns: [campaign({ campaignId: 'c0', title: '脐橙', openedGroupId: 'g0' }), campaign()] }),
  getDesk: () => ok(desk()),
};

test('choose, check, open, tell: one command for one choice, also when it is sent again', async () => {
  const share = jest.fn();
  window.lintuanHost = { share } as unknown as NonNullable<typeof window.lintuanHost>;
  let answers = 0;
  answer({
    ...offered,
    openGroup: () => ((answers += 1) === 1 ? no('offline') : ok(groupDetail({ groupId: 'g8', title: '牛乳吐司' }))),
    shareGroup: () => ok({ code: 'abcd1234', path: '/pages/group/index?g=g8&s=abcd1234', title: '吐司', picture: '' }),
  });
  render(<LeaderOpenPage />);
  await tap('选 牛乳吐司');
  expect(await screen.findByText('晴川路 88 弄')).toBeTruthy();
  await tap('开团并告诉邻居');
  expect(await screen.findByText('没连上网，检查网络后再试一次')).toBeTruthy();
  await tap('开团并告诉邻居');
  expect(await screen.findByText('牛乳吐司开好了')).toBeTruthy();
  const [first, again] = inputsOf('openGroup');
  expect(first).toMatchObject({ campaignId: 'c1', pointId: 'p1' });
  expect(again).toEqual(first);
  await tap('发到微信 牛乳吐司');
  await waitFor(() => expect(share.mock.calls[0]?.[0].path).toBe('/pages/group/index?g=g8&s=abcd1234'));
});

test('what is opened already leads to its group', async () => {
  answer(offered);
  render(<LeaderOpenPage />);
  expect(await screen.findByText('已开团')).toBeTruthy();
  await tap('看 脐橙 的团');
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/group/index?g=g0' });
});

test('opened meanwhile by another tap: says so and leads to the groups', async () => {
  answer({ ...offered, openGroup: () => no('alreadyOpened') });
  render(<LeaderOpenPage />);
  await tap('选 牛乳吐司');
  await tap('开团并告诉邻居');
  expect(await screen.findByText('这个活动你已经开过团了')).toBeTruthy();
  await tap('去我的团');
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/leader/pages/groups/index' });
});

test.each([
  ['offline', '没连上网'],
  ['forbidden', '这里只有团长能看'],
  ['systemBusy', '系统有点忙，请稍后再试'],
] as const)('%s', async (code, words) => {
  answer({ listOpenableCampaigns: () => no(code) });
  render(<LeaderOpenPage />);
  expect(await screen.findByText(words)).toBeTruthy();
});

test('nothing offered', async () => {
  answer({ listOpenableCampaigns: () => ok({ now: NOW, campaigns: [] }) });
  render(<LeaderOpenPage />);
  expect(await screen.findByText('现在没有可开的活动')).toBeTruthy();
});
