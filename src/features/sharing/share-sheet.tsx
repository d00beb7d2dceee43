import { Image, View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Icon } from '@/components/icon/icon';
import { Sheet } from '@/components/sheet/sheet';
import { previewHost } from '@/lib/host';
import { copyText } from '@/lib/visit';
import type { ShareCard } from './use-share-card';
import './share-sheet.scss';

interface ShareSheetProps {
  open: boolean;
  card: ShareCard;
  /** The text of the 接龙. */
  text: string;
  onClose: () => void;
}

/** 告诉邻居: the card as the neighbour will see it, and the two ways to send it. */
export function ShareSheet({ open, card, text, onClose }: ShareSheetProps) {
  const send = () => {
    if (process.env.TARO_ENV === 'h5') previewHost().share(card);
    onClose();
  };
  return (
    <Sheet
      open={open}
      title="告诉邻居"
      onClose={onClose}
      footer={
        <>
          <Button tone="outline" gap icon="copy" onTap={() => copyText(text, '接龙文案已复制')}>
            复制接龙文案
          </Button>
          <Button
            grow
            icon="wechat-logo"
            openType={process.env.TARO_ENV === 'weapp' ? 'share' : undefined}
            onTap={send}
          >
            发到微信
          </Button>
        </>
      }
    >
      <View className="share-card">
        <View className="share-card-app">
          <Icon name="house-line" size="s" className="share-card-mark" />
          邻团
        </View>
        <View className="share-card-title">{card.title}</View>
        {card.picture !== '' && <Image className="share-card-picture" src={card.picture} mode="aspectFill" />}
      </View>
      <View className="share-same">
        <Icon name="shield-check" size="s" className="share-same-icon" />
        每位邻居看到的都是同一个价
      </View>
    </Sheet>
  );
}
