import type { Facts } from '../facts';
import type { Reading } from '../reading';
import type { Order, OrderLine } from '../records/order';
import { isBeforeDecision, type Refund } from '../records/refund';
import type { Coupon, Group } from '../records/shop';
import type { Report } from '../report';
import { canonicalText } from '../rules/canonical';
import { rate, sum } from '../rules/money';
import {
  amountOf,
  couponShares,
  givenBack,
  isWhollyRefunded,
  mostPoints,
  pointsBack,
  pointsShares,
  tierPrice,
} from '../rules/order-amounts';
import { DAY_MS, dayOf } from '../rules/shanghai';

type Tell = (kind: string, what: string) => void;

/** Every amount of an order follows from its lines, its coupon and its group (rulebook sections 3, 5 and 6). */
export function checkOrderAmounts(reading: Reading, report: Report, facts: Facts): () => void {
  const withCoupon = new Map<string, Order[]>();
  reading.each('orders', report, (order) => {
    report.count();
    const tell: Tell = (kind, what) => report.find(kind, `order ${order.id}: ${what}`);
    checkCost(order, facts, tell);
    order.lines.forEach((line) => checkLine(line, tell));
    checkPrices(order, facts.groups.get(order.groupId), tell);
    checkReferral(order, facts, tell);
    checkTerms(order, facts, tell);
    if (order.couponId === null) return;
    withCoupon.set(order.couponId, [...(withCoupon.get(order.couponId) ?? []), order]);
  });
  reading.each('coupons', report, (coupon) => {
    const orders = withCoupon.get(coupon.id) ?? [];
    withCoupon.delete(coupon.id);
    checkCoupon(coupon, orders, report);
  });
  return () => {
    for (const [couponId, [order]] of withCoupon)
      report.find('coupon', `order ${order?.id ?? '?'}: its coupon ${couponId} is not there`);
    for (const order of facts.orders.values()) checkRefunds(order, facts.refundsOf.get(order.id) ?? [], report);
    checkFinalPrices(facts, report);
  };
}

/** Section 5, but for what only the coupon itself knows. */
function checkCost(order: Order, facts: Facts, tell: Tell): void {
  const { lines, goodsFen, couponFen, points, payFen, lots } = order;
  const goods = sum(lines.map(amountOf));
  if (lines.length === 0) tell('lines', 'it has no lines');
  if (goodsFen !== goods) tell('amount', `goods cost ${goodsFen}, its lines say ${goods}`);
  if (payFen !== goodsFen - couponFen - points || payFen < 0)
    tell('amount', `${payFen} are to be paid, of goods ${goodsFen} less coupon ${couponFen} and points ${points}`);
  if (order.couponId === null && couponFen !== 0) tell('coupon', `${couponFen} fen taken off without a coupon`);
  const shares = pointsShares(points, lines);
  lines.forEach(({ sku, pointsShare }, index) => {
    if (pointsShare !== shares[index])
      tell('share', `${sku} bears ${pointsShare} of the points, its share is ${String(shares[index])}`);
  });
  const fromLots = sum(lots.map(({ amount }) => amount));
  if (fromLots !== points) tell('points', `its points come from lots of ${fromLots}, it is paid with ${points}`);
  const programme = facts.merchants.get(order.merchantId)?.programme;
  if (!programme) return tell('merchant', `its merchant ${order.merchantId} is not there`);
  // What held under an earlier version of the programme is not known any more.
  if (points === 0 || (order.terms && order.terms.programmeVersion !== programme.version)) return;
  const most = mostPoints(goodsFen - couponFen, programme.pointsStep, programme.pointsMaxBps);
  if (points % programme.pointsStep !== 0 || points > most)
    tell('points', `paid with ${points} points, in steps of ${programme.pointsStep} at most ${most} are allowed`);
}

function checkLine(line: OrderLine, tell: Tell): void {
  const { sku, units, unitPriceFen, finalPriceFen, couponShareFen, pointsShare, netFen, refundedUnits } = line;
  if (units < 1 || unitPriceFen < 0 || couponShareFen < 0 || pointsShare < 0 || line.allowanceFen < 0)
    return tell('line', `${sku} has no units, or an amount below zero`);
  const net = amountOf(line) - couponShareFen - pointsShare;
  if (netFen !== net || net < 0) tell('amount', `${sku} has a net of ${netFen}, its price and shares say ${net}`);
  if (refundedUnits < 0 || refundedUnits > units) tell('refunded', `${refundedUnits} of ${units} ${sku} are refunded`);
  if (finalPriceFen > unitPriceFen)
    tell('price', `${sku} ends at ${finalPriceFen}, dearer than the ${unitPriceFen} paid`);
  if (line.givenBackFen !== givenBack(line))
    tell('refunded', `${sku} has ${line.givenBackFen} fen given back, its units and prices say ${givenBack(line)}`);
  if (line.pointsGivenBack !== pointsBack(line))
    tell('refunded', `${sku} has ${line.pointsGivenBack} points given back, its units say ${pointsBack(line)}`);
}

/** A price was one of the group's; after forming it is the group's final one where that is lower. */
function checkPrices(order: Order, group: Group | undefined, tell: Tell): void {
  if (!group) return tell('group', `its group ${order.groupId} is not there`);
  if (
    group.campaignId !== order.campaignId ||
    group.merchantId !== order.merchantId ||
    group.leaderId !== order.leaderId
  )
    tell('group', `its campaign, merchant or leader is not that of group ${group.id}`);
  for (const { sku, unitPriceFen, finalPriceFen } of order.lines) {
    const item = group.items.find((each) => each.sku === sku);
    if (!item) {
      tell('group', `group ${group.id} has no ${sku}`);
      continue;
    }
    const offered = [...item.priceTiers.map(({ priceFen }) => priceFen), ...item.memberPricesFen.values()];
    if (!offered.includes(unitPriceFen)) tell('price', `${sku} was never offered for ${unitPriceFen}`);
    const formed = order.confirmedAt !== null;
    const due = formed ? Math.min(unitPriceFen, group.finalPricesFen.get(sku) ?? unitPriceFen) : unitPriceFen;
    if (finalPriceFen !== due) tell('price', `${sku} ends at ${finalPriceFen}, due is ${due}`);
  }
}

/** Who is rewarded for bringing the member is who did bring them, and nobody whom section 7 leaves out. */
function checkReferral({ inviter, terms, memberId, leaderId, paidAt }: Order, facts: Facts, tell: Tell): void {
  const member = facts.members.get(memberId);
  if (member && member.inviterId !== (inviter?.id ?? null))
    tell('referral', `it names ${inviter?.id ?? 'nobody'} as inviter, the member ${member.inviterId ?? 'nobody'}`);
  const rewarded = terms?.referral?.inviterId;
  if (rewarded === undefined) return;
  if (rewarded !== inviter?.id)
    tell('referral', `a reward is due to ${rewarded}, the inviter is ${inviter?.id ?? 'nobody'}`);
  if (rewarded === memberId || rewarded === leaderId) tell('referral', `a reward is due to its own member or leader`);
  if (inviter && paidAt !== null && paidAt < inviter.boundAt)
    tell('referral', 'it was paid before the inviter was bound');
}

/** What was stored when it was paid is what the programme says, while that is still the one in force (section 7). */
function checkTerms({ merchantId, terms, paidAt, inviter, lines, groupId }: Order, facts: Facts, tell: Tell): void {
  const programme = facts.merchants.get(merchantId)?.programme;
  if (!terms || paidAt === null || terms.programmeVersion !== programme?.version) return;
  const { memberDay, multipliers, referral } = programme;
  const isMemberDay = Number(dayOf(paidAt).slice(8)) === memberDay.dayOfMonth;
  const multiplier = rate(multipliers.get(terms.tier) ?? 0, isMemberDay ? memberDay.bps : 10_000);
  if (terms.multiplierBps !== multiplier)
    tell('terms', `its points are multiplied by ${terms.multiplierBps} bps, tier ${terms.tier} has ${multiplier}`);
  for (const { sku, commissionBps } of lines) {
    const own = facts.groups.get(groupId)?.items.find((item) => item.sku === sku)?.commissionBps ?? null;
    if (own !== null && own !== commissionBps)
      tell('terms', `${sku} brings ${commissionBps} bps, it was offered with ${own}`);
  }
  if (!terms.referral) return;
  const { inviterId: _, ...promised } = terms.referral;
  const { days, ...due } = referral;
  if (canonicalText(promised) !== canonicalText(due))
    tell('terms', 'its referral reward is not what the programme says');
  if (inviter && paidAt >= inviter.boundAt + days * DAY_MS)
    tell('terms', `its referral reward came more than ${days} days after the binding`);
}

function checkCoupon(coupon: Coupon, orders: readonly Order[], report: Report): void {
  const live = orders.filter(({ state, lines }) => state !== 'cancelled' && !isWhollyRefunded(lines));
  if (live.length > 1)
    report.find('coupon', `coupon ${coupon.id} pays for ${live.map(({ id }) => `order ${id}`).join(' and ')}`);
  for (const order of orders) {
    const tell = (what: string): void => report.find('coupon', `order ${order.id}: ${what}`);
    if (coupon.memberId !== order.memberId || coupon.merchantId !== order.merchantId)
      tell(`its coupon ${coupon.id} is somebody else's`);
    const due = couponShares(coupon, order.lines);
    if (!due) tell(`its goods do not reach what coupon ${coupon.id} asks for`);
    else if (due.fen !== order.couponFen) tell(`coupon ${coupon.id} takes off ${due.fen}, not ${order.couponFen}`);
    else if (order.lines.some(({ couponShareFen }, index) => couponShareFen !== due.shares[index]))
      tell(
        `its coupon is spread ${order.lines.map((line) => line.couponShareFen).join()}, due is ${due.shares.join()}`,
      );
  }
  const [order] = live;
  if (order && (coupon.state === 'usable' || coupon.orderId !== order.id))
    report.find('coupon', `coupon ${coupon.id} is ${coupon.state}, though order ${order.id} is paid with it`);
}

/** What the lines count as refunded is what the refunds give back, and points come from the lots that lasted longest. */
function checkRefunds(order: Order, refunds: readonly Refund[], report: Report): void {
  const tell = (what: string): void => report.find('refunds', `order ${order.id}: ${what}`);
  const counted = refunds.filter(({ late }) => !late);
  for (const line of order.lines) {
    const parts = counted.flatMap(({ lines }) => lines.filter(({ sku }) => sku === line.sku));
    const said = [line.refundedUnits, line.givenBackFen, line.pointsGivenBack];
    const done = [
      sum(parts.map(({ units }) => units)),
      sum(parts.map(({ fen }) => fen)),
      sum(parts.map(({ points }) => points)),
    ];
    if (said.join() !== done.join())
      tell(`${line.sku} has ${said.join(' / ')} units, fen and points refunded, its refunds say ${done.join(' / ')}`);
  }
  for (const { id, fen, points, lines, lots } of counted) {
    if (fen !== sum(lines.map((line) => line.fen)) || points !== sum(lines.map((line) => line.points)))
      tell(`refund ${id} gives back ${fen} fen and ${points} points, its lines say otherwise`);
    if (points !== sum(lots.map(({ amount }) => amount)))
      tell(`the lots of refund ${id} do not sum to ${points} points`);
  }
  checkLotsBack(order, counted, tell);
}

function checkLotsBack(order: Order, refunds: readonly Refund[], tell: (what: string) => void): void {
  const latestFirst = [...order.lots].sort(
    (a, b) =>
      (b.expiresAt ?? 0) - (a.expiresAt ?? 0) || (b.earnedAt ?? 0) - (a.earnedAt ?? 0) || (a.lot < b.lot ? 1 : -1),
  );
  const back = new Map<string, number>();
  for (const { lot, amount } of refunds.flatMap(({ lots }) => lots)) back.set(lot, (back.get(lot) ?? 0) + amount);
  let rest = sum(back.values());
  for (const { lot, amount } of latestFirst) {
    const due = Math.min(rest, amount);
    rest -= due;
    if ((back.get(lot) ?? 0) !== due)
      tell(`${back.get(lot) ?? 0} points go back to lot ${lot}, latest expiry first it is ${due}`);
    back.delete(lot);
  }
  for (const [lot, amount] of back) tell(`${amount} points go back to lot ${lot}, which it was not paid from`);
}

/** Paid units less those refunded before it was decided choose a formed group's final prices (rulebook section 3). */
function checkFinalPrices(facts: Facts, report: Report): void {
  const units = new Map<string, number>();
  const add = (groupId: string, sku: string, more: number): void => {
    const name = `${groupId} ${sku}`;
    units.set(name, (units.get(name) ?? 0) + more);
  };
  for (const { id, groupId, paidAt, lines } of facts.orders.values()) {
    if (paidAt === null) continue;
    for (const line of lines) add(groupId, line.sku, line.units);
    for (const refund of facts.refundsOf.get(id) ?? [])
      if (isBeforeDecision(refund)) for (const line of refund.lines) add(groupId, line.sku, -line.units);
  }
  for (const group of facts.groups.values()) {
    if (group.state !== 'formed' && group.state !== 'arrived' && group.state !== 'finished') continue;
    for (const item of group.items) {
      const due = tierPrice(item, units.get(`${group.id} ${item.sku}`) ?? 0);
      const price = group.finalPricesFen.get(item.sku);
      if (price !== due)
        report.find(
          'final price',
          `group ${group.id}: ${item.sku} ends at ${String(price)}, its units say ${String(due)}`,
        );
    }
  }
}
