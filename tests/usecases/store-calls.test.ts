import { countStoreCalls } from '../bench/settlement/store-calls';

test('an order asks no more of the database than it needs: one call more is seen here', async () => {
  expect(await countStoreCalls()).toEqual({
    // Reads the member, the order that may be there, group and progress; writes the limit, the stock and the order.
    placing: { name: 'placing', reads: 4, writes: 3 },
    // Reads order and membership; writes journal, order and progress.
    paying: { name: 'paying', reads: 2, writes: 3 },
    // The first time who picks up is remembered, too.
    firstEver: { name: 'placing, person not yet known', reads: 4, writes: 4 },
    // Reads open cases, merchant, membership and what is left of the group; writes journal, membership, order, the code that
    // is free again and the group. For a batch of orders the reads are as many.
    settling: { name: 'settling', reads: 4, writes: 5 },
  });
});
