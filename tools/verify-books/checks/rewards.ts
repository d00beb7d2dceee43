import type { Facts } from '../facts';
import type { Reading } from '../reading';
import type { Journal } from '../records/journal';
import type { Order, Rewards } from '../records/order';
import type { Refund } from '../records/refund';
import type { Report } from '../report';
import { sum } from '../rules/money';
import {
  differences,
  makeMoves,
  memberGrowth,
  memberPoints,
  type Move,
  type Moves,
  movesOf,
  payable,
  pending,
  programme,
  programmeGrowth,
} from '../rules/moves';
import { type Kept, lessRewards, limitOf, rewardsOf, sameRewards } from '../rules/rewards';
import { dayOf, monthOf } from '../rules/shanghai';

/** What stands for a settled order after its last correction. */
interface Standing {
  kept: Kept;
  limit: number;
  rewards: Rewards;
  settledAt: number;
  /** Numbers of the refunds that were corrected for. */
  corrected: Set<string>;
}

/**
 * Rewards follow from what was kept: at the settlement, and after each refund that came later (rulebook section 7). The
 * inviter's months are counted again as the journals were committed.
 */
export function checkRewards(reading: Reading, report: Report, facts: Facts): () => void {
  const standings = new Map<string, Standing>();
  const months = new Map<string, number>();
  reading.each('journals', report, (journal) => {
    if (journal.kind !== 'settle' && journal.kind !== 'correct') return;
    const order = facts.orders.get(String(journal.memo.orderId));
    if (!order) return;
    const standing = standings.get(order.id);
    if (journal.kind === 'settle') {
      // A second one is for the chains to report.
      if (!standing) standings.set(order.id, settled(journal, order));
    } else if (standing) standings.set(order.id, corrected(journal, order, standing));
  });

  function settled(journal: Journal, order: Order): Standing {
    const kept = keptAtSettlement(order, facts.refundsOf.get(order.id) ?? []);
    const month = monthId(order, journal.at);
    const limit = limitOf(order, months.get(month) ?? 0);
    const rewards = rewardsOf(order, kept, limit);
    if (order.terms?.referral) months.set(month, (months.get(month) ?? 0) + rewards.referral);
    const tell = (what: string): void => report.find('settlement', `${journal.id} ${what}`);
    differences(movesOf(journal), settleMoves(order, kept, rewards)).forEach(tell);
    const { keptFen, referralLimit, programmeVersion } = journal.memo;
    if (keptFen !== sum(kept.values()))
      tell(`says that ${String(keptFen)} fen were kept, of its lines ${sum(kept.values())}`);
    if (referralLimit !== limit) tell(`has a referral limit of ${String(referralLimit)}, due is ${limit}`);
    if (programmeVersion !== order.terms?.programmeVersion) tell('follows another programme than its order');
    return { kept, limit, rewards, settledAt: journal.at, corrected: new Set() };
  }

  function corrected(journal: Journal, order: Order, before: Standing): Standing {
    const refund = facts.refunds.get(String(journal.memo.refundNo));
    const kept = lessRefund(before.kept, refund);
    const rewards = rewardsOf(order, kept, before.limit);
    const month = monthId(order, before.settledAt);
    if (order.terms?.referral)
      months.set(month, (months.get(month) ?? 0) - (before.rewards.referral - rewards.referral));
    const due = correctMoves(order, lessRewards(before.rewards, rewards));
    const tell = (what: string): void => report.find('correction', `${journal.id} ${what}`);
    differences(movesOf(journal), due).forEach(tell);
    if (journal.memo.corrects !== `settle:${order.id}`) tell(`does not name settle:${order.id}`);
    for (const { unit, day } of journal.postings)
      if (unit === 'GROWTH' && day !== dayOf(before.settledAt))
        tell(`takes growth back on ${String(day)}, it was given on ${dayOf(before.settledAt)}`);
    if (refund) before.corrected.add(refund.id);
    return { ...before, kept, rewards };
  }

  reading.each('referralMonths', report, ({ id, used }) => {
    const counted = months.get(id) ?? 0;
    months.delete(id);
    if (used !== counted)
      report.find('month', `${id} has ${used} used, its settlements and corrections say ${counted}`);
  });
  return () => {
    for (const [id, used] of months)
      if (used !== 0) report.find('month', `${id} is not there, its settlements say ${used}`);
    for (const order of facts.orders.values()) {
      const standing = standings.get(order.id);
      checkStored(order, standing, report);
      if (standing) checkAllCorrected(order, standing, facts.refundsOf.get(order.id) ?? [], report);
    }
  };
}

const monthId = ({ merchantId, terms }: Order, at: number): string =>
  `${merchantId}:${terms?.referral?.inviterId ?? '-'}:${monthOf(at)}`;

/** What was kept when the order was settled: refunds decided before are taken off, paid back or not. */
function keptAtSettlement(order: Order, refunds: readonly Refund[]): Kept {
  const kept = new Map(order.lines.map(({ sku, netFen }) => [sku, netFen]));
  return refunds.filter(({ settled }) => !settled).reduce<Kept>((before, refund) => lessRefund(before, refund), kept);
}

const lessRefund = (kept: Kept, refund: Refund | undefined): Kept => {
  const after = new Map(kept);
  for (const { sku, fen } of refund?.lines ?? []) after.set(sku, (after.get(sku) ?? 0) - fen);
  return after;
};

const inFen = ({ terms }: Order, referral: number): number => (terms?.referral?.unit === 'FEN' ? referral : 0);
const inPoints = ({ terms }: Order, referral: number): number => (terms?.referral?.unit === 'POINT' ? referral : 0);
const inviterOf = ({ merchantId, terms }: Order): { merchantId: string; memberId: string } => ({
  merchantId,
  memberId: terms?.referral?.inviterId ?? '-',
});

/** Where rates promise more than was kept, the merchant's payable makes up for it. */
function settleMoves(order: Order, kept: Kept, rewards: Rewards): Moves {
  const { merchantId, leaderId } = order;
  const { commissionFen, referral, points, growth } = rewards;
  const inviter = inviterOf(order);
  const moves: Move[] = [
    [pending(order), `leader:${merchantId}:${leaderId}:payable`, commissionFen],
    [pending(order), `inviter:${merchantId}:${inviter.memberId}:payable`, inFen(order, referral)],
    [pending(order), payable(order), sum(kept.values()) - commissionFen - inFen(order, referral)],
    [programme(order), memberPoints(order), points],
    [programme(order), memberPoints(inviter), inPoints(order, referral)],
    [programmeGrowth(order), memberGrowth(order), growth],
  ];
  return makeMoves(...moves);
}

function correctMoves(order: Order, { commissionFen, referral, points, growth }: Rewards): Moves {
  const { merchantId, leaderId } = order;
  const inviter = inviterOf(order);
  return makeMoves(
    [`leader:${merchantId}:${leaderId}:payable`, payable(order), commissionFen],
    [`inviter:${merchantId}:${inviter.memberId}:payable`, payable(order), inFen(order, referral)],
    [memberPoints(order), programme(order), points],
    [memberPoints(inviter), programme(order), inPoints(order, referral)],
    [memberGrowth(order), programmeGrowth(order), growth],
  );
}

/** A refund after the completion that changes a reward has a correction. */
function checkAllCorrected(order: Order, standing: Standing, refunds: readonly Refund[], report: Report): void {
  for (const refund of refunds) {
    if (!refund.settled || refund.state !== 'done' || standing.corrected.has(refund.id)) continue;
    if (!sameRewards(standing.rewards, rewardsOf(order, lessRefund(standing.kept, refund), standing.limit)))
      report.find('correction missing', `refund ${refund.id} of order ${order.id} has no correct:${refund.id}`);
  }
}

/** What the order itself says of its rewards. */
function checkStored(order: Order, standing: Standing | undefined, report: Report): void {
  const { id, posted, referralLimit } = order;
  if (!standing) {
    if (posted) report.find('stored rewards', `order ${id} shows rewards, but was never settled`);
    return;
  }
  if (!posted || !sameRewards(posted, standing.rewards))
    report.find('stored rewards', `order ${id} shows ${textOf(posted)}, due is ${textOf(standing.rewards)}`);
  if (referralLimit !== standing.limit)
    report.find(
      'stored rewards',
      `order ${id} has a referral limit of ${String(referralLimit)}, due is ${standing.limit}`,
    );
}

const textOf = (rewards: Rewards | null): string =>
  rewards === null
    ? 'no rewards'
    : `commission ${rewards.commissionFen}, referral ${rewards.referral}, points ${rewards.points}, growth ${rewards.growth}`;
