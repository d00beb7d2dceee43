import { MINUTE_MS } from '../../../src/contract/time';
import { clearing } from '../../../cloudfunctions/core/ledger/accounts';
import { payJournal } from '../../../cloudfunctions/core/ledger/journals';
import { fen } from '../../../src/contract/money';
import { applyPayment } from '../../../cloudfunctions/usecases/apply-payment';
import { cancelUnpaid } from '../../../cloudfunctions/usecases/close-unpaid';
import { postJournal } from '../../../cloudfunctions/usecases/post-journal';
import { MERCHANT, SUB_MCH } from '../../simulation/town';
import { INVITER, LEADER, place, SHOPPER, smallTown } from '../scenarios';
import { comesToRest, journalsNamed, meanwhile, orderOf } from './meanwhile';

/** What keeps a payment from being booked twice, for somebody else, or not at all. */

async function unpaidOrder() {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  const orderId = await place(town, SHOPPER, group);
  /** The shopper pays; answers what the provider reports. */
  const pay = () => {
    expect(town.provider.pay(orderId)).toBe(true);
    const [report] = town.provider.reports.splice(0);
    if (!report) throw new Error('the provider reports nothing');
    return report;
  };
  return { town, group, orderId, pay };
}

test('a payment that is reported again is booked once, and the report is answered', async () => {
  const { town, orderId, pay } = await unpaidOrder();
  const report = pay();
  await town.deliver(report);
  await town.deliver(report);
  expect(journalsNamed(town, `pay:${orderId}`)).toHaveLength(1);
  await comesToRest(town);
});

test('an order that is paid while it is cancelled stays paid', async () => {
  const { town, orderId, pay } = await unpaidOrder();
  const report = pay();
  await meanwhile(
    town,
    'get orders',
    () => town.deliver(report),
    ({ ports, now }) => cancelUnpaid(ports, now, orderId, { kind: 'cancelled', by: null, commandId: null }),
  );
  expect(orderOf(town, orderId)?.state).toBe('paid');
  await comesToRest(town);
});

test.each([
  ['amount', { fen: 999 }],
  ['payer', { openid: INVITER }],
  ['merchant', { subMchId: '1900000999' }],
])('a payment with another %s is not booked', async (_, other) => {
  const { town, orderId } = await unpaidOrder();
  const { ports, now } = town.instance();
  const payment = { orderId, subMchId: SUB_MCH, transactionId: 'tx', fen: 1000, openid: SHOPPER };
  expect(await applyPayment(ports, now, { ...payment, ...other })).toBe('mismatch');
  expect(orderOf(town, orderId)?.state).toBe('unpaid');
  await comesToRest(town);
});

test('what a report says is not believed: the provider is asked', async () => {
  const { town, orderId } = await unpaidOrder();
  await town.deliver({ kind: 'payment', number: orderId, subMchId: SUB_MCH });
  expect(orderOf(town, orderId)?.state).toBe('unpaid');
  await comesToRest(town);
});

test('a payment after the cancellation is booked once and given back in full', async () => {
  const { town, orderId, pay } = await unpaidOrder();
  await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId });
  const report = pay();
  await town.deliver(report);
  await town.deliver(report);
  expect(journalsNamed(town, `pay:${orderId}`)).toHaveLength(1);
  await comesToRest(town);
  expect(town.data.dump().refunds.map(({ fen: amount, state }) => [amount, state])).toEqual([[1000, 'done']]);
  expect([...town.provider.refunds.values()].map(({ fen: amount }) => amount)).toEqual([1000]);
  expect(town.data.dump().balances.find(({ _id }) => _id === clearing(MERCHANT))?.balance).toBe(0);
});

test('an order whose time is up is asked about before it is cancelled', async () => {
  const { town, orderId, pay } = await unpaidOrder();
  pay();
  town.now += 16 * MINUTE_MS;
  await town.tick();
  expect(orderOf(town, orderId)?.state).toBe('paid');
  await comesToRest(town);
});

test('a member who cancels what they have just paid is told so', async () => {
  const { town, orderId, pay } = await unpaidOrder();
  pay();
  const reply = await town.answer(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId });
  expect(reply).toMatchObject({ ok: false, error: { code: 'alreadyPaid' } });
  expect(orderOf(town, orderId)?.state).toBe('paid');
  await comesToRest(town);
});

test('an order whose time was up can not be paid any more', async () => {
  const { town, orderId } = await unpaidOrder();
  town.now += 16 * MINUTE_MS;
  await town.tick();
  expect(orderOf(town, orderId)?.state).toBe('cancelled');
  expect(town.provider.pay(orderId)).toBe(false);
  await comesToRest(town);
});

test('a journal is not posted again with other content', async () => {
  const { town, orderId, pay } = await unpaidOrder();
  await town.deliver(pay());
  const event = { merchantId: MERCHANT, memberId: 'm', orderId, at: town.now, heldParts: [] };
  const post = (amount: number) =>
    town.data.transact((transaction) => postJournal(transaction, payJournal({ ...event, payFen: fen(amount) })));
  expect(await post(1000)).toBe(false);
  await expect(post(999)).rejects.toThrow('other content');
  await comesToRest(town);
});

test('a payment after its member cancelled, of which nobody reports, is found and given back', async () => {
  const { town, orderId, pay } = await unpaidOrder();
  await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId });
  pay();
  town.now += 5 * MINUTE_MS;
  await town.tick();
  expect(journalsNamed(town, `pay:${orderId}`)).toHaveLength(1);
  expect(town.data.all('refunds').map(({ reason, fen: paid }) => [reason, Number(paid)])).toEqual([
    ['latePayment', 1000],
  ]);
  await comesToRest(town);
});

test('a payment between the question and the closing counts, and its order is not cancelled', async () => {
  const { town, orderId, pay } = await unpaidOrder();
  town.now += 16 * MINUTE_MS;
  const instance = town.instance();
  const { payments } = instance.ports;
  jest.spyOn(payments, 'close').mockImplementationOnce((...order) => {
    pay();
    return payments.close(...order);
  });
  await town.tick(instance);
  expect(orderOf(town, orderId)?.state).toBe('paid');
  await comesToRest(town);
});

test('an order that was paid is never cancelled for its time, also when its payment cannot be closed', async () => {
  const { town, orderId, pay } = await unpaidOrder();
  pay();
  town.now += 16 * MINUTE_MS;
  const instance = town.instance();
  const close = jest.spyOn(instance.ports.payments, 'close').mockRejectedValue(new Error('paid already'));
  await town.tick(instance);
  close.mockRestore();
  expect(orderOf(town, orderId)?.state).toBe('paid');
  await comesToRest(town);
});
