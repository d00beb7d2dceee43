import type { Account } from '../../src/contract/ledger';
import { MINUTE_MS, type Instant } from '../../src/contract/time';
import { isBusy } from '../core/ledger/accounts';
import { deltas } from '../core/ledger/journal';
import type { JournalDocument, MerchantDocument, RebuildDocument } from './documents';
import { membershipId } from './memberships';
import { getMerchant } from './merchants';
import type { Ports } from './ports';
import { rebuildBalance, type Walked } from './rebuild-balance';
import { rebuildMember } from './rebuild-member';
import { rebuildReferrals } from './rebuild-referrals';
import { sortKey } from './sort-key';
import { readById } from './views/read-by-id';

/** Journals of a piece of work; each touches several views. */
const JOURNALS = 20;
/** A busy balance carries hundreds of marks, and the database answers with at most 1 MB. */
const VIEWS = 25;
/** What one tick does, whichever comes first. */
const PIECES = 100;
const TICK_MS = 20_000;
/** A function lives at most a minute: no journal can appear any more that says an instant before this long ago. */
const SETTLED_MS = 5 * MINUTE_MS;
const MERCHANTS = 100;
const FROM_THE_FIRST: Walked = { key: '', sum: 0 };

const newRebuild = (merchantId: string, now: Instant): RebuildDocument => ({
  _id: merchantId,
  v: 1,
  rev: 1,
  state: 'journals',
  cursor: null,
  walkedTo: null,
  busy: [],
  counts: { journals: 0, balances: 0, memberships: 0, referralMonths: 0 },
  failed: 0,
  startedAt: now,
  dueAt: now,
  doneAt: null,
});

/**
 * Begins to rebuild the views of every merchant's journals, and does the first part at once; the job carries on every
 * minute until all is done (rulebook section 11). What is under way is left to go on.
 */
export async function rebuildViews(ports: Ports, now: Instant): Promise<{ merchants: number; done: boolean }> {
  const { store } = ports;
  let merchants: MerchantDocument[] = [];
  let count = 0;
  do {
    const after = merchants.at(-1)?._id ?? '';
    merchants = await store.find('merchants', { where: { _id: { gt: after } }, sort: [['_id', 1]], limit: MERCHANTS });
    for (const { _id } of merchants) {
      const begun = newRebuild(_id, now);
      if (await store.insert('rebuilds', begun)) continue;
      const before = await store.get('rebuilds', _id);
      if (before?.state === 'done') await store.replace('rebuilds', { ...begun, rev: before.rev });
    }
    count += merchants.length;
  } while (merchants.length === MERCHANTS);
  const { more } = await carryOnRebuilds(ports, now);
  return { merchants: count, done: !more };
}

/** Does a bounded part of the rebuilds under way. */
export async function carryOnRebuilds(ports: Ports, now: Instant): Promise<{ did: number; more: boolean }> {
  const { store, clock } = ports;
  const due = await store.find('rebuilds', { where: { dueAt: { lte: now } }, sort: [['dueAt', 1]], limit: MERCHANTS });
  if (due.length === 0) return { did: 0, more: false };
  const until = clock.now() + TICK_MS;
  let did = 0;
  for (const each of due) {
    const merchant = await getMerchant(store, each._id);
    let rebuild: RebuildDocument | undefined = each;
    while (rebuild && rebuild.state !== 'done') {
      if (did >= PIECES || clock.now() > until) return { did, more: true };
      rebuild = await save(ports, await piece(ports, merchant, rebuild, now));
      did += 1;
    }
  }
  return { did, more: due.length === MERCHANTS };
}

/** undefined: another run has gone on with it meanwhile, and does the rest. */
async function save({ store, log }: Ports, rebuild: RebuildDocument): Promise<RebuildDocument | undefined> {
  if (!(await store.replace('rebuilds', rebuild))) return undefined;
  if (rebuild.state === 'done')
    log.info('viewsRebuilt', { merchantId: rebuild._id, ...rebuild.counts, failed: rebuild.failed });
  return { ...rebuild, rev: rebuild.rev + 1 };
}

/** One piece of work: repeating it after a crash does the same again. */
function piece(
  ports: Ports,
  merchant: MerchantDocument,
  rebuild: RebuildDocument,
  now: Instant,
): Promise<RebuildDocument> {
  switch (rebuild.state) {
    case 'journals':
      return walkJournals(ports, merchant, rebuild, now);
    case 'young':
      return walkYoung(ports, merchant, rebuild, now);
    case 'busy':
      return writeBusy(ports, rebuild, now);
    case 'balances':
      return restOfBalances(ports, rebuild, now);
    case 'memberships':
      return restOfMemberships(ports, merchant, rebuild, now);
    case 'done':
      return Promise.resolve(rebuild);
  }
}

/** Rebuilds what the next journals touch, unless this run has; of busy accounts it only keeps the sum. */
async function walkJournals(
  ports: Ports,
  merchant: MerchantDocument,
  rebuild: RebuildDocument,
  now: Instant,
): Promise<RebuildDocument> {
  const { journals, ...next } = await walk(ports, merchant, rebuild, now - SETTLED_MS, now);
  const busy = addBusy(rebuild.busy, journals);
  if (journals.length === JOURNALS) return { ...next, busy };
  return { ...next, busy, state: 'young', walkedTo: next.cursor ?? '' };
}

/** The same for journals up to the beginning of the rebuild. Those that came since have made what they touch themselves. */
async function walkYoung(
  ports: Ports,
  merchant: MerchantDocument,
  rebuild: RebuildDocument,
  now: Instant,
): Promise<RebuildDocument> {
  const { journals, ...walked } = await walk(ports, merchant, rebuild, rebuild.startedAt + MINUTE_MS, now);
  // What is young is summed up when the account is written; here it only has to be known that there is one.
  const next = { ...walked, busy: addBusy(rebuild.busy, journals, () => 0) };
  return journals.length === JOURNALS ? next : { ...next, state: 'busy', cursor: null };
}

async function walk(
  ports: Ports,
  merchant: MerchantDocument,
  rebuild: RebuildDocument,
  until: Instant,
  now: Instant,
): Promise<RebuildDocument & { journals: JournalDocument[] }> {
  const { cursor } = rebuild;
  const journals = await ports.store.find('journals', {
    where: { merchantId: merchant._id, key: { gt: cursor ?? '', lt: sortKey(until, '') } },
    sort: [['key', 1]],
    limit: JOURNALS,
  });
  const accounts = new Set(journals.flatMap((journal) => [...deltas(journal).keys()]).filter((each) => !isBusy(each)));
  const members = new Set(journals.flatMap(({ turns }) => Object.keys(turns)));
  const { counts, failed } = await rebuildTouched(ports, merchant, rebuild, { accounts, members }, now);
  return {
    ...rebuild,
    counts: { ...counts, journals: counts.journals + journals.length },
    failed,
    cursor: journals.at(-1)?.key ?? cursor,
    journals,
  };
}

function addBusy(
  before: RebuildDocument['busy'],
  journals: readonly JournalDocument[],
  counted = (delta: number): number => delta,
): RebuildDocument['busy'] {
  const sums = new Map(before.map(({ account, sum }) => [account, sum]));
  for (const journal of journals)
    for (const [account, delta] of deltas(journal))
      if (isBusy(account)) sums.set(account, (sums.get(account) ?? 0) + counted(delta));
  return [...sums].map(([account, sum]) => ({ account, sum }));
}

interface Touched {
  accounts: ReadonlySet<Account>;
  members: ReadonlySet<string>;
}
type Tally = Pick<RebuildDocument, 'counts' | 'failed'>;

async function rebuildTouched(
  ports: Ports,
  { _id: merchantId, settings }: MerchantDocument,
  rebuild: RebuildDocument,
  { accounts, members }: Touched,
  now: Instant,
): Promise<Tally> {
  const { store } = ports;
  const tally = { counts: { ...rebuild.counts }, failed: rebuild.failed };
  const inviters = new Set<string>();
  const balances = await readById(store, 'balances', accounts);
  for (const account of accounts) {
    if (isRebuilt(balances.get(account), rebuild)) continue;
    await attempt(ports, account, tally, async () => {
      await rebuildBalance(ports, account, FROM_THE_FIRST, now);
      tally.counts.balances += 1;
      if (/^inviter:.*:payable$/.test(account)) inviters.add(account.split(':')[2] ?? '');
    });
  }
  const memberships = await readById(
    store,
    'memberships',
    [...members].map((memberId) => membershipId(merchantId, memberId)),
  );
  for (const memberId of members) {
    const id = membershipId(merchantId, memberId);
    if (isRebuilt(memberships.get(id), rebuild)) continue;
    await attempt(ports, id, tally, async () => {
      const { isInviter } = await rebuildMember(ports, merchantId, settings, memberId, now);
      tally.counts.memberships += 1;
      if (isInviter) inviters.add(memberId);
    });
  }
  for (const inviterId of inviters)
    await attempt(ports, `${merchantId}:${inviterId}`, tally, async () => {
      tally.counts.referralMonths += await rebuildReferrals(ports, merchantId, inviterId);
    });
  return tally;
}

const isRebuilt = (view: { rebuiltAt?: Instant } | undefined, { startedAt }: RebuildDocument): boolean =>
  view?.rebuiltAt !== undefined && view.rebuiltAt >= startedAt;

/** One view whose journals do not fit together stops no other; a person must look at it. */
async function attempt({ log }: Ports, id: string, tally: Tally, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    tally.failed += 1;
    log.error('rebuildFailed', { id, message: error instanceof Error ? error.message : String(error) });
  }
}

async function writeBusy(ports: Ports, rebuild: RebuildDocument, now: Instant): Promise<RebuildDocument> {
  const tally = { counts: { ...rebuild.counts }, failed: rebuild.failed };
  for (const { account, sum } of rebuild.busy)
    await attempt(ports, account, tally, async () => {
      await rebuildBalance(ports, account, { key: rebuild.walkedTo ?? '', sum }, now);
      tally.counts.balances += 1;
    });
  return { ...rebuild, ...tally, state: 'balances', cursor: null };
}

/** Balances that no journal walked touches: of journals younger than the walk, or of none at all. */
async function restOfBalances(ports: Ports, rebuild: RebuildDocument, now: Instant): Promise<RebuildDocument> {
  const balances = await ports.store.find('balances', {
    where: { merchantId: rebuild._id, _id: { gt: rebuild.cursor ?? '' } },
    sort: [['_id', 1]],
    limit: VIEWS,
  });
  const tally = { counts: { ...rebuild.counts }, failed: rebuild.failed };
  for (const balance of balances.filter((each) => !isRebuilt(each, rebuild)))
    await attempt(ports, balance._id, tally, async () => {
      await rebuildBalance(ports, balance._id as Account, FROM_THE_FIRST, now);
      tally.counts.balances += 1;
    });
  const next = { ...rebuild, ...tally, cursor: balances.at(-1)?._id ?? null };
  return balances.length === VIEWS ? next : { ...next, state: 'memberships', cursor: null };
}

/** The same of memberships. */
async function restOfMemberships(
  ports: Ports,
  merchant: MerchantDocument,
  rebuild: RebuildDocument,
  now: Instant,
): Promise<RebuildDocument> {
  const memberships = await ports.store.find('memberships', {
    where: { merchantId: merchant._id, _id: { gt: rebuild.cursor ?? '' } },
    sort: [['_id', 1]],
    limit: VIEWS,
  });
  const left = memberships.filter((each) => !isRebuilt(each, rebuild)).map(({ memberId }) => memberId);
  const touched = { accounts: new Set<Account>(), members: new Set(left) };
  const tally = await rebuildTouched(ports, merchant, rebuild, touched, now);
  const next = { ...rebuild, ...tally, cursor: memberships.at(-1)?._id ?? null };
  if (memberships.length === VIEWS) return next;
  return { ...next, state: 'done', cursor: null, dueAt: null, doneAt: now };
}
