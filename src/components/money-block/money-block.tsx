import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { Price } from '@/components/price/price';
import { fenText } from '@/components/price/split-fen';
import { Tag } from '@/components/tag/tag';
import { aria } from '@/lib/aria';
import './money-block.scss';

interface MoneyBlockProps {
  /** 可提现. */
  title: string;
  /** Integer fen; negative is a debt and is told in `note`. */
  fen: number;
  /** Up to three amounts below: 待入账 (pending: dashed), 提现中, 本月已到账. */
  facts: ReadonlyArray<{ label: string; fen: number; pending?: boolean }>;
  /** Why it cannot be withdrawn now, or that later rewards come off a debt first. */
  note?: string;
  /** The button at the right of the amount. */
  action?: ReactNode;
  detailText?: string;
  onDetail?: () => void;
}

/** Money that belongs to somebody: what can be taken, what is on its way, what has arrived. */
export function MoneyBlock({ title, fen, facts, note, action, detailText = '收益明细', onDetail }: MoneyBlockProps) {
  return (
    <View className="lt-money">
      <View className="lt-money-head">
        <View>{title}</View>
        {onDetail && (
          <View className="lt-money-more" onClick={onDetail} hoverClass="lt-press" {...aria('button', detailText)}>
            {detailText}
            <Icon name="caret-right" size="s" />
          </View>
        )}
      </View>
      <View className="lt-money-main">
        <Price fen={fen} size="l" tone="ink" label={title} className="lt-money-price" />
        {action}
      </View>
      {note && <View className="lt-money-note">{note}</View>}
      <View className="lt-money-facts">
        {facts.map((fact) => (
          <View key={fact.label} className="lt-money-fact">
            {fact.pending ? <Tag tone="dash">{fact.label}</Tag> : <View className="lt-money-label">{fact.label}</View>}
            <View className="lt-money-sum">{fenText(fact.fen)}</View>
          </View>
        ))}
      </View>
    </View>
  );
}
