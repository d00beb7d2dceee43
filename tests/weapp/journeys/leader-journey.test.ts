import { HOUR_MS, MINUTE_MS } from '../../../src/contract/time';
import { LEADER, MERCHANT, type Neighbourhood, OWNER } from '../../usecases/neighbourhood';
import type { Driver } from '../player/driver';
import { useStage } from './support/stage';

const BUYERS = ['openid-journey-first', 'openid-journey-second'] as const;
const CLOSES_IN_MS = 2 * HOUR_MS;
/** Until then a hand-over can be undone. */
const UNDO_MS = 10 * MINUTE_MS;
const FRESH_WINDOW_MS = 48 * HOUR_MS;

const stage = useStage();

/** The merchant puts a campaign on that leaders can open: strawberries at 50 yuan. */
async function putOn(town: Neighbourhood): Promise<string> {
  const productId = await town.product('丹东 99 草莓', { fresh: true });
  const now = await town.now();
  const closesAt = now + CLOSES_IN_MS;
  await town.call(OWNER, 'publishCampaign', {
    commandId: town.commandId(),
    merchantId: MERCHANT,
    title: '周末草莓',
    summary: '今早采摘，冷链到小区',
    items: [
      {
        productId,
        priceTiers: [{ fromUnits: 1, priceFen: 5000 }],
        stock: 100,
        limitPerMember: null,
        commissionBps: null,
      },
    ],
    opensAt: now - MINUTE_MS,
    closesAt,
    arrivesAt: closesAt + 20 * HOUR_MS,
    pickupUntil: closesAt + 25 * HOUR_MS,
    threshold: { kind: 'none' },
  });
  return productId;
}

/** The card that the last share put into the chat, as the log has it. */
async function lastCard(phone: Driver): Promise<{ title: string; path: string; picture: string }> {
  const sent = (await phone.log()).map(({ text }) => text).filter((text) => text.startsWith('shareAppMessage '));
  return JSON.parse(sent.at(-1)?.slice('shareAppMessage '.length) ?? '{}') as Awaited<ReturnType<typeof lastCard>>;
}

test('delivery day: a group is opened, told of, arrives, is handed out, and its commission taken home', async () => {
  const { town, phoneOf } = stage();
  const sku = await putOn(town);
  const phone = await phoneOf(LEADER);

  // Three steps: which campaign, which door, and telling the neighbours.
  await phone.open('/pages/me/index');
  await phone.tap('团长工作台');
  await phone.waitForPage('/leader/pages/desk/index');
  await phone.tap('开新团');
  await phone.waitForPage('/leader/pages/open/index');
  await phone.tap('选这个');
  await phone.waitForText('在哪儿取、什么时候取');
  await phone.tap('开团并告诉邻居');
  await phone.waitForText('周末草莓开好了');
  await phone.tap('发到微信');
  await phone.tap({ selector: '[data-testid="share-close"]' });
  const card = await lastCard(phone);
  expect(card.title).toContain('周末草莓');
  expect(card.picture).toMatch(/^http/);
  const address = new URL(card.path, 'https://card.invalid');
  expect(address.pathname).toBe('/pages/group/index');
  const groupId = address.searchParams.get('g') ?? '';
  const shareCode = address.searchParams.get('s') ?? '';

  // Neighbours come by that card and pay; the group closes.
  const orders: string[] = [];
  for (const buyer of BUYERS) {
    await town.call(buyer, 'getGroup', { groupId }, shareCode);
    orders.push(await town.buy(buyer, groupId, sku, { price: 5000 }));
  }
  await town.closeAndDecide(CLOSES_IN_MS);

  // The goods are there.
  await phone.back();
  await phone.pullDown();
  await phone.tap('去签收');
  await phone.waitForPage('/leader/pages/groups/index');
  await phone.tap('确认到货');
  await phone.tap('全部到货');
  await phone.tap(/^确认到货$/);
  await phone.waitForText('到货记下了，2 单可以来取');
  await phone.tap('去核销');
  await phone.waitForPage('/leader/pages/verify/index');

  // The first neighbour shows a code, the second is found by name; that one is undone and done again.
  const codeOf = async (index: number): Promise<string> =>
    (await town.call(BUYERS[index] ?? '', 'getOrder', { orderId: orders[index] ?? '' })).order.pickup?.code ?? '';
  const stateOf = async (index: number): Promise<string> =>
    (await town.call(BUYERS[index] ?? '', 'getOrder', { orderId: orders[index] ?? '' })).order.state;
  await phone.waitForText('待取 2');
  await phone.type('.lt-code-field', await codeOf(0));
  await phone.waitForText(/匹配到 林晚/);
  await phone.tap('交给林晚 1 件');
  await phone.waitForText('林晚的货交齐了');
  expect([await stateOf(0), await stateOf(1)]).toEqual(['collected', 'arrived']);
  await phone.tap({ selector: '[aria-label="核销 林晚"]' });
  await phone.waitForText('没看码，直接交给林晚？');
  await phone.tap('交货核销');
  await phone.waitForText('已取齐 2');
  expect(await stateOf(1)).toBe('collected');
  await phone.tap(/^撤销$/);
  await phone.waitForText('林晚的上一次核销撤销了');
  await phone.waitForText('待取 1');
  expect(await stateOf(1)).toBe('arrived');
  await phone.tap({ selector: '[aria-label="核销 林晚"]' });
  await phone.tap('交货核销');
  await phone.waitForText('都取走了');

  // After ten minutes it stands.
  await town.advance(UNDO_MS);
  await phone.tap(/^撤销$/);
  await phone.waitForText('超过 10 分钟，不能撤销了');
  expect(await stateOf(1)).toBe('collected');

  // The windows end: eight per cent of 100 yuan are asked for, approved and confirmed.
  await town.advance(FRESH_WINDOW_MS);
  await town.settleDown();
  await phone.tap('收益');
  await phone.waitForPage('/leader/pages/earnings/index');
  await phone.waitForText('佣金明细');
  await phone.tap(/^提现$/);
  await phone.waitForPage('/membership/pages/payout/index');
  await phone.tap('全部提现');
  await phone.tap('提现 ¥8.00');
  await phone.waitForText('商家同意后，钱会转到你的微信零钱');
  const [asked] = (await town.call(OWNER, 'listPayouts', { merchantId: MERCHANT, filter: 'waiting' })).rows;
  await town.call(OWNER, 'decideWithdrawal', {
    commandId: town.commandId(),
    merchantId: MERCHANT,
    withdrawalId: asked?.withdrawalId ?? '',
    decision: { kind: 'approve' },
  });
  await phone.back();
  await phone.waitForPage('/leader/pages/earnings/index');
  await phone.tap('去确认收款');
  await phone.tap({ selector: '[data-testid="transfer-confirm"]' });
  await phone.waitForText(/一次最多/);
  const { money } = await town.call(LEADER, 'listWithdrawals', { merchantId: MERCHANT, role: 'leader' });
  expect(money).toEqual({ payableFen: 0, withdrawingFen: 0, paidOutFen: 800 });
  expect(await phone.problems()).toEqual([]);
});
