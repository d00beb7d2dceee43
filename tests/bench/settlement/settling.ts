import { completeTogether } from '../../../cloudfunctions/usecases/complete-together';
import type { Ports } from '../../../cloudfunctions/usecases/ports';
import type { Instant } from '../../../src/contract/time';
import { median, printOutcomes, type Outcome } from '../measure';
import { storePorts } from './bench-ports';
import { EngineStore } from './engine-store';
import { fillOrders, fillShop } from './fill-shop';
import { openShop, SHOP_COLLECTIONS, withTemplate } from './open-shop';
import { allDocuments, RecordingEngine, replay } from './recorded-writes';
import { verdict, type Section } from './section';
import { NOW, type ShopShape } from './shop-documents';

const ORDERS = 20_000;
const QUICK_ORDERS = 3000;
const ROUNDS = 20;
/** Due orders that are looked for at once, as in the job. */
const FOUND = 100;

const WAYS = [
  { name: 'one a commit', together: 1, wanted: 0.6 },
  { name: 'in batches of 100', together: 100, wanted: 0.5 },
];

/** Settles the next due orders as the job does; returns how many there were. */
export async function settleNext(ports: Ports, now: Instant, together?: number): Promise<number> {
  const due = await ports.store.find('orders', {
    where: { state: 'collected', dueAt: { lte: now } },
    sort: [['dueAt', 1]],
    limit: FOUND,
  });
  const left = await completeTogether(ports, due, now, together);
  if (left.length > 0) throw new Error(`${left.length} orders were left`);
  return due.length;
}

const microseconds = (since: bigint): number => Number(process.hrtime.bigint() - since) / 1000;

/**
 * Settles all orders of a shop, and after every 100 writes the very same documents to another one by plain statements in
 * the same commits, so that a slow moment of the machine falls on both.
 */
async function measure(template: string, orders: number, way: (typeof WAYS)[number]): Promise<Outcome> {
  const [ours, raw] = [openShop({ from: template }), openShop({ from: template })];
  try {
    const recording = new RecordingEngine(ours.engine);
    const ports = storePorts(new EngineStore(recording));
    const rounds: { ours: number; raw: number }[] = [];
    for (let settled = 0, round = { ours: 0, raw: 0 }; settled < orders;) {
      const before = process.hrtime.bigint();
      settled += await settleNext(ports, NOW, way.together);
      round.ours += microseconds(before);
      const commits = recording.take();
      const began = process.hrtime.bigint();
      replay(raw.engine, commits);
      round.raw += microseconds(began);
      if (settled % (orders / ROUNDS) !== 0) continue;
      rounds.push(round);
      round = { ours: 0, raw: 0 };
    }
    requireSame(ours.engine, raw.engine);
    return outcomeOf(way.name, rounds.slice(1), orders / ROUNDS);
  } finally {
    ours.close();
    raw.close();
  }
}

function outcomeOf(name: string, rounds: readonly { ours: number; raw: number }[], count: number): Outcome {
  const ratios = rounds.map(({ ours, raw }) => raw / ours).sort((a, b) => a - b);
  return {
    name,
    kind: 'write',
    oursMicroseconds: median(rounds.map(({ ours }) => ours / count)),
    baselineMicroseconds: median(rounds.map(({ raw }) => raw / count)),
    ratio: median(ratios),
    lowestRatio: ratios[0]!,
    highestRatio: ratios[ratios.length - 1]!,
  };
}

/** Throws where the two shops hold other documents: then they were not measured by the same work. */
function requireSame(ours: Parameters<typeof allDocuments>[0], raw: Parameters<typeof allDocuments>[0]): void {
  for (const { name } of SHOP_COLLECTIONS) {
    const theirs = allDocuments(raw, name);
    for (const document of allDocuments(ours, name)) {
      const other = theirs.next();
      if (other.done || other.value !== document) throw new Error(`${name} differs: ${document}`);
    }
    if (!theirs.next().done) throw new Error(`${name}: the plain statements wrote more`);
  }
}

/** Rulebook section 7 at work: what settling costs beside writing the same documents without a thought. */
export const settling: Section = {
  name: 'settling',
  title: 'Settling orders against the engine writing the same documents',
  async run(quick) {
    const orders = quick ? QUICK_ORDERS : ORDERS;
    const shape: ShopShape = { members: orders / 4, leaders: 50, groupSize: 50, everyInvited: 5 };
    const fill = (engine: Parameters<typeof fillShop>[0]): void => {
      fillShop(engine, shape, orders);
      fillOrders(engine, shape, 0, orders);
    };
    const outcomes = await withTemplate(fill, async (template) => {
      const all: Outcome[] = [];
      for (const way of WAYS) all.push(await measure(template, orders, way));
      return all;
    });
    printOutcomes(`${orders} orders, ${ROUNDS - 1} rounds in turns, medians of an order`, 'plain', outcomes);
    const met = WAYS.map(({ name, wanted }, i) => {
      const { ratio } = outcomes[i]!;
      return verdict(name, `ratio ${ratio.toFixed(2)}`, `at least ${wanted.toFixed(2)}`, ratio >= wanted);
    });
    return !met.includes(false);
  },
};
