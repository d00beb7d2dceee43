import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/contract/time';
import { fen } from '../../../src/contract/money';
import { payJournal } from '../../../cloudfunctions/core/ledger/journals';
import { foldJournals } from '../../../cloudfunctions/usecases/fold-journals';
import { journalDocument } from '../../../cloudfunctions/usecases/post-journal';
import { sweepMarks } from '../../../cloudfunctions/usecases/sweep-marks';
import { MERCHANT, type Instance, type Town } from '../../simulation/town';
import { findings } from '../end-state';
import { buy, LEADER, place, SHOPPER, smallTown } from '../scenarios';
import { comesToRest, interrupted, leftOf, meanwhile, orderOf, progressOf } from './meanwhile';

/** What keeps a view from having an event twice or not at all, whoever else writes it and whoever is interrupted. */

const fold = ({ ports, now }: Instance) => foldJournals(ports, now);

/** Payments booked and not yet in any balance. */
async function postPayments(town: Town, name: string, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const event = { merchantId: MERCHANT, memberId: 'm', orderId: `${name}${number}`, at: town.now, heldParts: [] };
    await town.data.insert('journals', journalDocument(payJournal({ ...event, payFen: fen(100 + number) })));
  }
}

/** A town whose balances have something in them, and one payment that they do not have yet. */
async function oneToFold(): Promise<Town> {
  const town = await smallTown();
  await postPayments(town, 'before', 1);
  await fold(town.instance());
  await postPayments(town, 'new', 1);
  return town;
}

test('a fold that was interrupted is carried on, and adds nothing twice', async () => {
  const town = await oneToFold();
  await interrupted(town, 'replace balances', fold);
  await fold(town.instance());
  expect(findings(town)).toEqual([]);
});

test('two folds at once: the slower one starts from what the quicker one wrote', async () => {
  const town = await oneToFold();
  const quicker = async () => {
    await postPayments(town, 'newer', 1);
    await fold(town.instance());
  };
  await meanwhile(town, 'replace balances', quicker, fold);
  expect(findings(town)).toEqual([]);
});

test('a balance remembers a journal for as long as a slow fold may still bring it', async () => {
  const town = await oneToFold();
  const quicker = async () => {
    await fold(town.instance());
    // So many at once that the balance drops the oldest marks that it may drop.
    for (let round = 0; round < 4; round += 1) {
      town.now += 10_000;
      await postPayments(town, `round${round}-`, 200);
      await fold(town.instance());
    }
  };
  await meanwhile(town, 'get balances', quicker, fold);
  expect(findings(town)).toEqual([]);
});

test('and forgets it later, so that it does not grow for ever', async () => {
  const town = await smallTown();
  for (let round = 0; round < 4; round += 1) {
    await postPayments(town, `round${round}-`, 200);
    await fold(town.instance());
    town.now += 11 * MINUTE_MS;
  }
  const [balance] = town.data.dump().balances;
  expect(balance?.applied.length).toBeLessThanOrEqual(400);
  expect(findings(town)).toEqual([]);
});

test('a paid order counts toward its group once, however often the job follows up', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  await buy(town, SHOPPER, group, { units: 2 });
  town.now += 2 * MINUTE_MS;
  await town.tick();
  expect(progressOf(town, group)).toMatchObject({ orders: 1, amountFen: 2000, units: { [group.skus[0] ?? '']: 2 } });
  await comesToRest(town);
});

test('a mark stays while the job may still follow its event up', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  await buy(town, SHOPPER, group);
  // The job has not come for a while, and sweeps before it follows up.
  town.now += 11 * MINUTE_MS;
  await sweepMarks(town.instance().ports, town.now);
  await town.tick();
  expect(progressOf(town, group)).toMatchObject({ orders: 1, amountFen: 1000 });
  await comesToRest(town);
});

test('a refund does not count its order again whose mark was swept long ago', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId, [{ closesInMs: DAY_MS }]);
  const orderId = await buy(town, SHOPPER, group, { units: 3 });
  await town.advance(2 * HOUR_MS, 5 * MINUTE_MS);
  expect(progressOf(town, group)?.applied).toEqual([]);
  const lines = [{ sku: group.skus[0] ?? '', units: 1 }];
  await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId, lines });
  expect(progressOf(town, group)).toMatchObject({ orders: 1, amountFen: 2000 });
  await comesToRest(town);
});

test('a refund of a whole order, long after its payment was counted, takes it out of its group once', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  const orderId = await buy(town, SHOPPER, group, { units: 2 });
  await town.advance(30 * MINUTE_MS, MINUTE_MS);
  // Nothing says any more that the payment was counted.
  expect(progressOf(town, group)).toMatchObject({ orders: 1, amountFen: 2000, applied: [] });
  await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId });
  expect(progressOf(town, group)).toMatchObject({ orders: 0, amountFen: 0, members: [] });
  await comesToRest(town);
});

test('a job that comes late with an order that another one followed up, and swept, gives nothing back twice', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId, [{ stock: 5 }]);
  const orderId = await place(town, SHOPPER, group, { units: 2 });
  await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId });
  expect(leftOf(town, group)).toBe(5);
  // No job ran meanwhile; now two do at once, and one of them is held up before it follows up.
  town.now += 20 * MINUTE_MS;
  await meanwhile(
    town,
    `update stocks ${group.campaignId}`,
    () => town.tick(),
    (instance) => town.tick(instance),
  );
  expect(leftOf(town, group)).toBe(5);
  await comesToRest(town);
});

test('who is refunded one order while another one is counted stays among those who joined', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  const first = await buy(town, SHOPPER, group);
  const second = await place(town, SHOPPER, group);
  const members = progressOf(town, group)?.members;
  expect(members).toHaveLength(1);
  const seen: string[] = [];
  // Their orders are read, none is left, and before that is written down the second one is paid.
  const store = town.data.withStep(async (label) => {
    seen.push(label);
    if (!label.startsWith('update progress') || !seen.at(-2)?.startsWith('find orders')) return;
    town.provider.pay(second);
    await town.settleDown();
  });
  const cancel = { commandId: town.commandId(), orderId: first };
  await town.answer(SHOPPER, 'cancelOrder', cancel, town.instance(store));
  expect(orderOf(town, second)?.state).toBe('paid');
  expect(progressOf(town, group)).toMatchObject({ orders: 1, members });
  await comesToRest(town);
});
