import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { CouponTicket } from '@/components/coupon-ticket/coupon-ticket';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { formatPoints, type Points } from '@/contract/points';
import type { Reward } from '@/contract/views';
import { pictureUrl } from '@/lib/picture-url';
import { rewardTicket, stockWords, whyNot } from './reward-words';
import './points-shop.scss';

interface RewardCardProps {
  reward: Reward;
  /** What the caller can spend. */
  points: Points;
  onChoose: () => void;
}

/** One thing that can be had for points: what it is, what it costs, and why not yet. */
export function RewardCard({ reward, points, onChoose }: RewardCardProps) {
  const why = whyNot(reward, points);
  const price = `${formatPoints(reward.points)} 积分`;
  return (
    <Card className="reward">
      <RewardFace reward={reward} faded={why !== undefined} />
      <View className="reward-foot">
        <View className="f1">
          <View className="h3 cpom">{price}</View>
          <View className="cap c5">{stockWords(reward)}</View>
        </View>
        <Button
          tone={why === undefined ? 'secondary' : 'off'}
          size="m"
          label={why === undefined ? `${price}兑换${reward.name}` : `${reward.name}，${why}`}
          onTap={onChoose}
        >
          {why ?? '兑换'}
        </Button>
      </View>
    </Card>
  );
}

/** A coupon as its ticket, goods with their picture. */
export function RewardFace({ reward, faded = false }: { reward: Reward; faded?: boolean }) {
  const { coupon, name, summary, picture, plate } = reward;
  const words = (
    <View className="f1">
      <View className="med">{name}</View>
      {summary !== '' && <View className="cap c7">{summary}</View>}
    </View>
  );
  if (coupon !== null)
    return (
      <>
        <View className="reward-head">{words}</View>
        <View className="reward-ticket">
          <CouponTicket {...rewardTicket(reward, coupon)} />
        </View>
      </>
    );
  return (
    <View className="reward-head">
      <ProductPicture
        src={pictureUrl(picture)}
        plate={plate as Plate}
        size="m"
        faded={faded}
        className="reward-picture"
      />
      {words}
    </View>
  );
}
