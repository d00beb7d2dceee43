import { HOUR_MS, MINUTE_MS } from '../../../src/contract/time';
import { LEADER } from '../../usecases/neighbourhood';
import { useStage } from './support/stage';

const SHOPPER = 'openid-journey-shopper';
const INVITER = 'openid-journey-inviter';
/** WeChat's number for a start from a card in a chat. */
const CARD_SCENE = 1007;
/** Fresh goods can be complained of for two days. */
const FRESH_WINDOW_MS = 48 * HOUR_MS;
const MORE = { selector: '[aria-label^="加一份"]' };

const stage = useStage();

test('a new neighbour comes by a card, joins, pays at the second try, fetches the goods and gets points', async () => {
  const { town, phoneOf } = stage();
  const { groupId, sku } = await town.openGroup({
    tiers: [
      [1, 3280],
      [4, 2680],
    ],
    threshold: { kind: 'people', count: 2 },
    fresh: true,
  });
  const { path } = await town.call(INVITER, 'shareGroup', { groupId });
  const phone = await phoneOf(SHOPPER);

  // The card leads to the group; three units, and who fetches them.
  await phone.open(path, {}, CARD_SCENE);
  await phone.waitForText(/丹东 99 草莓 · 1 份/);
  await phone.waitForText(/0 户亮灯/);
  await phone.tap(/^参团 · ¥32\.80$/);
  await phone.waitForPage('/shopping/pages/checkout/index');
  await phone.tap(MORE);
  await phone.tap(MORE);
  await phone.waitForText(/完成后得 98 积分/);
  await phone.tap('微信支付 ¥98.40');
  await phone.type('[aria-label="称呼"]', '林晚');
  await phone.type('[aria-label="手机号"]', '13800002086');
  await phone.tap('就这样');

  // The pay sheet is closed once; the order waits, and is paid then.
  await phone.tap('微信支付 ¥98.40');
  await phone.pay('cancel');
  await phone.waitForPage('/shopping/pages/pay-result/index');
  await phone.waitForText('付款没有成功');
  await phone.waitForText(/钱没有扣，库存为你留到/);
  await phone.tap('再付一次 ¥98.40');
  await phone.pay('confirm');
  await phone.waitForText('付好了');
  await phone.tap('看订单');
  await phone.waitForPage('/shopping/pages/order/index');
  await phone.waitForText(/实付/);
  const [order] = (await town.call(SHOPPER, 'listMyOrders', { filter: 'active' })).rows;
  if (!order) throw new Error('the order is missing');
  expect(order).toMatchObject({ state: 'paid', payFen: 9840 });

  // One unit too many goes back while the group is open.
  await phone.tap('退几份');
  await phone.tap(MORE);
  await phone.tap('退 1 份');
  await phone.waitForText(/¥65\.60/);

  // A neighbour brings the next price; the group forms and the difference comes back by itself.
  await town.buy('openid-journey-neighbour', groupId, sku, { units: 2, price: 3280 });
  await town.closeAndDecide();
  await phone.pullDown();
  await phone.waitForText('成团退差价');
  await phone.waitForText(/¥12\.00/);

  // Home is one touch away from the first page; what has come stands there with its code.
  await town.call(LEADER, 'markArrived', { groupId });
  await phone.back();
  await phone.waitForPage('/pages/group/index');
  await phone.tap({ selector: '[aria-label="回到首页"]' });
  await phone.waitForPage('/pages/home/index');
  const { pickup } = (await town.call(SHOPPER, 'getOrder', { orderId: order.orderId })).order;
  const code = pickup?.code ?? '';
  const spoken = `${code.slice(0, 3)} ${code.slice(3)}`;
  await phone.waitForText(spoken);
  await phone.tapTab('订单');
  await phone.waitForText('出示给团长，或让团长扫右边的码');
  await phone.waitForText('丹东 99 草莓 · 1 份 × 2');
  await phone.waitForText(spoken);
  await town.call(LEADER, 'collectOrder', { commandId: town.commandId(), orderId: order.orderId, by: 'code' });

  // The window ends: points of the order and of the first order are in the ledger.
  await town.advance(FRESH_WINDOW_MS + MINUTE_MS);
  await town.settleDown();
  await phone.tapTab('会员');
  await phone.waitForText(/近 365 天成长值 53/);
  await phone.tap(/^签到 \+1 分$/);
  await phone.waitForText('已连签 1 天');
  await phone.tap({ selector: '[aria-label^="积分 104"]' });
  await phone.waitForPage('/membership/pages/ledger/index');
  for (const words of ['+53', '+50', '每日签到']) await phone.waitForText(words);
  await phone.back();

  // What points buy, and another door to fetch things at.
  await phone.tap('去换');
  await phone.waitForPage('/membership/pages/rewards/index');
  await phone.waitForText('可用 104 积分');
  await phone.back();
  await phone.tapTab('我的');
  await phone.tap({ selector: '[aria-label^="自提点"]' });
  await phone.waitForPage('/shopping/pages/points/index');
  await phone.tap('设为我的自提点');
  await phone.waitForPage('/pages/home/index');
  expect((await town.call(SHOPPER, 'enter', {})).point?.name).toBe('晴川里 3 号门');
  expect(await phone.problems()).toEqual([]);
});
