import { DAY_MS } from '../../../src/contract/time';
import type { Transaction } from '../../../cloudfunctions/usecases/ports';
import { AlreadyExists, WriteConflict } from '../../../cloudfunctions/usecases/ports';
import { newMembership } from '../../../cloudfunctions/usecases/memberships';
import { saveDocument } from '../../../cloudfunctions/usecases/save-document';
import { MERCHANT } from '../../simulation/town';
import { SCENARIOS, SHOPPER, smallTown } from '../scenarios';
import { comesToRest, meanwhile } from './meanwhile';

/** What keeps two journals from moving the same member's points as if the other were not there. */

test('the journals of a member are numbered one after the other', async () => {
  const town = await smallTown();
  for (let day = 0; day < 3; day += 1) {
    await town.call(SHOPPER, 'checkIn', { merchantId: MERCHANT });
    town.now += DAY_MS;
  }
  expect(town.data.dump().memberships.map(({ turn }) => turn)).toEqual([3]);
  await comesToRest(town);
});

test('a check-in while an order completes is not forgotten', async () => {
  const { town, act } = await prepared('job: an order completes, its second');
  const checkIn = () => town.call(SHOPPER, 'checkIn', { merchantId: MERCHANT });
  // After the memberships were read in bulk and before the transaction begins.
  await meanwhile(town, 'getMany referralMonths', checkIn, act);
  const [shopper] = town.data.dump().memberships;
  expect(shopper?.lots.map(({ id }) => id.split(':').slice(0, 2).join(':'))).toContain('earn:checkIn');
  await comesToRest(town);
});

async function prepared(name: string) {
  const scenario = SCENARIOS.find((each) => each.name === name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  return scenario.prepare();
}

test('a document that another transaction made first is read again', async () => {
  const transaction: Transaction = {
    get: () => Promise.resolve(undefined),
    insert: () => Promise.reject(new AlreadyExists('memberships')),
    replace: () => Promise.resolve(),
  };
  const saved = saveDocument(transaction, 'memberships', newMembership(MERCHANT, 'm', 0));
  await expect(saved).rejects.toBeInstanceOf(WriteConflict);
});
