import type { Reading } from '../reading';
import type { Redemption } from '../records/redemption';
import type { Report } from '../report';
import { differences, makeMoves, memberPoints, movesOf, programme } from '../rules/moves';
import { MINUTE_MS } from '../rules/shanghai';

/** Units taken for redemptions that never came to be are brought back by the job after ten minutes, in batches. */
const ORPHAN_MS = 20 * MINUTE_MS;

/**
 * Everything taken from the points shop was paid once, with its points (rulebook sections 9 and 11), and counted once: as a
 * unit of its reward, and as one of its member's.
 */
export function checkRedemptions(reading: Reading, report: Report): () => void {
  const redemptions = new Map<string, Redemption>();
  const paid = new Set<string>();
  const taken = new Map<string, number>();
  const count = (name: string): number => taken.get(name) ?? 0;
  reading.each('redemptions', report, (redemption) => {
    const { id, rewardId, memberId } = redemption;
    redemptions.set(id, redemption);
    for (const name of [rewardId, `${rewardId}:${memberId}`]) taken.set(name, count(name) + 1);
  });
  reading.each('rewards', report, ({ id, taken: shown, applied }) => {
    const orphans = applied.filter((mark) => !redemptions.has(mark.id.slice(mark.id.indexOf(':') + 1)));
    for (const mark of orphans)
      if (reading.newestAt - mark.at > ORPHAN_MS)
        report.find('taken for nobody', `reward ${id}: a unit is taken by ${mark.id}, a redemption that is not there`);
    if (shown !== count(id) + orphans.length)
      report.find('taken', `reward ${id} shows ${shown} units taken, there are ${count(id)} redemptions`);
  });
  reading.each('rewardCounts', report, ({ id, redeemed }) => {
    if (redeemed !== count(id))
      report.find('taken', `${id} shows ${redeemed} redemptions of the member, there are ${count(id)}`);
  });
  reading.each('journals', report, (journal) => {
    if (journal.kind !== 'redeem') return;
    const { id, memo } = journal;
    const redemption = redemptions.get(String(memo.redemptionId));
    if (!redemption) return report.find('redemption', `${id} is of a redemption that is not there`);
    if (paid.has(redemption.id)) report.find('posted twice', `${id} pays once more for redemption ${redemption.id}`);
    paid.add(redemption.id);
    const due = makeMoves([memberPoints(redemption), programme(redemption), redemption.points]);
    for (const what of differences(movesOf(journal), due)) report.find('redemption', `${id} ${what}`);
  });
  return () => {
    for (const { id, points } of redemptions.values()) {
      report.count();
      if (points > 0 && !paid.has(id))
        report.find('redemption', `redemption ${id} was never paid: redeem:${id} is not there`);
    }
  };
}
