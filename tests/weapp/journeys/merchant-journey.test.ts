import { HOUR_MS } from '../../../src/contract/time';
import { LEADER, MERCHANT, OWNER } from '../../usecases/neighbourhood';
import { earnFrom } from '../../usecases/support/earned';
import { useStage } from './support/stage';

const SHOPPER = 'openid-journey-shopper';
const LEADER_2 = 'openid-journey-leader';

const stage = useStage();

test('Monday morning: payouts are decided, a campaign goes on, orders and bills are looked at', async () => {
  const { town, phoneOf } = stage();
  const secondPoint = await town.appoint(LEADER_2, '老秦', '晴川里 8 号门');
  await earnFrom(town, { priceFen: 20_000, shopper: SHOPPER, leader: LEADER, pointId: town.pointId });
  await earnFrom(town, { priceFen: 10_000, shopper: SHOPPER, leader: LEADER_2, pointId: secondPoint });
  for (const leader of [LEADER, LEADER_2])
    await town.call(leader, 'askWithdrawal', {
      commandId: town.commandId(),
      merchantId: MERCHANT,
      role: 'leader',
      amountFen: 800,
    });
  // The bill of a day is there at ten on the next.
  await town.advance(24 * HOUR_MS);
  await town.settleDown();
  const { groupId, sku } = await town.openGroup({ tiers: [[1, 2980]] });
  await town.buy(SHOPPER, groupId, sku, { price: 2980 });

  const phone = await phoneOf(OWNER);
  await phone.open('/pages/me/index');
  await phone.tap('商家');
  await phone.waitForPage('/merchant/pages/today/index');
  await phone.waitForText('你是店主 · 在开 1 个团');
  await phone.waitForText('2 笔');

  // One payout is rejected with a reason, the other approved.
  await phone.tap('去审核');
  await phone.waitForPage('/merchant/pages/payouts/index');
  await phone.tap({ selector: '[aria-label^="老秦"]' });
  await phone.tap(/^驳回$/);
  await phone.type('.payout-reason-field', '上周的货款还没对清');
  await phone.tap('驳回并退回');
  await phone.tap({ selector: '[aria-label^="周姐"]' });
  await phone.tap('同意，转 ¥8.00');
  await phone.waitForText('没有等你审核的提现');
  const stateOf = async (leader: string): Promise<string | undefined> =>
    (await town.call(leader, 'listWithdrawals', { merchantId: MERCHANT, role: 'leader' })).rows[0]?.state;
  expect([await stateOf(LEADER), await stateOf(LEADER_2)]).toEqual(['waitingConfirm', 'rejected']);
  await phone.back();

  // Yesterday's bill agrees with the books.
  await phone.waitForPage('/merchant/pages/today/index');
  await phone.tap('看对账');
  await phone.waitForPage('/merchant/pages/reconciliation/index');
  await phone.tap('全部对上');
  await phone.waitForText('开店到这天');
  await phone.waitForText('一分不差');
  await phone.back();
  await phone.back();
  await phone.waitForPage('/merchant/pages/today/index');

  // A campaign goes on; what is missing is told beside its field.
  await phone.tap('活动');
  await phone.tap('新建活动');
  await phone.waitForPage('/merchant/pages/publish/index');
  await phone.tap('发布活动');
  await phone.waitForText('给活动起个名字');
  await phone.type('[aria-label="活动名字"]', '周三脐橙');
  await phone.tap('选商品');
  await phone.tap({ selector: '[aria-label^="丹东 99 草莓 1 份"]' });
  await phone.tap('选好了 1 样');
  await phone.type('[aria-label="丹东 99 草莓第 1 档的价格"]', '24.80');
  await phone.tap('加一档，买多更便宜');
  await phone.type('[aria-label="丹东 99 草莓第 2 档的件数"]', '10');
  await phone.type('[aria-label="丹东 99 草莓第 2 档的价格"]', '19.80');
  await phone.tap('按件数');
  await phone.type('[aria-label="成团门槛"]', '5');
  await phone.tap('发布活动');
  await phone.waitForPage('/merchant/pages/campaigns/index');
  await phone.waitForText('周三脐橙');
  await phone.waitForText(/满 5 件成团/);
  const published = (await town.call(OWNER, 'listCampaigns', { merchantId: MERCHANT })).rows.find(
    ({ title }) => title === '周三脐橙',
  );
  expect(published).toMatchObject({
    threshold: { kind: 'units', count: 5 },
    items: [
      {
        priceTiers: [
          { fromUnits: 1, priceFen: 2480 },
          { fromUnits: 10, priceFen: 1980 },
        ],
      },
    ],
  });

  // The orders, by state; one is opened.
  await phone.tap('订单');
  await phone.waitForPage('/merchant/pages/orders/index');
  await phone.tap({ selector: '.lt-chip:has-text("已付款")' });
  await phone.tap('¥29.80');
  await phone.waitForPage('/shopping/pages/order/index');
  await phone.waitForText(/实付/);
  await phone.tap({ selector: '[aria-label="返回"]' });
  await phone.waitForPage('/merchant/pages/orders/index');
  expect(await phone.problems()).toEqual([]);
});
