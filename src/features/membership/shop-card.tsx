import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import './membership.scss';

/** The way to the points shop. */
export const ShopCard = ({ onOpen }: { onOpen: () => void }) => (
  <Card title="积分商城" extra="去换" onMore={onOpen}>
    <View className="sub c7 member-line">积分能换券，也能换东西，在自提点领</View>
  </Card>
);
