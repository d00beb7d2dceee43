import { fenToNumber } from '../../src/contract/money';
import type { CouponTerms } from '../core/pricing/order-cost';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { derivedId, inputHash } from './derived-id';
import type { CouponDocument, MembershipDocument } from './documents';
import type { Store } from './ports';

type Input = ParsedInput<'giveCoupons'>;
const PAGE = 100;

/** Gives a coupon to every member of a tier, or to all: never to one person alone (rulebook section 10). */
export async function giveCoupons(context: MemberContext, input: Input): Promise<Outcome<CallOutput<'giveCoupons'>>> {
  const { ports, caller, now } = context;
  if (!mayCall('giveCoupons', caller, { merchantId: input.merchantId })) return refuse('forbidden');
  if (input.expiresAt <= now) return refuse('badSchedule');
  const batchId = derivedId('b', caller._id, input.commandId);
  const hash = hashOf(input);
  const [before] = await ports.store.find('coupons', { where: { batchId }, limit: 1 });
  if (before && before.inputHash !== hash) return refuse('commandReused');
  let given = 0;
  for await (const page of memberPages(ports.store, input)) {
    await ports.store.insertMissing(
      'coupons',
      page.map((membership) => couponFor(membership, input, batchId, hash)),
    );
    given += page.length;
  }
  return done({ given });
}

/** Members by pages; ids rise, so a member who joins meanwhile is neither missed nor given twice. */
async function* memberPages(store: Store, { merchantId, tier }: Input): AsyncGenerator<MembershipDocument[]> {
  let after = '';
  for (;;) {
    const where = { merchantId, _id: { gt: after }, ...(tier === null ? {} : { tier }) };
    const page = await store.find('memberships', { where, sort: [['_id', 1]], limit: PAGE });
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?._id ?? after;
  }
}

function couponFor(
  { memberId, merchantId }: MembershipDocument,
  input: Input,
  batchId: string,
  hash: string,
): CouponDocument {
  return {
    _id: derivedId('k', batchId, memberId),
    v: 1,
    rev: 1,
    merchantId,
    memberId,
    batchId,
    inputHash: hash,
    title: input.title,
    terms: termsOf(input.terms),
    expiresAt: input.expiresAt,
    state: 'usable',
    orderId: null,
    lockedAt: null,
  };
}

const hashOf = ({ merchantId, tier, title, terms, expiresAt }: Input): string =>
  inputHash({ merchantId, tier, title, terms: termsInFen(terms), expiresAt });

const termsInFen = (terms: Input['terms']) =>
  terms.kind === 'fixed'
    ? { ...terms, overFen: fenToNumber(terms.overFen), offFen: fenToNumber(terms.offFen) }
    : { ...terms, overFen: fenToNumber(terms.overFen), capFen: fenToNumber(terms.capFen) };

const termsOf = (terms: Input['terms']): CouponTerms =>
  terms.kind === 'fixed'
    ? { kind: 'fixed', overFen: terms.overFen, offFen: terms.offFen, skus: null }
    : { kind: 'percent', overFen: terms.overFen, offBps: terms.offBps, capFen: terms.capFen, skus: null };
