import { leaderPayable, inviterPayable, pending } from '../../../cloudfunctions/core/ledger/accounts';
import { makeJournal } from '../../../cloudfunctions/core/ledger/journal';
import { available } from '../../../cloudfunctions/core/points/lots';
import type { MemberContext } from '../../../cloudfunctions/usecases/context';
import type { BalanceDocument, MemberDocument, MembershipDocument } from '../../../cloudfunctions/usecases/documents';
import { getBooks } from '../../../cloudfunctions/usecases/get-books';
import { getDesk } from '../../../cloudfunctions/usecases/get-desk';
import { getMembership } from '../../../cloudfunctions/usecases/get-membership';
import { membershipId, newMembership, pointsStateOf } from '../../../cloudfunctions/usecases/memberships';
import { journalDocument } from '../../../cloudfunctions/usecases/post-journal';
import { accountTruth } from '../../../cloudfunctions/usecases/views/account-truth';
import type { Engine } from '../../../localcloud/engine/types';
import type { Account } from '../../../src/contract/ledger';
import { points } from '../../../src/contract/points';
import { DAY_MS } from '../../../src/contract/time';
import { compare, printOutcomes, type Outcome } from '../measure';
import { storePorts } from './bench-ports';
import { EngineStore } from './engine-store';
import { openShop, type OpenShop } from './open-shop';
import { verdict, type Section } from './section';
import { leaderId, MERCHANT_ID, memberDocument, merchantDocument, NOW, pointDocument } from './shop-documents';

const FEW = 1000;
const MANY = 1_000_000;
const QUICK_MANY = 100_000;
const ROUNDS = 15;
const RATIO_WANTED = 1.2;
const FILL_BATCH = 1000;
const UNAPPLIED = 5;

const LEADER = leaderId(0);
const LEADERS_ACCOUNT = leaderPayable(MERCHANT_ID, LEADER);
const INVITERS_ACCOUNT = inviterPayable(MERCHANT_ID, LEADER);
const PENDING = pending(MERCHANT_ID);

type Documents = Record<string, unknown>[];

/** A leader who also invites, with a year's lots of points. */
const person = (): MemberDocument => ({
  ...memberDocument(0),
  _id: LEADER,
  leads: [{ merchantId: MERCHANT_ID, pointId: pointDocument(0)._id, state: 'active' }],
  staffOf: [{ merchantId: MERCHANT_ID, role: 'owner' }],
});

const membership = (): MembershipDocument => ({
  ...newMembership(MERCHANT_ID, LEADER, NOW),
  rev: 1,
  lots: Array.from({ length: 50 }, (_, i) => ({
    id: `settle:o${i}`,
    earnedAt: NOW - i * DAY_MS,
    expiresAt: NOW + (400 - i) * DAY_MS,
    left: points(98),
  })),
});

/** The n-th journal of a shop: every one of them concerns the accounts that are read; all but the last few are applied. */
function filler(n: number, count: number): Record<string, unknown> {
  const at = NOW - (count - n) * 1000;
  const to = n % 2 === 0 ? LEADERS_ACCOUNT : INVITERS_ACCOUNT;
  const id = `settle:o${String(n).padStart(20, '0')}`;
  const memo = { orderId: id, keptFen: 9876, referralLimit: 2000, programmeVersion: 1 };
  const postings = [{ from: PENDING, to, unit: 'FEN' as const, amount: 790 }];
  const journal = makeJournal({ id, kind: 'settle', merchantId: MERCHANT_ID, at, postings, memo });
  return { ...journalDocument(journal), appliedAt: n < count - UNAPPLIED ? at + 60_000 : null };
}

function balance(account: Account, amount: number): BalanceDocument {
  return { _id: account, v: 1, rev: 9, merchantId: MERCHANT_ID, balance: amount, applied: [] };
}

function fill(engine: Engine, count: number): void {
  engine.insert('merchants', [merchantDocument()] as unknown as Documents);
  engine.insert('points', [pointDocument(0)] as unknown as Documents);
  engine.insert('members', [person()] as unknown as Documents);
  engine.insert('memberships', [membership()] as unknown as Documents);
  for (let n = 0; n < count; n += FILL_BATCH)
    engine.insert(
      'journals',
      Array.from({ length: FILL_BATCH }, (_, i) => filler(n + i, count)),
    );
  const applied = (count - UNAPPLIED) * 790;
  const balances = [
    balance(LEADERS_ACCOUNT, applied / 2),
    balance(INVITERS_ACCOUNT, applied / 2),
    balance(PENDING, -applied),
  ];
  engine.insert('balances', balances as unknown as Documents);
}

/** What pages ask of the books, by name, and how often a round asks it. */
const READS: Record<string, { count: number; wanted: boolean; read(context: MemberContext): Promise<unknown> }> = {
  "a leader's balance": { count: 100, wanted: true, read: ({ ports }) => accountTruth(ports, LEADERS_ACCOUNT) },
  "an inviter's balance": { count: 100, wanted: true, read: ({ ports }) => accountTruth(ports, INVITERS_ACCOUNT) },
  "the merchant's balance": { count: 100, wanted: true, read: ({ ports }) => accountTruth(ports, PENDING) },
  'points by lots': {
    count: 200,
    wanted: true,
    read: async ({ ports, caller, now }) => {
      const found = await ports.store.get('memberships', membershipId(MERCHANT_ID, caller._id));
      return available(pointsStateOf(found!), now);
    },
  },
  'getMembership, whole': {
    count: 20,
    wanted: true,
    read: (context) => getMembership(context, { merchantId: MERCHANT_ID }),
  },
  'getDesk, whole': { count: 20, wanted: true, read: (context) => getDesk(context, { merchantId: MERCHANT_ID }) },
  // It counts the journals one by one, which is all that takes longer.
  'getBooks, whole': { count: 3, wanted: false, read: (context) => getBooks(context, { merchantId: MERCHANT_ID }) },
};

function contextOf({ engine }: OpenShop): MemberContext {
  return { ports: storePorts(new EngineStore(engine)), now: NOW, caller: person(), shareCode: undefined };
}

async function measure(few: OpenShop, many: OpenShop): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [name, { count, read }] of Object.entries(READS)) {
    const asked = (shop: OpenShop) => async (): Promise<void> => {
      const context = contextOf(shop);
      for (let i = 0; i < count; i += 1) await read(context);
    };
    const comparison = { name, kind: 'read' as const, count, ours: asked(many), baseline: asked(few) };
    outcomes.push(await compare(comparison, ROUNDS));
  }
  return outcomes;
}

/** Balances are views and lots stand in their membership, so a long history costs who asks nothing. */
export const reads: Section = {
  name: 'reads',
  title: 'Reading balances and lots after many journals against few',
  async run(quick) {
    const count = quick ? QUICK_MANY : MANY;
    const [few, many] = [openShop(), openShop()];
    try {
      fill(few.engine, FEW);
      fill(many.engine, count);
      const outcomes = await measure(few, many);
      printOutcomes(`${count} journals against ${FEW}, ${ROUNDS} rounds in turns`, `${FEW} journals`, outcomes);
      const times = outcomes.map(({ name, ratio }) => ({ name, times: 1 / ratio }));
      const slowest = times.filter(({ name }) => READS[name]!.wanted).sort((a, b) => b.times - a.times)[0]!;
      const figure = `${slowest.times.toFixed(2)} times (${slowest.name})`;
      return verdict('slowest', figure, `at most ${RATIO_WANTED}`, slowest.times <= RATIO_WANTED);
    } finally {
      few.close();
      many.close();
    }
  },
};
