import { DAY_MS, dayOf, startOfDay } from '../../src/contract/time';
import { clearing } from '../../cloudfunctions/core/ledger/accounts';
import { Life } from '../simulation/life';
import { MERCHANT, type Town } from '../simulation/town';
import { Random } from '../simulation/world/random';
import { drain, findings } from './end-state';

/**
 * Promise 9: in generated histories, with a provider that is silent now and then and reports that get lost, every event of
 * the provider's books ends in exactly one class every day, and in the end none is left open.
 */
const SEEDS = process.env.LINTUAN_FULL === '1' ? 1000 : 40;
const ROUNDS = 60;
const total = { days: 0, events: 0, found: 0 };

async function live(seed: number): Promise<Town> {
  const random = new Random(seed);
  const life = await Life.begin(random.fork());
  const { town } = life;
  town.provider.silencePerMille = random.pick([0, 30, 100]);
  for (let round = 0; round < ROUNDS; round += 1) {
    await life
      .next()
      .run(town.instance())
      .catch(() => undefined);
    await life.passTime();
  }
  town.provider.silencePerMille = 0;
  await drain(town);
  // To a noon, when yesterday's bill is there, and a few days on, so that every day has had its turn.
  town.now = startOfDay(dayOf(town.now)) + DAY_MS + DAY_MS / 2;
  await town.settleDown();
  await town.advance(3 * DAY_MS, DAY_MS / 4);
  return town;
}

/** What the provider holds by its own books, in fen. */
function heldByProvider({ provider }: Town): number {
  let held = 0;
  for (const { state, fen } of provider.payments.values()) if (state === 'paid') held += fen;
  for (const { fen } of provider.refunds.values()) held -= fen;
  for (const { state, fen } of provider.transfers.values()) if (state === 'paid') held -= fen;
  return held;
}

test(`${SEEDS} generated histories`, async () => {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const town = await live(seed);
    expect([seed, findings(town)]).toEqual([seed, []]);
    const { reconciliations, billFindings = [], billRows = [], balances } = town.data.dump();
    const done = reconciliations.filter(({ state }) => state === 'done').sort((a, b) => (a.day < b.day ? -1 : 1));
    expect([seed, reconciliations.length - done.length]).toEqual([seed, 1]);
    expect([seed, billFindings.filter(({ closedAt }) => closedAt === null)]).toEqual([seed, []]);
    const open = done.flatMap(({ cumulative }) =>
      cumulative && cumulative.billFen - cumulative.booksFen !== cumulative.findingsFen ? [cumulative] : [],
    );
    expect([seed, open]).toEqual([seed, []]);
    const held = heldByProvider(town);
    expect([seed, done.at(-1)?.cumulative]).toEqual([seed, { billFen: held, booksFen: held, findingsFen: 0 }]);
    expect(balances.find(({ _id }) => _id === clearing(MERCHANT))?.balance ?? 0).toBe(held === 0 ? 0 : -held);
    // Every row was counted on its day, in one class; what was found on top of the rows had none on its day.
    const counted = done.flatMap(({ totals }) => Object.values(totals.counts)).reduce((sum, each) => sum + each, 0);
    const rowless = done.reduce((sum, { totals }) => sum + totals.counts.missingInBill, 0);
    expect([seed, counted - rowless]).toEqual([seed, billRows.length]);
    total.days += done.length;
    total.events += billRows.length;
    total.found += billFindings.length;
  }
  process.stdout.write(
    `P9  reconciliation: ${total.events} events of ${total.days} days matched, ${total.found} of them found missing first and closed, 0 open\n`,
  );
}, 3_600_000);
