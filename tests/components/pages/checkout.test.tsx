import { act, fireEvent, render, screen } from '@testing-library/react';
import Taro from '@tarojs/taro';
import type { CallInput, CallName } from '@/contract/calls';
import { callError, type CallError } from '@/contract/errors';
import { callCloud } from '@/lib/call-cloud';
import { pay } from '@/lib/pay';
import CheckoutPage from '@/shopping/pages/checkout/index';
import { routerParams } from '../mocks/taro';
import { group, me, placed, quote } from './data';

jest.mock('@/lib/call-cloud', () => ({ callCloud: jest.fn() }));
jest.mock('@/lib/pay', () => ({ pay: jest.fn() }));

type Answer = { ok: true; output: unknown } | { ok: false; error: CallError };

const LIN = { name: '林晚', phone: '13800002086' };
const asked: { call: CallName; input: unknown }[] = [];
let person: typeof LIN | null;
let nextPlaces: Answer[];
let priceFen: number;
let coupon: { id: string; offFen: number } | null;

const refused = (code: CallError['code'], data: CallError['data']): Answer => ({
  ok: false,
  error: callError(code, data),
});

function answer(call: CallName, input: unknown): Answer {
  if (call === 'getGroup') return { ok: true, output: group() };
  if (call === 'enter') return { ok: true, output: me(person) };
  if (call === 'quoteOrder') {
    const { lines, points } = input as CallInput<'quoteOrder'>;
    return { ok: true, output: quote({ units: lines[0]!.units, priceFen, coupon, points }) };
  }
  return nextPlaces.shift() ?? { ok: true, output: placed };
}

beforeEach(() => {
  jest.useFakeTimers();
  asked.length = 0;
  person = LIN;
  nextPlaces = [];
  priceFen = 2980;
  coupon = null;
  Object.assign(routerParams, { g: 'g1', items: 'straw:2' });
  jest.mocked(callCloud).mockImplementation(((call: CallName, input: unknown) => {
    asked.push({ call, input });
    return Promise.resolve(answer(call, input));
  }) as unknown as typeof callCloud);
  jest.mocked(pay).mockResolvedValue('paid');
});
afterEach(() => jest.useRealTimers());

/** Lets answers arrive and pauses pass; what one round draws may ask the next question. */
async function settle() {
  for (let round = 0; round < 4; round += 1) await act(() => jest.advanceTimersByTimeAsync(300));
}

async function open() {
  render(<CheckoutPage />);
  await settle();
}

async function tap(words: string | RegExp) {
  fireEvent.click(screen.getByText(words));
  await settle();
}

const places = () =>
  asked.filter(({ call }) => call === 'placeOrder').map(({ input }) => input as CallInput<'placeOrder'>);

test('what is on the screen is what is placed, paid and shown as the result', async () => {
  await open();
  await tap('微信支付 ¥59.60');
  expect(places()).toEqual([
    {
      commandId: expect.stringMatching(/^\w{20}$/) as string,
      groupId: 'g1',
      lines: [{ sku: 'straw', units: 2, seenPriceFen: 2980 }],
      couponId: null,
      points: 0,
      person: LIN,
      note: '',
    },
  ]);
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/shopping/pages/pay-result/index?o=o1&r=paid' });
});

test('two taps place one order', async () => {
  await open();
  const button = screen.getByText('微信支付 ¥59.60');
  fireEvent.click(button);
  fireEvent.click(button);
  await settle();
  expect(places()).toHaveLength(1);
});

test('a price that changed is shown old and new, and asked again with the new sum', async () => {
  await open();
  priceFen = 2680;
  const lines = [{ sku: 'straw', old: 2980, new: 2680 }];
  nextPlaces = [refused('priceChanged', { name: '草莓', old: '29.80', new: '26.80', lines })];
  await tap('微信支付 ¥59.60');
  expect(screen.getByText('价格 ¥29.80 → ¥26.80')).toBeTruthy();
  expect(Taro.redirectTo).not.toHaveBeenCalled();
  await tap('微信支付 ¥53.60');
  expect(places()[1]!.lines).toEqual([{ sku: 'straw', units: 2, seenPriceFen: 2680 }]);
  expect(Taro.redirectTo).toHaveBeenCalled();
});

test.each([
  ['soldOut', { sku: 'straw', name: '草莓', left: 1 }, '草莓只剩 1 份了，已帮你改好'],
  ['overLimit', { sku: 'straw', name: '草莓', limit: 3, bought: 2 }, '草莓每户限 3 份，你已有 2 份，已帮你改好'],
] as const)('%s brings the units down and says so', async (code, data, words) => {
  await open();
  nextPlaces = [refused(code, data)];
  await tap('微信支付 ¥59.60');
  expect(screen.getByText(words)).toBeTruthy();
  await tap('微信支付 ¥29.80');
  expect(places()[1]!.lines[0]!.units).toBe(1);
});

test('a coupon that is gone gives way to the next best', async () => {
  coupon = { id: 'c1', offFen: 800 };
  await open();
  coupon = { id: 'c2', offFen: 300 };
  nextPlaces = [refused('couponGone', { reason: '已用在另一单上' })];
  await tap('微信支付 ¥51.60');
  expect(screen.getByText('这张券用不了：已用在另一单上，已换成最省的')).toBeTruthy();
  await tap('微信支付 ¥56.60');
  expect(places().map(({ couponId }) => couponId)).toEqual(['c1', 'c2']);
});

test('a lost answer is tried again under the same command; another selection is another command', async () => {
  await open();
  nextPlaces = [refused('offline', {}), refused('offline', {})];
  await tap('微信支付 ¥59.60');
  await tap('微信支付 ¥59.60');
  fireEvent.click(screen.getByLabelText('加一份 草莓'));
  await settle();
  await tap('微信支付 ¥89.40');
  const [first, second, third] = places().map(({ commandId }) => commandId);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('points are used up to what the quote allows', async () => {
  await open();
  fireEvent.click(screen.getByRole('switch'));
  await settle();
  await tap('微信支付 ¥47.60');
  expect(places()[0]!.points).toBe(1200);
});

test('who fetches it is asked for first, and what is wrong stands beside the field', async () => {
  person = null;
  await open();
  await tap('微信支付 ¥59.60');
  expect(places()).toHaveLength(0);
  fireEvent.change(screen.getByLabelText('手机号'), { target: { value: '1380000' } });
  await tap('就这样');
  expect(screen.getByText('写上怎么称呼你，团长好核对')).toBeTruthy();
  expect(screen.getByText('手机号要 11 位')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('称呼'), { target: { value: ' 林晚 ' } });
  fireEvent.change(screen.getByLabelText('手机号'), { target: { value: '13800002086' } });
  await tap('就这样');
  await tap('微信支付 ¥59.60');
  expect(places()[0]!.person).toEqual(LIN);
});

test.each(['notPaid', 'unknown', 'closed'] as const)('a payment that is %s leads to its result', async (result) => {
  jest.mocked(pay).mockResolvedValue(result);
  await open();
  await tap('微信支付 ¥59.60');
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/shopping/pages/pay-result/index?o=o1&r=${result}` });
});
