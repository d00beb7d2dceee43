import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { Tag } from '@/components/tag/tag';
import { TierStairs } from '@/components/tier-stairs/tier-stairs';
import { fenToNumber } from '@/contract/money';
import type { CampaignView } from '@/contract/views';
import { pictureUrl } from '@/lib/picture-url';
import { commissionText, scheduleText, thresholdText } from './campaign-words';
import './campaign-choice.scss';

interface CampaignChoiceProps {
  campaign: CampaignView;
  now: number;
  /** The first one that can be chosen stands out. */
  first: boolean;
  onChoose: () => void;
  /** For one that is opened already. */
  onSee: (groupId: string) => void;
}

/** A campaign that can be opened: goods, prices, threshold, times and what it brings. */
export function CampaignChoice({ campaign, now, first, onChoose, onSee }: CampaignChoiceProps) {
  const { openedGroupId, title, items } = campaign;
  const [item] = items;
  return (
    <Card>
      <View className="campaign-choice-head">
        <ProductPicture src={item && pictureUrl(item.picture)} plate={item?.plate as Plate} size="m" />
        <View className="campaign-choice-words">
          <View className="h3">{title}</View>
          <View className="cap c5">{items.map(({ name, spec }) => `${name} ${spec}`).join('、')}</View>
          <View className="campaign-choice-tags">
            {openedGroupId !== null && (
              <Tag tone="leaf" icon="check" className="campaign-choice-tag">
                已开团
              </Tag>
            )}
            <Tag className="campaign-choice-tag">{thresholdText(campaign)}</Tag>
            <Tag className="campaign-choice-tag">{commissionText(campaign)}</Tag>
          </View>
        </View>
      </View>
      {item && item.priceTiers.length > 1 && (
        <View className="campaign-choice-stairs">
          <TierStairs
            tiers={item.priceTiers.map(({ fromUnits, priceFen }) => ({ fromUnits, fen: fenToNumber(priceFen) }))}
            soldUnits={0}
          />
        </View>
      )}
      <View className="campaign-choice-foot">
        <View className="f1 cap c7">{scheduleText(campaign, now)}</View>
        {openedGroupId === null ? (
          <Button tone={first ? 'primary' : 'secondary'} size="m" label={`选 ${title}`} onTap={onChoose}>
            选这个
          </Button>
        ) : (
          <Button tone="outline" size="m" label={`看 ${title} 的团`} onTap={() => onSee(openedGroupId)}>
            看这个团
          </Button>
        )}
      </View>
    </Card>
  );
}
