import { canonicalJson, type CanonicalValue } from '../../cloudfunctions/core/canonical';
import { NOTHING_REBUILT } from '../../cloudfunctions/core/rebuild/rebuild-membership';
import type {
  BalanceDocument,
  MembershipDocument,
  ReferralMonthDocument,
} from '../../cloudfunctions/usecases/documents';

/** Everything that a rebuild makes from journals. */
export interface Views {
  balances: readonly BalanceDocument[];
  memberships: readonly MembershipDocument[];
  referralMonths: readonly ReferralMonthDocument[];
}

/** What is compared of a membership: `all` where it stayed, only what journals say where it was gone. */
export type Depth = 'all' | 'derived';

const DERIVED = [...Object.keys(NOTHING_REBUILT), '_id', 'v', 'merchantId', 'memberId', 'joinedAt'];

/**
 * The views as text, sorted: equal views give equal bytes. Left out is what says how they came about and not what they say: `rev`
 * and `rebuiltAt`, the marks of journals that a balance has, and counters of a month in which nothing was given.
 */
export function bytesOf({ balances, memberships, referralMonths }: Views, depth: Depth): string[] {
  const line = (document: object, leftOut: readonly string[]): string =>
    canonicalJson(
      Object.fromEntries(
        Object.entries(document).filter(([field]) => !['rev', 'rebuiltAt', ...leftOut].includes(field)),
      ) as Record<string, CanonicalValue>,
    );
  const notDerived = (membership: MembershipDocument): string[] =>
    depth === 'all' ? [] : Object.keys(membership).filter((field) => !DERIVED.includes(field));
  return [
    ...balances.map((each) => `balance ${line(each, ['applied'])}`),
    ...memberships.map((each) => `membership ${line(each, notDerived(each))}`),
    ...referralMonths.filter(({ used }) => used !== 0).map((each) => `referralMonth ${line(each, [])}`),
  ].sort();
}

/** A membership that has lost everything that its journals say. */
export const emptied = (membership: MembershipDocument): MembershipDocument => ({
  ...membership,
  ...NOTHING_REBUILT,
  dueAt: null,
});
