import { runDueWork } from '../../../cloudfunctions/usecases/run-due-work';
import { MINUTE_MS } from '../../../src/contract/time';
import { storePorts } from './bench-ports';
import { EngineStore } from './engine-store';
import { fillOrders, fillShop } from './fill-shop';
import { openShop } from './open-shop';
import { NOW, type ShopShape } from './shop-documents';

/** Orders that become due before the job runs: what a minute of a very busy evening brings. */
const CHUNK = 1000;
const MOST_TICKS = 100;
/** The database is another machine's in production; here it must not fill up while the settling is measured. */
const CACHE_KIB = 4096;

/**
 * Settles as many orders as its argument says, with the job working in its batches while the next orders become due. Prints
 * what was settled and the peak of its memory, in kilobytes.
 */
async function main(count: number): Promise<void> {
  const shop = openShop({ cacheKib: CACHE_KIB });
  try {
    const shape: ShopShape = { members: 5000, leaders: 100, groupSize: 50, everyInvited: 5 };
    fillShop(shop.engine, shape, 0);
    const ports = storePorts(new EngineStore(shop.engine));
    let now = NOW;
    for (let from = 0; from < count; from += CHUNK) {
      fillOrders(shop.engine, shape, from, CHUNK);
      for (let tick = 0; tick < MOST_TICKS; tick += 1) {
        now += MINUTE_MS;
        if (!(await runDueWork(ports, now)).more) break;
      }
    }
    const settled = shop.engine.count('orders', { merchantId: 'm1', state: 'completed' });
    console.log(JSON.stringify({ settled, peakKb: process.resourceUsage().maxRSS }));
  } finally {
    shop.close();
  }
}

void main(Number(process.argv[2]));
