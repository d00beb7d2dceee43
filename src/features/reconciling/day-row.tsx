import { View } from '@tarojs/components';
import { fenText } from '@/components/price/split-fen';
import { Tag } from '@/components/tag/tag';
import { fenToNumber } from '@/contract/money';
import type { ReconciliationRow } from '@/contract/views';
import { aria } from '@/lib/aria';
import { serverNow } from '@/lib/server-clock';
import { dayWords, outcomeOf } from './day-words';
import './day-row.scss';

/** Height of a row in rpx: two lines, its padding and the gap below. */
export const DAY_ROW = 144;

interface DayRowProps {
  row: ReconciliationRow;
  onOpen: () => void;
}

/** A day of the list: what was paid in and given back by the bill, and how it compares. */
export function DayRow({ row, onOpen }: DayRowProps) {
  const { text, tone } = outcomeOf(row);
  const day = dayWords(row.day, serverNow());
  const sums = sumsWords(row);
  return (
    <View
      className="reconciling-day"
      hoverClass="lt-press"
      onClick={onOpen}
      {...aria('button', `${day}，${text}，${sums}`)}
    >
      <View className="reconciling-line">
        <View className="med f1">{day}</View>
        <Tag tone={tone}>{text}</Tag>
      </View>
      <View className="cap c7 ell">{sums}</View>
    </View>
  );
}

function sumsWords({ state, paid, refunded, transferred }: ReconciliationRow): string {
  if (state === 'waiting') return '微信账单第二天 10 点前出来';
  const parts = [
    ['收', paid],
    ['退', refunded],
    ['提现', transferred],
  ] as const;
  return parts.map(([label, { billFen }]) => `${label} ${fenText(fenToNumber(billFen))}`).join(' · ');
}
