import type { Facts } from '../facts';
import type { Reading } from '../reading';
import type { Journal } from '../records/journal';
import type { Report } from '../report';
import { sum } from '../rules/money';
import { DAY_MS, dayOf } from '../rules/shanghai';

interface Streak {
  day: string;
  days: number;
}

/** The first version of a programme: nothing was ever changed about what it gives. */
const FIRST = 1;

/**
 * What is given besides orders follows the programme (rulebook section 9): a check-in by its streak, other things once and
 * what they are worth. Compared only where the merchant has never changed the programme.
 */
export function checkEarning(reading: Reading, report: Report, facts: Facts): void {
  const streaks = new Map<string, Streak>();
  const completed = new Set<string>();
  reading.each('journals', report, (journal) => {
    const { id, kind, merchantId, memo } = journal;
    const order = kind === 'settle' ? facts.orders.get(String(memo.orderId)) : undefined;
    if (order) completed.add(`${merchantId}:${order.memberId}`);
    if (kind !== 'earn') return;
    const member = id.split(':').slice(2, 4).join(':');
    const points = sum(journal.postings.filter(({ unit }) => unit === 'POINT').map(({ amount }) => amount));
    const due = memo.earned === 'checkIn' ? checkIn(journal, member) : once(journal);
    if (due !== undefined && points !== due) report.find('earned', `${id} gives ${points} points, due is ${due}`);
    if (memo.earned === 'firstOrder' && !completed.has(member))
      report.find('earned', `${id}: no order of the member was completed before`);
  });

  function checkIn({ id, merchantId, memo, at }: Journal, member: string): number | undefined {
    const day = String(memo.what);
    const before = streaks.get(member);
    const yesterday = dayOf(Date.parse(`${day}T00:00:00+08:00`) - DAY_MS);
    const days = before?.day === yesterday ? before.days + 1 : 1;
    if (day !== dayOf(at)) report.find('earned', `${id} checks in on ${dayOf(at)}`);
    if (before && before.day >= day) report.find('earned', `${id} comes after the check-in of ${before.day}`);
    streaks.set(member, { day, days });
    const programme = facts.merchants.get(merchantId)?.programme;
    return programme?.version === FIRST ? programme.checkIn[(days - 1) % programme.checkIn.length] : undefined;
  }

  function once({ id, merchantId, memo }: Journal): number | undefined {
    const programme = facts.merchants.get(merchantId)?.programme;
    const due = programme?.once.get(String(memo.earned));
    if (due !== undefined && memo.what !== 'once')
      report.find('earned', `${id} is given once, not for ${String(memo.what)}`);
    return programme?.version === FIRST ? due : undefined;
  }
}
