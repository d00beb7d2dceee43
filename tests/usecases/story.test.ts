import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/contract/time';
import { LEADER, MERCHANT, OWNER, useNeighbourhood } from './neighbourhood';

const town = useNeighbourhood();

/** From a neighbour's share link to the rewards in the books (rulebook sections 3 to 9 and 11). */
test('one order, end to end', async () => {
  const t = town();
  const { groupId, sku } = await t.openGroup({
    tiers: [
      [1, 3280],
      [3, 2680],
    ],
    threshold: { kind: 'people', count: 2 },
  });
  const inviter = 'openid-inviter';
  const { code } = await t.call(inviter, 'shareGroup', { groupId });

  // A new neighbour opens the card: they become a member, bound to who shared it.
  const shopper = 'openid-shopper';
  const seen = await t.call(shopper, 'getGroup', { groupId }, code);
  expect(seen.items[0]).toMatchObject({ priceFen: 3280, left: 100, nextTier: { priceFen: 2680, unitsToGo: 3 } });
  const members = await t.cloud.documents('members');
  expect(members.find(({ openid }) => openid === shopper)).toMatchObject({
    inviterId: await t.memberId(inviter),
    arrivedBy: code,
  });

  const quote = await t.call(shopper, 'quoteOrder', { groupId, lines: [{ sku, units: 3 }] });
  expect(quote).toMatchObject({
    cost: { goodsFen: 9840, payFen: 9840 },
    expected: { state: 'expected', points: 98, growth: 98 },
  });

  const orderId = await t.buy(shopper, groupId, sku, { units: 3, price: 3280 });
  await t.buy('openid-second', groupId, sku, { price: 2680 });
  const progress = await t.call('', 'getGroup', { groupId });
  expect(progress.card).toMatchObject({ people: 2, units: 4, reached: true });
  expect(progress.participants.map(({ what }) => what)).toEqual(['丹东 99 草莓 ×1', '丹东 99 草莓 ×3']);

  // It closes, forms at the lower tier, and everybody who paid more gets the difference back.
  await t.closeAndDecide();
  const formed = await t.call(shopper, 'getOrder', { orderId });
  expect(formed.order.state).toBe('confirmed');
  expect(formed.refunds).toMatchObject([{ reason: 'tierDifference', state: 'done', fen: 1800 }]);
  expect(formed.order).toMatchObject({ payFen: 9840, keptFen: 8040 });

  // The goods arrive; the code opens the parcel once.
  await t.call(LEADER, 'markArrived', { groupId });
  const arrived = await t.call(shopper, 'getOrder', { orderId });
  const pickup = arrived.order.pickup?.code ?? '';
  expect(pickup).toMatch(/^\d{6}$/);
  const found = await t.call(LEADER, 'findPickup', { pointId: t.pointId, code: pickup });
  expect(found).toMatchObject({ orderId, tail: pickup.slice(3), state: 'arrived' });
  await t.call(LEADER, 'collectOrder', { commandId: t.commandId(), orderId, by: 'code' });
  expect((await t.refusal(LEADER, 'findPickup', { pointId: t.pointId, code: pickup })).code).toBe('alreadyCollected');

  // Nothing is posted before the window is over; then everything is, at once.
  const expected = await t.call(shopper, 'getMembership', { merchantId: MERCHANT });
  expect(expected).toMatchObject({ points: 0, expectedPoints: 80 });
  await t.advance(7 * DAY_MS + MINUTE_MS);
  await t.settleDown();
  const done = await t.call(shopper, 'getOrder', { orderId });
  expect(done.order.state).toBe('completed');
  expect(done.rewards).toMatchObject({ state: 'posted', points: 80, growth: 80 });
  const member = await t.call(shopper, 'getMembership', { merchantId: MERCHANT });
  // 80 for the order and 50 for being the first.
  expect(member).toMatchObject({ points: 130, growth: 80, expectedPoints: 0, ordersCompleted: 1 });
  const invited = await t.call(inviter, 'getMembership', { merchantId: MERCHANT });
  expect(invited.referral).toMatchObject({ payableFen: 160 });
  const leaderId = await t.memberId(LEADER);
  expect(await t.balance(`leader:${MERCHANT}:${leaderId}:payable`)).toBe(643);
  const ledger = await t.call(shopper, 'listLedger', { merchantId: MERCHANT, book: 'points' });
  expect(ledger.rows.map(({ kind, amount, balance }) => ({ kind, amount, balance }))).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'orderDone', amount: 80 }),
      expect.objectContaining({ kind: 'firstOrder', amount: 50 }),
    ]),
  );
  expect(ledger.balance).toBe(130);
});

test("the rulebook's example of rewards arrives in the books to the fen", async () => {
  const t = town();
  const { groupId, sku } = await t.openGroup({ tiers: [[1, 9876]] });
  const { code } = await t.call('openid-ex-inviter', 'shareGroup', { groupId });
  await t.call('openid-ex-shopper', 'enter', {}, code);
  await t.buy('openid-ex-shopper', groupId, sku, { price: 9876 });
  const before = await t.balance(`leader:${MERCHANT}:${await t.memberId(LEADER)}:payable`);
  await t.closeAndDecide();
  await t.call(LEADER, 'markArrived', { groupId });
  const rows = await t.call(LEADER, 'listPickups', { pointId: t.pointId, filter: 'waiting' });
  for (const row of rows.rows)
    await t.call(LEADER, 'collectOrder', { commandId: t.commandId(), orderId: row.orderId, by: 'row' });
  await t.advance(8 * DAY_MS);
  await t.settleDown();
  const journal = (await t.cloud.documents('journals')).find(
    ({ kind, postings }) => kind === 'settle' && JSON.stringify(postings).includes('"amount":790'),
  );
  // Kept 9,876: commission 790, referral 197, points 98 in the basic tier, growth 98.
  expect((journal?.postings as { amount: number }[]).map(({ amount }) => amount)).toEqual([790, 197, 8889, 98, 98]);
  expect((await t.balance(`leader:${MERCHANT}:${await t.memberId(LEADER)}:payable`)) - before).toBeGreaterThanOrEqual(
    790,
  );
});

test('two shoppers race for the last unit: one gets it, the other is told', async () => {
  const t = town();
  const { groupId, sku, campaignId } = await t.openGroup({ stock: 1 });
  const replies = await Promise.all(
    ['openid-race-a', 'openid-race-b'].map((openid) => t.reply(openid, 'placeOrder', t.orderInput(groupId, sku))),
  );
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(replies.flatMap((reply) => (reply.ok ? [] : [reply.error]))).toMatchObject([
    { code: 'soldOut', data: { left: 0 } },
  ]);
  expect(await t.stockLeft(campaignId, sku)).toBe(0);
});

test('a payment callback delivered twice is booked once', async () => {
  const t = town();
  const { groupId, sku } = await t.openGroup();
  const orderId = await t.place('openid-twice', groupId, sku);
  await t.pay(orderId, 'paid', 2);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const journals = (await t.cloud.documents('journals')).filter(({ _id }) => String(_id).endsWith(orderId));
  expect(journals.map(({ _id }) => _id)).toEqual([`pay:${orderId}`]);
  expect((await t.call('openid-twice', 'getOrder', { orderId })).order.state).toBe('paid');
  const group = await t.call('', 'getGroup', { groupId });
  expect(group.card).toMatchObject({ people: 1, units: 1 });
});

test('an unpaid order is cancelled after 15 minutes; money that comes later goes back in full', async () => {
  const t = town();
  const { groupId, sku, campaignId } = await t.openGroup({ stock: 5 });
  const orderId = await t.place('openid-late', groupId, sku, { units: 2 });
  expect(await t.stockLeft(campaignId, sku)).toBe(3);
  await t.advance(16 * MINUTE_MS);
  await t.settleDown();
  expect((await t.call('openid-late', 'getOrder', { orderId })).order.state).toBe('cancelled');
  expect(await t.stockLeft(campaignId, sku)).toBe(5);
  await t.pay(orderId, 'late');
  await t.settleDown();
  await t.advance(5 * MINUTE_MS);
  const order = await t.call('openid-late', 'getOrder', { orderId });
  expect(order.order.state).toBe('cancelled');
  expect(order.refunds).toMatchObject([{ reason: 'latePayment', state: 'done', fen: 2000 }]);
});

test('a group that misses its threshold gives everything back', async () => {
  const t = town();
  const { groupId, sku } = await t.openGroup({ threshold: { kind: 'people', count: 3 } });
  const orderId = await t.buy('openid-fail', groupId, sku, { units: 2 });
  await t.closeAndDecide();
  await t.advance(5 * MINUTE_MS);
  const group = await t.call('openid-fail', 'getGroup', { groupId });
  expect(group.card.state).toBe('failed');
  expect(group.myRefundFen).toBe(2000);
  const order = await t.call('openid-fail', 'getOrder', { orderId });
  expect(order.order).toMatchObject({ state: 'refunded', keptFen: 0 });
  expect(order.refunds).toMatchObject([{ reason: 'groupFailed', state: 'done', fen: 2000 }]);
});

test('a member cancels part and then the rest of a paid order while the group is open', async () => {
  const t = town();
  const { groupId, sku, campaignId } = await t.openGroup({ tiers: [[1, 3280]], stock: 10, limit: 3 });
  const orderId = await t.buy('openid-cancel', groupId, sku, { units: 3, price: 3280 });
  const over = await t.refusal('openid-cancel', 'placeOrder', t.orderInput(groupId, sku, { price: 3280 }));
  expect(over).toMatchObject({ code: 'overLimit', data: { limit: 3, bought: 3 } });
  const part = await t.call('openid-cancel', 'cancelOrder', {
    commandId: t.commandId(),
    orderId,
    lines: [{ sku, units: 1 }],
  });
  expect(part.order).toMatchObject({ state: 'paid', keptFen: 6560 });
  expect(await t.stockLeft(campaignId, sku)).toBe(8);
  const rest = await t.call('openid-cancel', 'cancelOrder', { commandId: t.commandId(), orderId });
  expect(rest.order).toMatchObject({ state: 'refunded', keptFen: 0 });
  expect(await t.stockLeft(campaignId, sku)).toBe(10);
  const group = await t.call('', 'getGroup', { groupId });
  expect(group.card).toMatchObject({ people: 0, units: 0 });
  await t.buy('openid-cancel', groupId, sku, { units: 3, price: 3280 });
});

test('the same command twice is one order; with other content it is refused', async () => {
  const t = town();
  const { groupId, sku, campaignId } = await t.openGroup({ stock: 10 });
  const input = t.orderInput(groupId, sku, { units: 2 });
  const [first, second] = await Promise.all([
    t.call('openid-again', 'placeOrder', input),
    t.call('openid-again', 'placeOrder', input),
  ]);
  expect(second.order.orderId).toBe(first.order.orderId);
  expect(await t.stockLeft(campaignId, sku)).toBe(8);
  const other = { ...input, lines: [{ ...input.lines[0], sku, units: 3, seenPriceFen: 1000 }] };
  expect((await t.refusal('openid-again', 'placeOrder', other)).code).toBe('commandReused');
});

test('a price that changed since it was seen is told and asked again', async () => {
  const t = town();
  const { groupId, sku } = await t.openGroup({
    tiers: [
      [1, 3280],
      [2, 2680],
    ],
  });
  await t.buy('openid-p1', groupId, sku, { units: 2, price: 3280 });
  const error = await t.refusal('openid-p2', 'placeOrder', t.orderInput(groupId, sku, { price: 3280 }));
  expect(error).toMatchObject({ code: 'priceChanged', data: { lines: [{ sku, old: 3280, new: 2680 }] } });
  expect(error.message).toBe('丹东 99 草莓的价格刚变了：¥32.80 → ¥26.80');
});

test('points and a coupon pay part of an order and come back with it', async () => {
  const t = town();
  const shopper = 'openid-points';
  // An order of 200 yuan brings 200 points and 50 for the first order.
  const first = await t.openGroup({ tiers: [[1, 20_000]] });
  await t.buy(shopper, first.groupId, first.sku, { price: 20_000 });
  await t.closeAndDecide();
  await t.call(LEADER, 'markArrived', { groupId: first.groupId });
  await t.advance(7 * DAY_MS + HOUR_MS);
  await t.advance(7 * DAY_MS + HOUR_MS);
  await t.settleDown();
  expect(await t.call(shopper, 'getMembership', { merchantId: MERCHANT })).toMatchObject({ points: 250 });
  await t.call(OWNER, 'giveCoupons', {
    commandId: t.commandId(),
    merchantId: MERCHANT,
    tier: null,
    title: '满 50 减 8',
    terms: { kind: 'fixed', overFen: 5000, offFen: 800 },
    expiresAt: (await t.now()) + 30 * DAY_MS,
  });

  const { groupId, sku } = await t.openGroup({ tiers: [[1, 3000]], threshold: { kind: 'people', count: 5 } });
  const quote = await t.call(shopper, 'quoteOrder', { groupId, lines: [{ sku, units: 2 }], points: 200 });
  expect(quote).toMatchObject({
    cost: { goodsFen: 6000, couponFen: 800, pointsFen: 200, payFen: 5000 },
    pointsMost: 200,
  });
  const couponId = quote.coupon?.couponId ?? null;
  const orderId = await t.buy(shopper, groupId, sku, { units: 2, price: 3000, points: 200, couponId });
  expect(await t.call(shopper, 'getMembership', { merchantId: MERCHANT })).toMatchObject({ points: 50, coupons: [] });
  const used = await t.refusal(shopper, 'placeOrder', t.orderInput(groupId, sku, { units: 2, price: 3000, couponId }));
  expect(used.code).toBe('couponGone');

  // The group fails: the money, the points and the coupon come back.
  await t.closeAndDecide();
  await t.advance(5 * MINUTE_MS);
  const order = await t.call(shopper, 'getOrder', { orderId });
  expect(order.refunds).toMatchObject([{ fen: 5000, points: 200, state: 'done' }]);
  const after = await t.call(shopper, 'getMembership', { merchantId: MERCHANT });
  expect(after).toMatchObject({ points: 250, coupons: [{ couponId }] });
});

test('an order paid with nothing but its coupon needs no payment', async () => {
  const t = town();
  const shopper = 'openid-free';
  await t.call(shopper, 'checkIn', { merchantId: MERCHANT });
  await t.call(OWNER, 'giveCoupons', {
    commandId: t.commandId(),
    merchantId: MERCHANT,
    tier: null,
    title: '无门槛 20 元',
    terms: { kind: 'fixed', overFen: 0, offFen: 2000 },
    expiresAt: (await t.now()) + 30 * DAY_MS,
  });
  const { groupId, sku } = await t.openGroup();
  const quote = await t.call(shopper, 'quoteOrder', { groupId, lines: [{ sku, units: 1 }] });
  expect(quote.cost.payFen).toBe(0);
  const placed = await t.call(shopper, 'placeOrder', t.orderInput(groupId, sku, { couponId: quote.coupon?.couponId }));
  expect(placed.payment).toBeNull();
  expect(placed.order.state).toBe('paid');
});

test('handing out: part, undo, by the row, and the automatic one after 7 days', async () => {
  const t = town();
  const { groupId, sku } = await t.openGroup();
  const orderId = await t.buy('openid-pick', groupId, sku, { units: 3 });
  const lazy = await t.buy('openid-lazy', groupId, sku, { units: 1 });
  await t.closeAndDecide();
  expect((await t.refusal(LEADER, 'collectOrder', { commandId: t.commandId(), orderId, by: 'row' })).code).toBe(
    'notArrived',
  );
  await t.call(LEADER, 'markArrived', { groupId });
  const part = await t.call(LEADER, 'collectOrder', {
    commandId: t.commandId(),
    orderId,
    by: 'code',
    lines: [{ sku, units: 1 }],
  });
  expect(part).toMatchObject({ state: 'partly', lines: [{ waiting: 2, taken: 1 }], mayUndo: true });
  const undone = await t.call(LEADER, 'undoCollect', { commandId: t.commandId(), orderId });
  expect(undone).toMatchObject({ state: 'arrived', lines: [{ waiting: 3, taken: 0 }] });
  await t.call(LEADER, 'collectOrder', { commandId: t.commandId(), orderId, by: 'row' });
  await t.advance(11 * MINUTE_MS);
  expect((await t.refusal(LEADER, 'undoCollect', { commandId: t.commandId(), orderId })).code).toBe('tooLateToUndo');
  await t.advance(7 * DAY_MS);
  await t.settleDown();
  expect((await t.call('openid-lazy', 'getOrder', { orderId: lazy })).order.state).toBe('collected');
  expect((await t.call('openid-pick', 'getOrder', { orderId })).order.state).toBe('completed');
  await t.advance(7 * DAY_MS + HOUR_MS);
  await t.settleDown();
  expect((await t.call('openid-lazy', 'getOrder', { orderId: lazy })).order.state).toBe('completed');
  expect((await t.call('', 'getGroup', { groupId })).card.state).toBe('finished');
});

test('the merchant cancels a group: paid orders are refunded, unpaid ones closed', async () => {
  const t = town();
  const { groupId, sku, campaignId } = await t.openGroup({ stock: 9 });
  const paid = await t.buy('openid-gc1', groupId, sku, { units: 2 });
  const unpaid = await t.place('openid-gc2', groupId, sku, { units: 1 });
  expect((await t.refusal(LEADER, 'cancelGroup', { groupId })).code).toBe('hasPaidOrders');
  await t.call(OWNER, 'cancelGroup', { groupId });
  await t.settleDown();
  await t.advance(5 * MINUTE_MS);
  await t.settleDown();
  expect((await t.call('openid-gc1', 'getOrder', { orderId: paid })).order.state).toBe('refunded');
  expect((await t.call('openid-gc2', 'getOrder', { orderId: unpaid })).order.state).toBe('cancelled');
  expect(await t.stockLeft(campaignId, sku)).toBe(9);
});

test('an order left unpaid gives back stock and limit, and its marks are swept', async () => {
  const t = town();
  const { groupId, sku, campaignId } = await t.openGroup({ stock: 4, limit: 2 });
  await t.place('openid-sweep', groupId, sku, { units: 2 });
  expect(await t.stockLeft(campaignId, sku)).toBe(2);
  await t.advance(30 * MINUTE_MS);
  await t.settleDown();
  await t.advance(30 * MINUTE_MS);
  await t.settleDown();
  expect(await t.stockLeft(campaignId, sku)).toBe(4);
  const stock = (await t.cloud.documents('stocks')).find(({ _id }) => _id === `${campaignId}:${sku}`);
  expect(stock?.applied).toEqual([]);
  await t.buy('openid-sweep', groupId, sku, { units: 2 });
});
