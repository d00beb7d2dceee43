import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { PickupCode } from '@/components/pickup-code/pickup-code';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { Tag, type TagTone } from '@/components/tag/tag';
import { formatPoints } from '@/contract/points';
import type { Redemption } from '@/contract/views';
import { pictureUrl } from '@/lib/picture-url';
import { whenWords } from '@/lib/when-words';
import { redemptionWords } from './reward-words';
import './points-shop.scss';

const TAGS: Readonly<Record<Redemption['state'], { text: string; tone: TagTone }>> = {
  done: { text: '已到账', tone: 'leaf' },
  waiting: { text: '待取', tone: 'pom' },
  handedOver: { text: '已取', tone: 'plain' },
};

interface RedemptionCardProps {
  redemption: Redemption;
  now: number;
  onUse: () => void;
}

/** Something that was had for points: goods that wait show the code that they are fetched by. */
export function RedemptionCard({ redemption, now, onUse }: RedemptionCardProps) {
  const { kind, name, picture, plate, points, state, createdAt, code, point, couponUntil } = redemption;
  const usable = kind === 'coupon' && couponUntil !== null && couponUntil > now;
  return (
    <Card className="reward">
      <View className="reward-head">
        {kind === 'goods' && (
          <ProductPicture src={pictureUrl(picture)} plate={plate as Plate} size="s" className="reward-picture" />
        )}
        <View className="f1">
          <View className="flex">
            <View className="med reward-name">{name}</View>
            <Tag tone={TAGS[state].tone}>{TAGS[state].text}</Tag>
          </View>
          <View className="cap c7">{redemptionWords(redemption, now)}</View>
          <View className="cap c5">{`${whenWords(createdAt, now)} 用 ${formatPoints(points)} 积分换的`}</View>
        </View>
        {usable && (
          <Button tone="secondary" size="m" label={`用${name}`} onTap={onUse}>
            去用
          </Button>
        )}
      </View>
      {code !== null && (
        <View className="reward-code">
          <PickupCode place={point?.name ?? '自提点'} code={code} />
        </View>
      )}
    </Card>
  );
}
