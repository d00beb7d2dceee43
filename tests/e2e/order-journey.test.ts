import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { fenToNumber } from '../../src/contract/money';
import { DAY_MS, MINUTE_MS } from '../../src/contract/time';
import { eventually } from '../localcloud/support/cloud-process';
import { LEADER, MERCHANT, Neighbourhood } from '../usecases/neighbourhood';
import { openBrowser, openPhone, type Phone } from './browser';

const APP = join(__dirname, '../../dist/h5');
const SHOPPER = 'openid-journey-shopper';
const INVITER = 'openid-journey-inviter';

jest.setTimeout(240_000);
let town: Neighbourhood;
let browser: Browser;
const phones: Phone[] = [];

beforeAll(async () => {
  town = await Neighbourhood.start({ appFolder: APP });
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await town?.stop();
}, 60_000);

/** A phone in somebody's hand, at a page of the preview. */
async function phoneOf(openid: string, path: string): Promise<Phone> {
  const phone = await openPhone(browser);
  phones.push(phone);
  await phone.page.addInitScript((who) => {
    if (location.protocol === 'http:') localStorage.setItem('lintuan.openid', who);
  }, openid);
  await phone.page.goto(`${town.cloud.url}/app/#${path}`);
  return phone;
}

/** Taps what a person sees: the button, or the nearest thing with these words. */
async function tap({ page }: Phone, words: string | RegExp): Promise<void> {
  const dialog = page.locator('.lt-dialog').filter({ visible: true });
  const layer = (await dialog.count()) > 0 ? dialog : page.locator('.taro_page:visible');
  await layer.getByText(words).filter({ visible: true }).first().click();
}

async function see({ page }: Phone, words: string | RegExp): Promise<void> {
  const sought = page.locator('.taro_page:visible').getByText(words).filter({ visible: true }).first();
  try {
    await sought.waitFor({ timeout: 15_000 });
  } catch {
    const picture = join(mkdtempSync(join(tmpdir(), 'lintuan-journey-')), 'page.png');
    await page.screenshot({ path: picture });
    throw new Error(`${String(words)} is not on the page: see ${picture}`);
  }
}

async function reopen(phone: Phone, path: string): Promise<void> {
  await phone.page.goto('about:blank');
  await phone.page.goto(`${town.cloud.url}/app/#${path}`);
}

/** Taps one more unit in a stepper. */
async function oneMore({ page }: Phone, times: number): Promise<void> {
  const more = page
    .locator('.taro_page:visible')
    .getByRole('button', { name: /^加一份/ })
    .first();
  for (let tapped = 0; tapped < times; tapped += 1) await more.click();
}

test('one order, lived on the phone: the card, the price steps, the pay sheet, the code, the books', async () => {
  const { groupId, sku } = await town.openGroup({
    tiers: [
      [1, 3280],
      [4, 2680],
    ],
    threshold: { kind: 'people', count: 2 },
  });
  const { path } = await town.call(INVITER, 'shareGroup', { groupId });

  // A neighbour opens the card in a chat, joins with three, and pays.
  const shopper = await phoneOf(SHOPPER, path);
  await see(shopper, '丹东 99 草莓 · 1 份');
  await see(shopper, /0 户亮灯/);
  await tap(shopper, /^参团 · ¥32\.80$/);
  await see(shopper, '确认订单');
  await oneMore(shopper, 2);
  await see(shopper, '微信支付 ¥98.40');
  await see(shopper, /完成后得 98 积分/);
  await tap(shopper, '微信支付 ¥98.40');
  await shopper.page.locator('.order-field-input input').nth(0).fill('林晚');
  await shopper.page.locator('.order-field-input input').nth(1).fill('13800002086');
  await tap(shopper, '就这样');
  await tap(shopper, '微信支付 ¥98.40');
  await shopper.page.getByTestId('pay-confirm').click();
  await see(shopper, '看订单');
  const [order] = (await town.call(SHOPPER, 'listMyOrders', { filter: 'active' })).rows;
  if (!order) throw new Error('the order is missing');
  expect(order).toMatchObject({ state: 'paid', payFen: 9840 });

  // One unit too many: it goes back while the group is open, at what was paid.
  await tap(shopper, '看订单');
  await see(shopper, /¥98\.40/);
  await tap(shopper, /退几份|退一部分/);
  await oneMore(shopper, 1);
  await tap(shopper, '退 1 份');
  await eventually(
    async () => fenToNumber((await town.call(SHOPPER, 'getOrder', { orderId: order.orderId })).order.keptFen) === 6560,
  );
  await see(shopper, /¥65\.60/);

  // Neighbours join until the next price is reached; the group forms and the difference goes back by itself.
  await town.buy('openid-journey-2', groupId, sku, { units: 2, price: 3280 });
  await town.buy('openid-journey-3', groupId, sku, { units: 1, price: 2680 });
  await town.closeAndDecide();
  await reopen(shopper, `/shopping/pages/order/index?o=${order.orderId}`);
  await see(shopper, /¥12\.00/);
  expect((await town.call(SHOPPER, 'getOrder', { orderId: order.orderId })).refunds).toMatchObject([
    { reason: 'memberCancelled', fen: 3280, state: 'done' },
    { reason: 'tierDifference', fen: 1200, state: 'done' },
  ]);

  // The leader says that the goods are there, and hands them out by the code.
  const leader = await phoneOf(LEADER, '/leader/pages/groups/index?f=waiting');
  await tap(leader, '确认到货');
  await tap(leader, '全部到货');
  await tap(leader, /^确认到货$/);
  await see(leader, /去核销|没有等到货的团/);
  const code = (await town.call(SHOPPER, 'getOrder', { orderId: order.orderId })).order.pickup?.code ?? '';
  await reopen(shopper, '/pages/orders/index');
  await see(shopper, `${code.slice(0, 3)} ${code.slice(3)}`);
  await reopen(leader, '/leader/pages/verify/index');
  await leader.page.locator('.lt-code-input input, .lt-code input').first().fill(code);
  await see(leader, /匹配到 林晚/);
  await tap(leader, '交给林晚 2 件');
  await eventually(
    async () => (await town.call(SHOPPER, 'getOrder', { orderId: order.orderId })).order.state === 'collected',
  );

  // The window ends: points, growth, commission and referral reward are in the books and on the screens.
  await town.advance(7 * DAY_MS + MINUTE_MS);
  await town.settleDown();
  await reopen(shopper, '/membership/pages/ledger/index?b=points');
  await see(shopper, '+53');
  await see(shopper, '+50');
  await reopen(shopper, '/pages/member/index');
  await see(shopper, /近 365 天成长值 53/);
  const inviter = await phoneOf(INVITER, '/membership/pages/ledger/index?b=referral');
  await see(inviter, /\+¥?1\.07/);
  expect(await town.balance(`leader:${MERCHANT}:${await town.memberId(LEADER)}:payable`)).toBe(428);
  await town.booksBalance();
});

test("the rulebook's example of a silver member's rewards, on the screens of all three", async () => {
  // An order of 520 yuan makes the shopper silver.
  const first = await town.openGroup({ tiers: [[1, 52_000]] });
  await town.buy(SHOPPER, first.groupId, first.sku, { price: 52_000 });
  await town.closeAndDecide();
  await town.call(LEADER, 'markArrived', { groupId: first.groupId });
  await town.advance(7 * DAY_MS + 60 * MINUTE_MS);
  await town.advance(7 * DAY_MS + 60 * MINUTE_MS);
  await town.settleDown();
  expect((await town.call(SHOPPER, 'getMembership', { merchantId: MERCHANT })).tier).toBe('silver');

  const { groupId, sku } = await town.openGroup({ tiers: [[1, 3292]] });
  await town.buy(SHOPPER, groupId, sku, { units: 3, price: 3292 });
  await town.closeAndDecide();
  await town.call(LEADER, 'markArrived', { groupId });
  await town.advance(7 * DAY_MS + 60 * MINUTE_MS);
  await town.advance(7 * DAY_MS + 60 * MINUTE_MS);
  await town.settleDown();

  // Kept 9,876: commission 790, referral 197, points 108, growth 98.
  const shopper = await phoneOf(SHOPPER, '/membership/pages/ledger/index?b=points');
  await see(shopper, '+108');
  await see(shopper, /实付 ¥98\.76 × 1\.1 倍/);
  await reopen(shopper, '/pages/member/index');
  await see(shopper, '银卡邻居');
  await see(shopper, /近 365 天成长值 671/);
  const inviter = await phoneOf(INVITER, '/membership/pages/ledger/index?b=referral');
  await see(inviter, /\+¥?1\.97/);
  const leader = await phoneOf(LEADER, '/leader/pages/earnings/index');
  await see(leader, /\+¥?7\.90/);
  await town.booksBalance();
});

test('no page complained on the way', () => {
  expect(phones.flatMap(({ complaints }) => complaints)).toEqual([]);
});
