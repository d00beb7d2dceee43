import type { TagTone } from '@/components/tag/tag';
import { startOfDay } from '@/contract/time';
import type { ReconciliationRow } from '@/contract/views';
import { dateText, weekdayWord } from '@/lib/when-words';

/** `11-21 周六`, of another year than now with the year. */
export function dayWords(day: string, now: number): string {
  const at = startOfDay(day);
  return `${dateText(at, now)} ${weekdayWord(at)}`;
}

/** How a day's comparison came out, in a word. */
export function outcomeOf({ state, matched, different, open }: ReconciliationRow): { text: string; tone: TagTone } {
  if (state === 'waiting') return { text: '等账单', tone: 'plain' };
  if (state === 'running') return { text: '核对中', tone: 'plain' };
  if (open > 0) return { text: `${open} 笔不一致`, tone: 'red' };
  if (different > 0) return { text: '后来都对上', tone: 'leaf' };
  return matched === 0 ? { text: '没有收付', tone: 'plain' } : { text: '全部对上', tone: 'leaf' };
}
