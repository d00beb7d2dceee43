import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { LEADER, MERCHANT, Neighbourhood, OWNER } from '../usecases/neighbourhood';
import { earnFrom } from '../usecases/support/earned';
import { openBrowser, openPhone, type Phone } from './browser';

const APP = join(__dirname, '../../dist/h5');
const PAYOUT = `/membership/pages/payout/index?r=leader&m=${MERCHANT}`;

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

async function phoneOf(openid: string, path: string): Promise<Phone> {
  const phone = await openPhone(browser);
  phones.push(phone);
  await phone.page.addInitScript((who) => {
    if (location.protocol === 'http:') localStorage.setItem('lintuan.openid', who);
  }, openid);
  await open(phone, path);
  return phone;
}

async function open(phone: Phone, path: string): Promise<void> {
  await phone.page.goto('about:blank');
  await phone.page.goto(`${town.cloud.url}/app/#${path}`);
}

/** Taps the first thing with these words on the sheet that is open, else on the page. */
async function tap({ page }: Phone, words: string | RegExp): Promise<void> {
  const sheet = page.locator('.lt-sheet').filter({ visible: true });
  const layer = (await sheet.count()) > 0 ? sheet : page.locator('.taro_page:visible');
  await layer.getByText(words).filter({ visible: true }).first().click();
}

const see = ({ page }: Phone, words: string | RegExp): Promise<void> =>
  page.locator('.taro_page:visible').getByText(words).filter({ visible: true }).first().waitFor({ timeout: 15_000 });

test('a leader asks for what was earned, the shop rejects one and approves another, and the leader confirms it', async () => {
  await earnFrom(town, { priceFen: 20_000, shopper: 'openid-buyer', leader: LEADER, pointId: town.pointId });
  const leader = await phoneOf(LEADER, '/leader/pages/earnings/index');
  await see(leader, '提现到微信零钱');
  await tap(leader, /^提现$/);
  await see(leader, '还没有提现过');

  // Too little, too much, then all of it.
  const amount = leader.page.locator('.payout-input input');
  await amount.fill('0.5');
  await see(leader, '一次至少提现 ¥1.00');
  await amount.fill('16.01');
  await see(leader, '可提现的只有 ¥16.00');
  await tap(leader, '全部提现');
  await tap(leader, '提现 ¥16.00');
  await see(leader, '商家同意后，钱会转到你的微信零钱');

  // The shop says no, with a reason that the leader reads.
  const owner = await phoneOf(OWNER, `/merchant/pages/today/index?m=${MERCHANT}`);
  await see(owner, '1 笔');
  await tap(owner, '去审核');
  await tap(owner, '团长佣金');
  await tap(owner, /^驳回$/);
  await owner.page.locator('.payout-reason-field textarea').fill('上周的货款还没对清');
  await tap(owner, '驳回并退回');
  await see(owner, '没有等你审核的提现');
  await open(leader, PAYOUT);
  await see(leader, /上周的货款还没对清/);
  await see(leader, '没有通过');

  // The next one is approved, and confirmed on the leader's phone.
  await leader.page.locator('.payout-input input').fill('10');
  await tap(leader, '提现 ¥10.00');
  await see(leader, '提现中');
  await open(owner, `/merchant/pages/payouts/index?m=${MERCHANT}`);
  await tap(owner, '团长佣金');
  await tap(owner, '同意，转 ¥10.00');
  await see(owner, '没有等你审核的提现');
  await open(leader, '/leader/pages/earnings/index');
  await see(leader, '待确认收款');
  await tap(leader, '去确认收款');
  await leader.page.getByTestId('transfer-confirm').click();
  await see(leader, /^提现$/);
  await open(leader, PAYOUT);
  await see(leader, '已到账');
  const { money } = await town.call(LEADER, 'listWithdrawals', { merchantId: MERCHANT, role: 'leader' });
  expect(money).toEqual({ payableFen: 600, withdrawingFen: 0, paidOutFen: 1_000 });

  expect(phones.flatMap(({ complaints }) => complaints)).toEqual([]);
  await town.booksBalance();
});
