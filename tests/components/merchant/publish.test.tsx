import type { ReactNode } from 'react';
import { fireEvent, render, screen } from '@testing-library/react';
import Taro, * as taro from '@tarojs/taro';
import MerchantPublishPage from '@/merchant/pages/publish/index';
import { answer, inputsOf, no, ok, tap, type Answers } from '../leader/answering';
import { campaign, NOW } from '../leader/fixtures';

jest.mock('@/lib/call-cloud', () => ({ callCloud: jest.fn() }));
jest.mock('@tarojs/components', () => ({
  ...jest.requireActual<object>('@tarojs/components'),
  Picker: ({ children }: { children: ReactNode }) => children,
}));

const product = {
  productId: 'pr1',
  name: '草莓',
  spec: '2 斤装',
  category: '水果',
  picture: '',
  plate: 'blush',
  summary: '',
  fresh: true,
};
const shop: Answers = {
  enter: () => ok({ now: NOW, staffOf: [{ merchantId: 'm1', merchantName: '晴川生鲜', role: 'operator' }] }),
  listProducts: () => ok({ products: [product] }),
};
const type = async (label: string, value: string) =>
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
const fill = async () => {
  await type('活动名字', '丹东草莓');
  await tap('选商品');
  fireEvent.click(screen.getByRole('switch', { name: '草莓 2 斤装' }));
  await tap('选好了 1 样');
  await type('草莓第 1 档的价格', '32.80');
};

beforeEach(() => {
  (taro as unknown as { routerParams: Record<string, string> }).routerParams.m = 'm1';
});

test('faults stand beside their fields once it was meant to be published, and go as they are mended', async () => {
  answer(shop);
  render(<MerchantPublishPage />);
  await screen.findByText('卖什么');
  expect(screen.queryByText('给活动起个名字')).toBeNull();
  await tap('发布活动');
  expect(screen.getByText('给活动起个名字')).toBeTruthy();
  expect(screen.getByText('至少选一样商品')).toBeTruthy();
  expect(inputsOf('publishCampaign')).toEqual([]);
  await type('活动名字', '丹东草莓');
  expect(screen.queryByText('给活动起个名字')).toBeNull();
  expect(screen.getByText('还有 1 处要改，红字写在旁边')).toBeTruthy();
});

test('price stairs are shown as they are typed; a lost answer is sent again as the same command', async () => {
  let answers = 0;
  answer({ ...shop, publishCampaign: () => ((answers += 1) === 1 ? no('offline') : ok(campaign())) });
  render(<MerchantPublishPage />);
  await fill();
  await tap('加一档，买多更便宜');
  await type('草莓第 2 档的件数', '30');
  await type('草莓第 2 档的价格', '29.8');
  expect(screen.getByLabelText('阶梯价：1 件起 ¥32.80，现价；30 件起 ¥29.80，再 30 件')).toBeTruthy();
  await tap('发布活动');
  expect(await screen.findByText('没连上网，检查网络后再试一次')).toBeTruthy();
  await tap('发布活动');
  await screen.findByRole('button', { name: '发布活动' });
  const [first, again] = inputsOf('publishCampaign');
  expect(first).toMatchObject({ merchantId: 'm1', title: '丹东草莓', threshold: { kind: 'people', count: 10 } });
  expect(again).toEqual(first);
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/merchant/pages/campaigns/index?m=m1' });
});

test('the server has the last word', async () => {
  answer({ ...shop, publishCampaign: () => no('badSchedule') });
  render(<MerchantPublishPage />);
  await fill();
  await tap('发布活动');
  expect(await screen.findByText('时间要依次是：开团、截单、到货、取货截止')).toBeTruthy();
});

test('a role that may not publish is told so', async () => {
  answer({ ...shop, listProducts: () => no('forbidden') });
  render(<MerchantPublishPage />);
  expect(await screen.findByText('发布活动要店主或运营来做')).toBeTruthy();
});

test('without products it says what is missing', async () => {
  answer({ ...shop, listProducts: () => ok({ products: [] }) });
  render(<MerchantPublishPage />);
  expect(await screen.findByText('店里还没有商品，要先连同图片录入')).toBeTruthy();
});
