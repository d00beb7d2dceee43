import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { fenText } from '@/components/price/split-fen';
import { aria } from '@/lib/aria';
import './tier-stairs.scss';

interface TierStairsProps {
  /** Price steps from the first to the lowest price; `fen` is the price from `fromUnits` 件 on. */
  tiers: ReadonlyArray<{ fromUnits: number; fen: number }>;
  /** 件 sold so far over the whole group. */
  soldUnits: number;
}

/** Price steps that fall as more is bought: passed, current, still to come. */
export function TierStairs({ tiers, soldUnits }: TierStairsProps) {
  const current = Math.max(0, tiers.filter((tier) => tier.fromUnits <= soldUnits).length - 1);
  const noteOf = (i: number, fromUnits: number) => {
    if (i === current) return '现价';
    if (i > current) return `再 ${fromUnits - soldUnits} 件`;
    return i === 0 ? '起团价' : '已过';
  };
  const words = tiers.map(({ fromUnits, fen }, i) => `${fromUnits} 件起 ${fenText(fen)}，${noteOf(i, fromUnits)}`);
  return (
    <View className="lt-stairs" {...aria('group', `阶梯价：${words.join('；')}`)}>
      {tiers.map(({ fromUnits, fen }, i) => {
        const state = i === current ? 'now' : i < current ? 'passed' : 'next';
        return (
          <View key={fromUnits} className={`lt-stair lt-stair-${state} lt-stair-up-${tiers.length - 1 - i}`}>
            <View className="lt-stair-price">{fenText(fen)}</View>
            <View className="lt-stair-line">{`${fromUnits} 件起`}</View>
            <View className="lt-stair-line lt-stair-note">
              {state === 'now' && <Icon name="check-bold" size="xs" className="lt-stair-check" />}
              {noteOf(i, fromUnits)}
            </View>
          </View>
        );
      })}
    </View>
  );
}
