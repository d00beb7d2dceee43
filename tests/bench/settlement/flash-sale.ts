import { checkBook } from '../../../cloudfunctions/core/audit/check-book';
import type { Account, Journal } from '../../../src/contract/ledger';
import { Neighbourhood } from '../../usecases/neighbourhood';
import { holdFlashSale, type FlashSale } from '../../usecases/support/flash-sale';
import { seconds, verdict, type Section } from './section';

const SHOPPERS = 2000;
const STOCK = 500;
const QUICK = 4;

/** What is wrong with the books when everything has been folded, in words. */
async function findings(t: Neighbourhood, sold: number): Promise<string[]> {
  await t.settleDown();
  const journals = await t.cloud.documents('journals');
  const balances = await t.cloud.documents('balances');
  const byAccount = new Map(balances.map(({ _id, balance }) => [_id as Account, balance as number]));
  const wrong = checkBook(journals as unknown as Journal[], byAccount);
  return journals.length === sold ? wrong : [...wrong, `${journals.length} payments are in the books, not ${sold}`];
}

function report(sale: FlashSale, shoppers: number): void {
  const at = (share: number): string => seconds(sale.waitsMs[Math.ceil(shoppers * share) - 1]!);
  const throughput = shoppers / (sale.placedMs / 1000);
  console.log(`  ${shoppers} shoppers answered in ${seconds(sale.placedMs)}: ${throughput.toFixed(0)} a second`);
  console.log(`  waited: half at most ${at(0.5)}, p95 ${at(0.95)}, the last ${at(1)}`);
  console.log(`  all payments booked after ${seconds(sale.paidMs)}`);
}

/** The shipped functions, called over HTTP as the preview calls them, on the real local cloud. */
export const flashSale: Section = {
  name: 'flash-sale',
  title: 'Shoppers at the same moment on a quarter as many units, paying at once',
  async run(quick) {
    const [shoppers, stock] = quick ? [SHOPPERS / QUICK, STOCK / QUICK] : [SHOPPERS, STOCK];
    const t = await Neighbourhood.start();
    try {
      const sale = await holdFlashSale(t, shoppers, stock);
      report(sale, shoppers);
      const { ok = 0, soldOut = 0, ...others } = sale.answers;
      const sold = verdict('sold', `${ok} of ${stock}`, `exactly ${stock}`, ok === stock && sale.stockLeft === 0);
      const everybody = ok + soldOut === shoppers;
      const other = Object.keys(others).length === 0 ? 'nothing' : JSON.stringify(others);
      const told = verdict('answered otherwise than sold or sold out', other, 'nothing', everybody);
      const wrong = await findings(t, stock);
      const books = verdict(
        'books',
        wrong.length === 0 ? 'balanced' : wrong.join('; '),
        'balanced',
        wrong.length === 0,
      );
      return sold && told && books;
    } finally {
      await t.stop();
    }
  },
};
