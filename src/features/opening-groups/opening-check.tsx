import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { Doorplate } from '@/components/doorplate/doorplate';
import { GroupProgress } from '@/components/group-progress/group-progress';
import { Price } from '@/components/price/price';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { fenToNumber } from '@/contract/money';
import type { CampaignView, PointView } from '@/contract/views';
import { progressProps } from '@/lib/group-words';
import { pictureUrl } from '@/lib/picture-url';
import { hoursWords, whenWords } from '@/lib/when-words';
import { scheduleText } from './campaign-words';
import './opening-check.scss';

interface OpeningCheckProps {
  campaign: CampaignView;
  point: PointView;
  now: number;
}

/** Where and when it is handed out, and how neighbours will see the group, before it is opened. */
export function OpeningCheck({ campaign, point, now }: OpeningCheckProps) {
  return (
    <>
      <Card title="在哪儿取、什么时候取">
        <View className="opening-door">
          <Doorplate name={point.name} />
        </View>
        <Fact label="地址" words={point.address} />
        <Fact label="开放时间" words={point.hours} />
        <Fact label="这次取货" words={hoursWords(campaign.arrivesAt, campaign.pickupUntil, now)} />
        <Fact label="时间安排" words={scheduleText(campaign, now)} />
      </Card>
      <View className="opening-preview-title sub c5">邻居会看到</View>
      <Preview campaign={campaign} now={now} />
    </>
  );
}

const Fact = ({ label, words }: { label: string; words: string }) => (
  <View className="opening-fact">
    <View className="opening-label">{label}</View>
    <View className="f1">{words}</View>
  </View>
);

function Preview({ campaign, now }: { campaign: CampaignView; now: number }) {
  const [item] = campaign.items;
  const [tier] = item?.priceTiers ?? [];
  return (
    <Card look="flush">
      <ProductPicture src={item && pictureUrl(item.picture)} plate={item?.plate as Plate} size="hero" />
      {campaign.threshold.kind !== 'none' && (
        <GroupProgress variant="strip" {...progressProps({ threshold: campaign.threshold, people: 0, units: 0 })} />
      )}
      <View className="opening-preview">
        <View className="h3">{campaign.title}</View>
        {campaign.summary !== '' && <View className="sub c7">{campaign.summary}</View>}
        <View className="opening-preview-foot">
          {tier && <Price fen={fenToNumber(tier.priceFen)} />}
          <View className="cap c5">{`${whenWords(campaign.closesAt, now)} 截单 · ${whenWords(campaign.arrivesAt, now)} 到`}</View>
        </View>
      </View>
    </Card>
  );
}
