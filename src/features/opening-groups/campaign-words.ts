import type { CampaignView } from '@/contract/views';
import { thresholdUnit } from '@/lib/group-words';
import { whenWords } from '@/lib/when-words';

/** `满 30 户成团`, `买了就成` */
export const thresholdText = ({ threshold }: Pick<CampaignView, 'threshold'>): string =>
  threshold.kind === 'none' ? '买了就成' : `满 ${threshold.count} ${thresholdUnit(threshold)}成团`;

/** `明天 08:00 开团，周一 20:00 截单，周二 16:00 到`; what has begun is not said again. */
export function scheduleText({ opensAt, closesAt, arrivesAt }: CampaignView, now: number): string {
  return [
    opensAt > now ? `${whenWords(opensAt, now)} 开团` : '',
    `${whenWords(closesAt, now)} 截单`,
    `${whenWords(arrivesAt, now)} 到`,
  ]
    .filter(Boolean)
    .join('，');
}

/** What the leader gets of each yuan: `佣金 8.00%`, over several items from the lowest rate on. */
export function commissionText({ items }: CampaignView): string {
  const rates = items.map(({ commissionBps }) => commissionBps);
  const lowest = Math.min(...rates);
  return `佣金 ${(lowest / 100).toFixed(2)}%${rates.some((rate) => rate > lowest) ? ' 起' : ''}`;
}
