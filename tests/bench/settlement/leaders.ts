import { checkBook } from '../../../cloudfunctions/core/audit/check-book';
import type { BalanceDocument, JournalDocument } from '../../../cloudfunctions/usecases/documents';
import { foldJournals } from '../../../cloudfunctions/usecases/fold-journals';
import type { Ports } from '../../../cloudfunctions/usecases/ports';
import type { Account } from '../../../src/contract/ledger';
import { MINUTE_MS, type Instant } from '../../../src/contract/time';
import { median } from '../measure';
import { storePorts } from './bench-ports';
import { EngineStore } from './engine-store';
import { fillOrders, fillShop } from './fill-shop';
import { openShop, type OpenShop } from './open-shop';
import { allDocuments } from './recorded-writes';
import { verdict, type Section } from './section';
import { settleNext } from './settling';
import { NOW, type ShopShape } from './shop-documents';

const ORDERS = 8000;
const QUICK_ORDERS = 2000;
const LEADERS = 1000;
const RATIO_WANTED = 0.8;
/** Orders of a round: what ten ticks of the job settle. */
const ROUND = 1000;

/** One tick of the job as far as it settles: 100 orders, and all their journals folded into the balances. */
async function tick(ports: Ports, now: Instant): Promise<number> {
  const settled = await settleNext(ports, now);
  while ((await foldJournals(ports, now)).more);
  return settled;
}

interface Shop {
  opened: OpenShop;
  ports: Ports;
}

function open(orders: number, leaders: number): Shop {
  const opened = openShop();
  const shape: ShopShape = { members: orders / 4, leaders, groupSize: orders / leaders, everyInvited: 5 };
  fillShop(opened.engine, shape, orders);
  fillOrders(opened.engine, shape, 0, orders);
  return { opened, ports: storePorts(new EngineStore(opened.engine)) };
}

/** The milliseconds of each round in both shops, which take turns tick by tick. */
async function settleAll(orders: number, shops: readonly [one: Shop, many: Shop]): Promise<[number, number][]> {
  const rounds: [number, number][] = [];
  let [round, settled] = [[0, 0] as [number, number], 0];
  for (let now = NOW; settled < orders; now += MINUTE_MS) {
    const order = (now / MINUTE_MS) % 2 === 0 ? [0, 1] : [1, 0];
    for (const which of order) {
      const began = performance.now();
      const did = await tick(shops[which]!.ports, now);
      round[which]! += performance.now() - began;
      if (which === 0) settled += did;
    }
    if (settled % ROUND !== 0) continue;
    rounds.push(round);
    round = [0, 0];
  }
  return rounds;
}

/** What the books of a shop say when all leaders are taken for one. */
function books({ opened: { engine } }: Shop): { journals: number; balances: Map<string, number> } {
  const parse = <Document>(texts: Iterable<string>): Document[] =>
    [...texts].map((text) => JSON.parse(text) as Document);
  const journals = parse<JournalDocument>(allDocuments(engine, 'journals'));
  const stored = parse<BalanceDocument>(allDocuments(engine, 'balances'));
  const findings = checkBook(journals, new Map(stored.map(({ _id, balance }) => [_id as Account, balance])));
  if (findings.length > 0) throw new Error(findings.slice(0, 5).join('\n'));
  const balances = new Map<string, number>();
  for (const { _id, balance } of stored) {
    const account = _id.replace(/leader\d+:/, 'leader:');
    balances.set(account, (balances.get(account) ?? 0) + balance);
  }
  return { journals: journals.length, balances };
}

const sameBalances = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
  a.size === b.size && [...a].every(([account, balance]) => b.get(account) === balance);

/** A leader with thousands of orders holds up nothing: their account is one more view that the job folds. */
export const leaders: Section = {
  name: 'leaders',
  title: 'All orders on one leader against the same spread over 1,000 leaders, settled and folded',
  async run(quick) {
    const orders = quick ? QUICK_ORDERS : ORDERS;
    const shops = [open(orders, 1), open(orders, LEADERS)] as const;
    try {
      const rounds = (await settleAll(orders, shops)).slice(1);
      const ratios = rounds.map(([one, many]) => many / one).sort((a, b) => a - b);
      const [one, many] = shops.map(books) as [ReturnType<typeof books>, ReturnType<typeof books>];
      const perOrder = (which: 0 | 1): string =>
        `${(median(rounds.map((round) => round[which])) / ROUND).toFixed(2)} ms`;
      console.log(`  ${orders} orders each, an order: ${perOrder(0)} on one leader, ${perOrder(1)} on ${LEADERS}`);
      const ratio = median(ratios);
      const spread = `${ratios[0]!.toFixed(2)} - ${ratios[ratios.length - 1]!.toFixed(2)}`;
      const fast = verdict(
        'speed',
        `ratio ${ratio.toFixed(2)} (${spread})`,
        `at least ${RATIO_WANTED}`,
        ratio >= RATIO_WANTED,
      );
      const whole = one.journals === many.journals && sameBalances(one.balances, many.balances);
      const kept = verdict(
        'books',
        `${one.journals} and ${many.journals} journals`,
        'the same, and the same balances',
        whole,
      );
      return fast && kept;
    } finally {
      for (const { opened } of shops) opened.close();
    }
  },
};
