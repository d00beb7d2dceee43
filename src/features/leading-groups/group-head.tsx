import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { CountDown } from '@/components/count-down/count-down';
import { fenText } from '@/components/price/split-fen';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { fenToNumber } from '@/contract/money';
import type { LeaderGroup } from '@/contract/views';
import { aria } from '@/lib/aria';
import { pictureUrl } from '@/lib/picture-url';
import { closesSoon, mayEarn, nextWords, soldWords } from './group-line';
import './group-head.scss';

interface GroupHeadProps {
  group: LeaderGroup;
  /** The server's time when this was heard. */
  now: number;
  tag?: ReactNode;
  /** At the right of the expected commission. */
  act?: ReactNode;
  onOpen: () => void;
  onZero: () => void;
}

/** A group as its leader sees it: what, how much, until when, and what it is expected to bring. */
export function GroupHead({ group, now, tag, act, onOpen, onZero }: GroupHeadProps) {
  const { card, expectedCommissionFen } = group;
  return (
    <View className="led-head">
      <View onClick={onOpen} hoverClass="lt-press">
        <ProductPicture src={pictureUrl(card.picture)} plate={card.plate as Plate} className="led-head-picture" />
      </View>
      <View className="f1">
        <View onClick={onOpen} hoverClass="lt-press" {...aria('button', `看 ${card.title}`)}>
          <View className="led-head-title">
            <View className="h3 f1 ell">{card.title}</View>
            {tag}
          </View>
          <Facts group={group} now={now} onZero={onZero} />
        </View>
        <View className="led-head-foot">
          <View className="f1 cap c7">
            {mayEarn(card) && (
              <View className="led-head-due">
                预计佣金
                <View className="led-head-sum">{fenText(fenToNumber(expectedCommissionFen))}</View>
              </View>
            )}
          </View>
          {act}
        </View>
      </View>
    </View>
  );
}

function Facts({ group, now, onZero }: Pick<GroupHeadProps, 'group' | 'now' | 'onZero'>) {
  const { card } = group;
  if (!mayEarn(card)) return <View className="led-head-facts">{nextWords(group, now)}</View>;
  if (!closesSoon(card, now))
    return <View className="led-head-facts">{`${soldWords(group)} · ${nextWords(group, now)}`}</View>;
  return (
    <View className="led-head-facts">
      {`${soldWords(group)} · `}
      <CountDown
        label="距截单"
        deadline={card.closesAt}
        now={now}
        soonText=""
        className="led-head-left"
        onZero={onZero}
      />
    </View>
  );
}
