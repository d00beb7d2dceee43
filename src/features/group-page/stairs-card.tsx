import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { TierStairs } from '@/components/tier-stairs/tier-stairs';
import { fenToNumber } from '@/contract/money';
import type { GroupItem } from '@/contract/views';
import './cards.scss';

/** The price steps of the main item; nothing where there is one price only. */
export function StairsCard({ item }: { item: GroupItem }) {
  if (item.priceTiers.length < 2) return null;
  return (
    <Card title="买的人多，大家一起降" extra={`已团 ${item.paidUnits} 件`}>
      <TierStairs
        tiers={item.priceTiers.map(({ fromUnits, priceFen }) => ({ fromUnits, fen: fenToNumber(priceFen) }))}
        soldUnits={item.paidUnits}
      />
      <View className="cap c5 group-card-foot">成团后全团按最终档位算，先买的自动退差价</View>
    </Card>
  );
}
