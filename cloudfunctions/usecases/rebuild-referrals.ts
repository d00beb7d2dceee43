import { referralAccounts, referralMonths } from '../core/rebuild/referral-of';
import type { JournalDocument, ReferralMonthDocument } from './documents';
import type { Ports, Store } from './ports';
import { readById } from './views/read-by-id';
import { readAll } from './views/read-all';

const TRIES = 5;

/**
 * Writes an inviter's monthly counters anew. A settlement and its correction write the counter together with their
 * journal, so that the counters are read before the journals and replaced only as they were. Returns how many there are.
 */
export async function rebuildReferrals(
  { store }: Pick<Ports, 'store'>,
  merchantId: string,
  inviterId: string,
): Promise<number> {
  let months = [...referralMonths(await journalsOf(store, merchantId, inviterId), inviterId).keys()];
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const ids = months.map((month) => `${merchantId}:${inviterId}:${month}`);
    const before = await readById(store, 'referralMonths', ids);
    const used = referralMonths(await journalsOf(store, merchantId, inviterId), inviterId);
    months = [...used.keys()];
    let isWritten = true;
    for (const [month, amount] of used) {
      const id = `${merchantId}:${inviterId}:${month}`;
      const counter: ReferralMonthDocument = before.get(id) ?? {
        ...{ _id: id, v: 1, rev: 0, merchantId, inviterId, month, used: 0 },
      };
      isWritten = (await write(store, { ...counter, used: amount })) && isWritten;
    }
    if (isWritten) return used.size;
  }
  throw new Error(`referrals of ${merchantId}:${inviterId} are written too often to be rebuilt`);
}

const write = (store: Store, counter: ReferralMonthDocument): Promise<boolean> =>
  counter.rev === 0 ? store.insert('referralMonths', { ...counter, rev: 1 }) : store.replace('referralMonths', counter);

async function journalsOf(store: Store, merchantId: string, inviterId: string): Promise<JournalDocument[]> {
  const found = new Map<string, JournalDocument>();
  for (const account of referralAccounts(merchantId, inviterId))
    for (const journal of await readAll(store, 'journals', { accounts: account }, Infinity))
      found.set(journal._id, journal);
  return [...found.values()];
}
