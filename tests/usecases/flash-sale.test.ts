import { holdFlashSale } from './support/flash-sale';
import { useNeighbourhood } from './neighbourhood';

const town = useNeighbourhood();

test('200 shoppers at once on 50 units: 50 are sold, everybody else is told that it is sold out', async () => {
  const sale = await holdFlashSale(town(), 200, 50);
  expect(sale.answers).toEqual({ ok: 50, soldOut: 150 });
  expect(sale).toMatchObject({ units: 50, stockLeft: 0 });
  process.stdout.write(
    `200 shoppers answered in ${Math.round(sale.placedMs)} ms, paid after ${Math.round(sale.paidMs)} ms\n`,
  );
}, 60_000);
