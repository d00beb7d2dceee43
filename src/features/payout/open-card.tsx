import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { Price } from '@/components/price/price';
import { Tag } from '@/components/tag/tag';
import { fenToNumber } from '@/contract/money';
import type { Withdrawal } from '@/contract/views';
import { aria } from '@/lib/aria';
import { nextWords, STATE_WORDS } from './payout-words';
import type { PayoutActs } from './use-payout';
import './payout.scss';

interface OpenCardProps {
  withdrawal: Withdrawal;
  now: number;
  acts: PayoutActs;
  offline: boolean;
  /** Leads to all withdrawals, where this card stands somewhere else. */
  onAll?: () => void;
}

/** The withdrawal that has not ended: where it stands, and what is to be done. */
export function OpenCard({ withdrawal, now, acts, offline, onAll }: OpenCardProps) {
  const { amountFen, state, mayConfirm } = withdrawal;
  const { text, tone } = STATE_WORDS[state];
  const isArriving = state === 'waitingConfirm' && !mayConfirm;
  return (
    <Card title="提现中" {...(onAll ? { extra: '提现记录', onMore: onAll } : {})}>
      <View className="payout-open">
        <Price fen={fenToNumber(amountFen)} tone="ink" label="提现" />
        <Tag tone={isArriving ? 'pom' : tone}>{isArriving ? '转账中' : text}</Tag>
      </View>
      <View className="sub c7">{nextWords(withdrawal, now)}</View>
      {acts.fault !== undefined && (
        <View className="cap cred payout-fault" {...aria('alert')}>
          {acts.fault}
        </View>
      )}
      {mayConfirm && (
        <Button
          block
          className="payout-confirm"
          tone={offline ? 'off' : 'primary'}
          onTap={() => acts.confirm(withdrawal)}
        >
          {offline ? '连上网再确认收款' : '去确认收款'}
        </Button>
      )}
    </Card>
  );
}
