import { View } from '@tarojs/components';
import { Tag } from '@/components/tag/tag';
import type { Payout } from '@/contract/views';
import type { PayeeRole } from '@/contract/withdrawal';
import { aria } from '@/lib/aria';
import { whenWords } from '@/lib/when-words';
import { STATE_WORDS, yuan } from './payout-words';
import './payout.scss';

export const PAYEES: Readonly<Record<PayeeRole, string>> = { leader: '团长佣金', inviter: '邀请奖励' };

/** rpx of a row: three lines, its padding and the gap below. */
export const PAYOUT_ROW = 178;

interface PayoutRowProps {
  payout: Payout;
  now: number;
  onOpen: () => void;
}

/** A withdrawal as the shop's staff see it. */
export function PayoutRow({ payout, now, onOpen }: PayoutRowProps) {
  const { name, role, amountFen, state, askedAt, why, trouble } = payout;
  const { text, tone } = STATE_WORDS[state];
  const amount = yuan(amountFen);
  const told = trouble || why || `${whenWords(askedAt, now)} 申请`;
  return (
    <View
      className="payout-job"
      hoverClass="lt-press"
      onClick={onOpen}
      {...aria('button', `${name}，${PAYEES[role]}，${amount}，${text}`)}
    >
      <View className="payout-job-line">
        <View className="med f1 ell">{name}</View>
        <View className="strong payout-job-right">{amount}</View>
      </View>
      <View className="cap c7">{PAYEES[role]}</View>
      <View className="payout-job-line">
        <View className={trouble === '' ? 'cap c5 f1 ell' : 'cap cred f1 ell'}>{told}</View>
        <Tag tone={tone} className="payout-job-right">
          {text}
        </Tag>
      </View>
    </View>
  );
}
