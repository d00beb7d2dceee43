import type { JournalKind } from '../../src/contract/ledger';
import type { Fen } from '../../src/contract/money';
import type { RefundReason } from '../../src/contract/order';
import type { Points } from '../../src/contract/points';
import type { OrderDocument, RefundDocument } from '../../cloudfunctions/usecases/documents';
import type { Happening, History, OrderFacts, RefundFacts, Shown, Step } from './model/history';
import type { Provider } from './provider';
import type { MemoryStore } from './world/memory-store';

/** What a town is read by: its documents in the order of their insertion, its provider, its clock. */
export interface Past {
  now: number;
  data: Pick<MemoryStore, 'dump'>;
  provider: Pick<Provider, 'payments' | 'refunds' | 'transfers'>;
}

/** How its functions ran: how far their clocks were apart, and whether any was interrupted. */
export interface Running {
  clocksApartMs: number;
  interrupted: boolean;
}

/** Amounts as plain numbers, which they are at run time. */
type Plain<Value> = Value extends Fen | Points
  ? number
  : Value extends readonly (infer Item)[]
    ? Plain<Item>[]
    : Value extends object
      ? { [Name in keyof Value]: Plain<Value[Name]> }
      : Value;

/** All documents of a town. */
export type PlainDocuments = Plain<ReturnType<MemoryStore['dump']>>;

const plain = <Value>(value: Value): Plain<Value> => value as Plain<Value>;

/** A town's history for the naive model: what happened, out of its documents, and what it shows. */
export function historyOf(
  town: Past,
  { clocksApartMs, interrupted }: Running = { clocksApartMs: 0, interrupted: false },
): History {
  const documents = plain(town.data.dump());
  const { merchants, members, shareCodes, points, groups, coupons, rewards, redemptions, withdrawals } = documents;
  return {
    endedAt: town.now,
    clocksApartMs,
    interrupted,
    merchants: merchants.map(({ _id: merchantId, settings }) => ({ merchantId, settings })),
    members: members.map(({ _id: memberId, createdAt, arrivedBy, staffOf }) => ({
      memberId,
      createdAt,
      arrivedBy,
      staffOf: staffOf.map(({ merchantId }) => merchantId),
    })),
    shareCodes: shareCodes.map(({ _id: code, memberId }) => ({ code, memberId })),
    points: points.map(({ _id: pointId, leaderId, commissionBps }) => ({ pointId, leaderId, commissionBps })),
    groups: groups.map(({ _id: groupId, state, closedAt, ...group }) => ({
      ...group,
      groupId,
      closedAt: state === 'cancelled' ? null : closedAt,
      cancelledAt: state === 'cancelled' ? closedAt : null,
    })),
    coupons: coupons.map(({ _id: couponId, merchantId, memberId, terms, expiresAt }) => ({
      couponId,
      merchantId,
      memberId,
      terms,
      expiresAt,
    })),
    rewards: rewards.map(({ _id: rewardId, points: price, stock, limitPerMember, saves, what }) => ({
      rewardId,
      points: price,
      stock,
      limitPerMember,
      savedAgain: saves.length > 1,
      coupon: what.kind === 'coupon' ? { terms: what.terms, days: what.days } : null,
    })),
    redemptions: redemptions.map(({ _id: redemptionId, merchantId, memberId, rewardId, points: price, createdAt }) => ({
      redemptionId,
      merchantId,
      memberId,
      rewardId,
      points: price,
      createdAt,
    })),
    withdrawals: withdrawals.map(({ _id: withdrawalId, merchantId, role, memberId, amountFen, askedAt, decision }) => ({
      withdrawalId,
      merchantId,
      role,
      memberId,
      amountFen,
      askedAt,
      approved: decision?.approved ?? null,
    })),
    orders: documents.orders.map((order) => orderFacts(order, documents.refunds)),
    refunds: documents.refunds.map(refundFacts),
    happenings: documents.journals.map(happeningOf),
    tierNotices: documents.notices.flatMap(({ kind, merchantId, memberId, createdAt: at }) =>
      kind === 'tierWillFall' || kind === 'tierFell'
        ? [{ kind: kind === 'tierFell' ? ('fell' as const) : ('willFall' as const), merchantId, memberId, at }]
        : [],
    ),
    provider: {
      payments: [...town.provider.payments.values()].map(({ orderId, fen, paidAt }) => ({ orderId, fen, paidAt })),
      refunds: [...town.provider.refunds.values()],
      transfers: [...town.provider.transfers.values()].map(({ billNo, fen, state, endedAt }) => ({
        withdrawalId: billNo,
        fen,
        state,
        endedAt,
      })),
    },
    shown: documents satisfies Shown,
  };
}

type PlainOrder = Plain<OrderDocument>;
type PlainRefund = Plain<RefundDocument>;

const unitsOf = ({ sku, units }: { sku: string; units: number }) => ({ sku, units });

function orderFacts(order: PlainOrder, refunds: readonly PlainRefund[]): OrderFacts {
  const { _id: orderId, merchantId, groupId, memberId, placedAt, lines, couponId, points } = order;
  const steps = stepsOf(
    order,
    refunds.filter((refund) => refund.orderId === orderId),
  );
  return { orderId, merchantId, groupId, memberId, placedAt, lines: lines.map(unitsOf), couponId, points, steps };
}

/** Units that somebody chose; what the rules choose is not asked here. */
function refundFacts({ _id: refundNo, orderId, reason, request, lines }: PlainRefund): RefundFacts {
  const chosen = request ? request.lines : reason === 'memberCancelled' || reason === 'merchant' ? lines : [];
  return {
    refundNo,
    orderId,
    reason,
    chosen: chosen.map(unitsOf).filter(({ units }) => units > 0),
    decideUntil: request?.decideUntil ?? null,
  };
}

type Entry = PlainOrder['timeline'][number];

/** Which refund an entry of a timeline is about, by the reason of the refund. */
const REASON_OF: Partial<Record<Entry['kind'], RefundReason>> = {
  failed: 'groupFailed',
  groupCancelled: 'groupCancelled',
  refunded: 'memberCancelled',
  partlyRefunded: 'memberCancelled',
  differenceRefunded: 'tierDifference',
  refundAsked: 'afterSale',
  refundApproved: 'afterSale',
  refundRejected: 'afterSale',
  refundAppealed: 'afterSale',
  merchantRefunded: 'merchant',
};

/** A timeline is written with the order, so that it is in the order in which things happened to it. */
function stepsOf(order: PlainOrder, refunds: readonly PlainRefund[]): Step[] {
  const told = new Set<string>();
  return order.timeline.map((entry) => {
    const handOver = entry.kind === 'collected' ? handOverOf(order, entry) : undefined;
    return {
      kind: entry.kind,
      at: entry.at,
      refundNo: refundOf(entry, refunds, told)?._id ?? null,
      handedOut: (handOver?.lines ?? []).map(unitsOf),
    };
  });
}

const handOverOf = ({ handOvers }: PlainOrder, { commandId }: Entry) =>
  handOvers.find((handOver) => handOver.commandId === commandId);

/** told: which entries were found for which refunds before. */
function refundOf(entry: Entry, refunds: readonly PlainRefund[], told: Set<string>): PlainRefund | undefined {
  if (entry.refundNo !== undefined) return refunds.find(({ _id }) => _id === entry.refundNo);
  const reason = REASON_OF[entry.kind];
  const fitting = refunds
    .filter((refund) => refund.reason === reason && !told.has(`${entry.kind} ${refund._id} ${entry.at}`))
    .filter((refund) => hasEntry(refund, entry));
  // Several of one instant: what went back tells them apart, where it does not it makes no difference.
  const found = fitting.find((refund) => entry.fen === null || refund.fen === entry.fen) ?? fitting[0];
  if (found) told.add(`${entry.kind} ${found._id} ${entry.at}`);
  return found;
}

function hasEntry({ createdAt, request }: PlainRefund, { kind, at, commandId }: Entry): boolean {
  const decidedAs = (decision: 'approved' | 'rejected'): boolean =>
    (request?.decisions ?? []).some((each) => each.kind === decision && each.at === at && each.commandId === commandId);
  switch (kind) {
    case 'refundApproved':
      return decidedAs('approved');
    case 'refundRejected':
      return decidedAs('rejected');
    case 'refundAppealed':
      return request?.appeal?.commandId === commandId;
    default:
      return createdAt === at;
  }
}

/** A journal's id says what it is about; ids within it hold no colon. */
function happeningOf({ _id: journalId, kind, at }: { _id: string; kind: JournalKind; at: number }): Happening {
  const [, first = '', second = '', third = '', fourth = ''] = journalId.split(':');
  switch (kind) {
    case 'hold':
    case 'release':
    case 'pay':
    case 'settle':
      return { journalId, at, kind, orderId: first };
    case 'refund':
    case 'correct':
      return { journalId, at, kind, refundNo: first };
    case 'earn':
      return { journalId, at, kind, reward: first, merchantId: second, memberId: third, what: fourth };
    case 'expire':
      return { journalId, at, kind, merchantId: first, memberId: second, day: third };
    case 'redeem':
      return { journalId, at, kind, redemptionId: first };
    case 'withdraw':
    case 'withdrawn':
    case 'withdraw-failed':
      return { journalId, at, kind, withdrawalId: first };
  }
}
