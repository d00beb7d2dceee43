import { View } from '@tarojs/components';
import { Tag } from '@/components/tag/tag';
import type { Withdrawal } from '@/contract/views';
import { classNames } from '@/lib/class-names';
import { whenWords } from '@/lib/when-words';
import { STATE_WORDS, yuan } from './payout-words';
import './payout.scss';

interface HistoryRowProps {
  withdrawal: Withdrawal;
  now: number;
  first: boolean;
  last: boolean;
}

/** rpx of a row: two lines and its padding. */
export const HISTORY_ROW = 132;

/** One withdrawal of the payee's own; the rows together look like one card. */
export function HistoryRow({ withdrawal, now, first, last }: HistoryRowProps) {
  const { amountFen, state, askedAt, endedAt, why } = withdrawal;
  const { text, tone } = STATE_WORDS[state];
  const when = `${whenWords(endedAt ?? askedAt, now)}${endedAt === null ? ' 申请' : ''}`;
  return (
    <View className={classNames('payout-row', first && 'payout-first', last && 'payout-last')}>
      <View className="f1">
        <View className="h3">{yuan(amountFen)}</View>
        <View className="cap c5 ell">{why === '' ? when : `${when} · ${why}`}</View>
      </View>
      <Tag tone={tone}>{text}</Tag>
    </View>
  );
}
