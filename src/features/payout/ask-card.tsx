import { useState } from 'react';
import { Input, View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { fenToNumber } from '@/contract/money';
import { aria, ariaField } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import { mostNow, readWish, rulesWords, typedYuan, yuan, type Payouts } from './payout-words';
import type { PayoutActs } from './use-payout';
import './payout.scss';

interface AskCardProps {
  payouts: Payouts;
  role: 'leader' | 'inviter';
  acts: PayoutActs;
  /** Money waits for the network. */
  offline: boolean;
}

/** How much to take out, with what is wrong with it beside the field. */
export function AskCard({ payouts, role, acts, offline }: AskCardProps) {
  const [text, setText] = useState('');
  const { merchantId } = payouts;
  const most = mostNow(payouts);
  const wish = readWish(text, payouts);
  const fault = text === '' || wish.ok ? acts.fault : wish.fault;
  const tooLittle = most < fenToNumber(payouts.rules.minFen);
  const ask = () => (wish.ok ? acts.ask({ merchantId, role }, wish.amountFen) : undefined);
  return (
    <Card title="提现到微信零钱">
      <View className={classNames('payout-field', fault !== undefined && 'payout-field-wrong')}>
        <View className="payout-sign">¥</View>
        <Input
          className="payout-input"
          type="digit"
          value={text}
          maxlength={10}
          placeholder={tooLittle ? `满 ${yuan(payouts.rules.minFen)} 才能提` : '写金额'}
          placeholderClass="payout-placeholder"
          onInput={(event) => setText(event.detail.value.trim())}
          {...ariaField('提现金额，元')}
        />
        {!tooLittle && (
          <View
            className="payout-all"
            hoverClass="lt-press"
            onClick={() => setText(typedYuan(most))}
            {...aria('button', '全部提现')}
          >
            全部提现
          </View>
        )}
      </View>
      {fault !== undefined && (
        <View className="cap cred payout-fault" {...aria('alert')}>
          {fault}
        </View>
      )}
      <View className="cap c5 payout-rules">{rulesWords(payouts.rules)}</View>
      <Button block tone={wish.ok && !offline ? 'primary' : 'off'} onTap={ask}>
        {askText(wish.ok ? yuan(wish.amountFen) : '', offline)}
      </Button>
    </Card>
  );
}

function askText(amount: string, offline: boolean): string {
  if (offline) return '连上网再提现';
  return amount === '' ? '提现' : `提现 ${amount}`;
}
