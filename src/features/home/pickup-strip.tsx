import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import type { CallOutput } from '@/contract/calls';
import { whenWords } from '@/lib/when-words';
import './pickup-strip.scss';

interface PickupStripProps {
  pickup: NonNullable<CallOutput<'getHome'>['pickup']>;
  now: number;
  onTap: () => void;
}

/** Something lies at the door: the code, until when, and the way to it. */
export function PickupStrip({ pickup, now, onTap }: PickupStripProps) {
  const { code, orders, until } = pickup;
  return (
    <View className="home-pickup">
      <View className="f1">
        <View className="sub med cleaf">{`${orders} 单已到货，${whenWords(until, now)} 前来取`}</View>
        <View className="home-pickup-line">
          <View className="cap c7 home-pickup-label">取件码</View>
          <View className="home-pickup-code">{`${code.slice(0, 3)} ${code.slice(3)}`}</View>
        </View>
      </View>
      <Button size="m" label={`去取货，取件码 ${code.split('').join(' ')}`} onTap={onTap}>
        去取货
      </Button>
    </View>
  );
}
