import type { Facts } from '../facts';
import type { OrderLedgers } from '../order-ledgers';
import type { Reading } from '../reading';
import type { Report } from '../report';
import { ageText, MINUTE_MS } from '../rules/shanghai';

/** How long the books may take to learn what the provider did. */
const GRACE_MS = 10 * MINUTE_MS;
/** A function that asked the provider looked at its clock up to a minute before. */
const CLOCK_MS = MINUTE_MS;

/** Stands for the merchant of what no merchant knows. */
const NOBODY = '?';

/** One event with the provider, as one side has it. */
interface Side {
  fen: number;
  at: number;
}
interface Pair {
  kind: 'pay' | 'refund' | 'withdrawn';
  number: string;
  merchantId: string;
  books: Side | undefined;
  /** What the provider has done, or is doing: `at` may lie ahead. */
  provider: Side | undefined;
  /** The provider was asked, and will be asked again: its answer is not overdue. */
  isAwaited: boolean;
}

/**
 * What the books say was paid, refunded and paid out is what the provider's own books say, one by one and in the sum: minus
 * clearing = paid - refunded - transferred (rulebook section 11).
 */
export function checkReconciliation(reading: Reading, report: Report, facts: Facts, ledgers: OrderLedgers): () => void {
  const clearing = new Map<string, number>();
  const withdrawn = new Map<string, Side>();
  reading.each('journals', report, ({ kind, merchantId, memo, postings, at }) => {
    const account = `wechat:${merchantId}:clearing`;
    for (const { from, to, amount } of postings) {
      if (from === account) clearing.set(merchantId, (clearing.get(merchantId) ?? 0) - amount);
      if (to !== account) continue;
      clearing.set(merchantId, (clearing.get(merchantId) ?? 0) + amount);
      if (kind === 'withdrawn') withdrawn.set(String(memo.withdrawalId), { fen: amount, at });
    }
  });
  return () => {
    const held = new Map<string, number>();
    for (const pair of pairs(reading, facts, ledgers, withdrawn, report)) {
      report.count();
      const counts = compare(pair, reading.newestAt, report);
      const sign = pair.kind === 'pay' ? 1 : -1;
      if (counts && pair.merchantId !== NOBODY)
        held.set(pair.merchantId, (held.get(pair.merchantId) ?? 0) + sign * (pair.provider?.fen ?? 0));
    }
    for (const merchantId of new Set([...facts.merchants.keys(), ...clearing.keys(), ...held.keys()])) {
      const books = -(clearing.get(merchantId) ?? 0);
      const provider = held.get(merchantId) ?? 0;
      if (books !== provider)
        report.find(
          'clearing',
          `merchant ${merchantId}: minus clearing is ${books} fen, the provider says ${provider}`,
        );
    }
  };
}

/** Every event that one side has, or both. */
function* pairs(
  { source, newestAt }: Reading,
  facts: Facts,
  ledgers: OrderLedgers,
  withdrawn: Map<string, Side>,
  report: Report,
): Generator<Pair> {
  yield* paymentPairs(source.payments(), facts, ledgers, report);
  yield* refundPairs(source.refunds(), facts, ledgers, report, newestAt);
  const transfers = new Map(withdrawn);
  for (const { number, fen, paidAt } of source.transfers()) {
    const books = transfers.get(number);
    transfers.delete(number);
    const withdrawal = facts.withdrawals.get(number);
    if (!withdrawal) report.find('not ours', `the provider has a transfer ${number}, of no withdrawal that there is`);
    if (!books && paidAt === null) continue;
    const isAwaited = (withdrawal?.dueAt ?? 0) > newestAt;
    const provider = paidAt === null ? undefined : { fen, at: paidAt };
    yield { kind: 'withdrawn', number, merchantId: withdrawal?.merchantId ?? NOBODY, books, provider, isAwaited };
  }
  for (const [number, books] of transfers) {
    const merchantId = facts.withdrawals.get(number)?.merchantId ?? NOBODY;
    yield { kind: 'withdrawn', number, merchantId, books, provider: undefined, isAwaited: false };
  }
}

function* paymentPairs(
  payments: ReturnType<Reading['source']['payments']>,
  { orders, merchants }: Facts,
  ledgers: OrderLedgers,
  report: Report,
): Generator<Pair> {
  const known = new Set<string>();
  for (const { number, fen, merchantNumber, paidAt } of payments) {
    const pay = ledgers.of(number)?.pay ?? null;
    if (paidAt === null && !pay) continue;
    known.add(number);
    const order = orders.get(number);
    const merchantId =
      order?.merchantId ?? [...merchants.values()].find((each) => each.number === merchantNumber)?.id ?? NOBODY;
    if (merchants.get(merchantId)?.number !== merchantNumber)
      report.find(
        'other merchant',
        `payment ${number} was made to ${merchantNumber}, which is not merchant ${merchantId}`,
      );
    const books = pay ? { fen: pay.providerFen, at: pay.at } : undefined;
    const provider = paidAt === null ? undefined : { fen, at: paidAt };
    yield { kind: 'pay', number, merchantId, books, provider, isAwaited: false };
  }
  for (const [number, { pay, merchantId }] of ledgers.all)
    // What costs nothing is paid without the provider.
    if (pay && pay.providerFen > 0 && !known.has(number))
      yield {
        kind: 'pay',
        number,
        merchantId,
        books: { fen: pay.providerFen, at: pay.at },
        provider: undefined,
        isAwaited: false,
      };
}

function* refundPairs(
  refunds: ReturnType<Reading['source']['refunds']>,
  facts: Facts,
  ledgers: OrderLedgers,
  report: Report,
  newestAt: number,
): Generator<Pair> {
  const known = new Set<string>();
  for (const { number, orderNumber, fen, doneAt } of refunds) {
    known.add(number);
    const refund = facts.refunds.get(number);
    if (refund && refund.orderId !== orderNumber)
      report.find(
        'other order',
        `the provider refunded ${number} of order ${orderNumber}, it is of order ${refund.orderId}`,
      );
    const entry = ledgers.of(orderNumber)?.refunds.get(number);
    const merchantId = refund?.merchantId ?? ledgers.of(orderNumber)?.merchantId ?? NOBODY;
    const books = entry && { fen: entry.providerFen, at: entry.at };
    const isAwaited = refund?.state === 'sending' && (refund.dueAt ?? 0) > newestAt;
    yield { kind: 'refund', number, merchantId, books, provider: { fen, at: doneAt }, isAwaited };
  }
  for (const { merchantId, refunds: entries } of ledgers.all.values())
    for (const [number, entry] of entries)
      if (entry.providerFen > 0 && !known.has(number))
        yield {
          kind: 'refund',
          number,
          merchantId,
          books: { fen: entry.providerFen, at: entry.at },
          provider: undefined,
          isAwaited: false,
        };
}

/** Whether the provider's side counts in the sum: what is merely on its way to the books does not yet. */
function compare({ kind, number, books, provider, isAwaited }: Pair, newestAt: number, report: Report): boolean {
  const journal = `${kind}:${number}`;
  if (!provider) {
    report.find('not at the provider', `${journal} moved ${books?.fen ?? 0} fen, which the provider does not have`);
    return false;
  }
  if (books) {
    if (books.fen !== provider.fen)
      report.find('amount', `${journal} moved ${books.fen} fen, the provider says ${provider.fen}`);
    if (provider.at > books.at + CLOCK_MS)
      report.find('too early', `${journal} was posted ${ageText(provider.at - books.at)} before the provider did it`);
    return true;
  }
  const age = newestAt - provider.at;
  const sentence = `the provider moved ${provider.fen} fen for ${number} ${ageText(age)} ago, ${journal} is not there`;
  if (age > GRACE_MS && !isAwaited) {
    report.find('not in the books', sentence);
    return true;
  }
  report.note('on its way', sentence);
  return false;
}
