import { addFen, fen, ZERO_FEN, type Fen } from '../../../src/contract/money';
import type { OrderState } from '../../../src/contract/order';
import { addPoints, ZERO_POINTS, type Points } from '../../../src/contract/points';
import { referralLimit, rewards } from '../../core/reward/rewards';
import type { OrderDocument } from '../documents';
import type { Ports, Where } from '../ports';
import { readAll } from './read-all';

/** Paid and not yet completed: what these orders bring is expected, never in the ledger (rulebook section 7). */
const UNDER_WAY = ['paid', 'confirmed', 'arrived', 'collected'] as const satisfies readonly OrderState[];

/** 待入账 of whoever is rewarded by a number of orders. */
export interface Expected {
  orders: number;
  commissionFen: Fen;
  /** Of the referrals that are paid in fen; within the cap of an order, the month's is known at settlement only. */
  referralFen: Fen;
  points: Points;
  growth: number;
}

const MOST_ORDERS = 1000;

/** What the orders under way of a member, leader or inviter will bring, as far as is known now. */
export async function expectedRewards({ store }: Pick<Ports, 'store'>, whose: Where): Promise<Expected> {
  return expectedOf(await readAll(store, 'orders', { ...whose, state: { in: UNDER_WAY } }, MOST_ORDERS));
}

/** The same for orders that are already read; those not under way count for nothing. */
export function expectedOf(orders: readonly OrderDocument[]): Expected {
  const expected: Expected = {
    orders: 0,
    commissionFen: ZERO_FEN,
    referralFen: ZERO_FEN,
    points: ZERO_POINTS,
    growth: 0,
  };
  for (const { state, lines, terms } of orders) {
    if (terms === null || !(UNDER_WAY as readonly OrderState[]).includes(state)) continue;
    const reward = rewards(lines, terms, referralLimit(terms, 0));
    const referralFen = terms.referral?.unit === 'FEN' ? fen(reward.referral) : ZERO_FEN;
    expected.orders += 1;
    expected.commissionFen = addFen(expected.commissionFen, reward.commissionFen);
    expected.referralFen = addFen(expected.referralFen, referralFen);
    expected.points = addPoints(expected.points, reward.points);
    expected.growth += reward.growth;
  }
  return expected;
}

/** Conditions that choose the orders which reward somebody at a merchant; each is served by an index of orders. */
export const ordersOfMember = (merchantId: string, memberId: string): Where => ({ memberId, merchantId });
export const ordersOfLeader = (merchantId: string, leaderId: string): Where => ({ leaderId, merchantId });
export const ordersOfInviter = (merchantId: string, inviterId: string): Where => ({
  'terms.referral.inviterId': inviterId,
  merchantId,
});
