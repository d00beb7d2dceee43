import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { CountDown } from '@/components/count-down/count-down';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/icon-names';
import { Price } from '@/components/price/price';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { Tag, type TagTone } from '@/components/tag/tag';
import { aria } from '@/lib/aria';
import './item-card.scss';

interface ItemCardProps {
  /** open and reached can be bought; scheduled and sold-out offer a reminder; closed says so. */
  state: 'open' | 'reached' | 'scheduled' | 'sold-out' | 'closed';
  name: string;
  /** Integer fen: what it costs now. */
  fen: number;
  src?: string;
  plate?: Plate;
  /** When it arrives, or why it cannot be bought: 今天 18:00 截单 · 明天 16:00 到. */
  dateText: string;
  /** Row: the state's tag. */
  tag?: { text: string; tone: TagTone; icon?: IconName };
  /** Row: words after the tag: 41 户已参团. */
  countText?: string;
  /** large: the first group of the home page, with time left and lights; row: all that follow. */
  layout?: 'large' | 'row';
  /** Large: server times in epoch milliseconds for the time left. */
  deadline?: number;
  now?: number;
  /** Large: the lights strip, `<GroupProgress variant="strip" … />`. */
  progress?: ReactNode;
  /** Large: words after the price: 再 12 件降到 ¥26.80. */
  nextText?: string;
  /** Words on the button; by default those of the state. */
  actionText?: string;
  /** Opens the group. */
  onOpen: () => void;
  /** What the button does; by default it opens the group as well. */
  onAction?: () => void | Promise<unknown>;
  onZero?: () => void;
}

const ACTION = {
  open: '去参团',
  reached: '去参团',
  scheduled: '提醒我',
  'sold-out': '补货提醒',
  closed: '看详情',
} as const;

/** One group in a list. */
export function ItemCard(props: ItemCardProps) {
  const { state, name, fen, src, plate = 'oat', dateText, tag, countText, layout = 'row' } = props;
  const { deadline, now, progress, nextText, actionText = ACTION[state], onOpen, onAction = onOpen, onZero } = props;
  const buyable = state === 'open' || state === 'reached';
  const words = `${actionText} ${name}`;
  const tone = buyable ? (layout === 'large' ? 'primary' : 'secondary') : 'outline';
  // The button stands beside the area that opens the group, not inside it: one tap must not do both.
  if (layout === 'large') {
    return (
      <View className="lt-item lt-item-large">
        <View onClick={onOpen} hoverClass="lt-press" {...aria('button', name)}>
          <View className="lt-item-hero">
            <ProductPicture src={src} plate={plate} size="hero" />
            {deadline !== undefined && now !== undefined && (
              <View className="lt-item-till">
                <Icon name="clock" size="s" className="lt-item-clock" />
                <CountDown label="距截单" deadline={deadline} now={now} onZero={onZero} />
              </View>
            )}
          </View>
          {progress}
          <View className="lt-item-head">
            <View className="lt-item-name-large">{name}</View>
            <View className="lt-item-date-large">{dateText}</View>
          </View>
        </View>
        <View className="lt-item-foot">
          <View className="lt-item-prices">
            <Price fen={fen} />
            {nextText && <View className="lt-item-next">{nextText}</View>}
          </View>
          <Button tone={tone} size="m" label={words} className="lt-item-go" onTap={onAction}>
            {actionText}
          </Button>
        </View>
      </View>
    );
  }
  return (
    <View className="lt-item lt-item-row">
      <View className="lt-item-picture" onClick={onOpen} hoverClass="lt-press">
        <ProductPicture src={src} plate={plate} size="xl" faded={state === 'sold-out'} />
      </View>
      <View className="lt-item-body">
        <View onClick={onOpen} hoverClass="lt-press" {...aria('button', name)}>
          <View className={state === 'sold-out' ? 'lt-item-name lt-item-name-off' : 'lt-item-name'}>{name}</View>
          <View className="lt-item-date">{dateText}</View>
        </View>
        <View className="lt-item-state">
          {tag && (
            <Tag tone={tag.tone} icon={tag.icon} className="lt-item-tag">
              {tag.text}
            </Tag>
          )}
          {countText}
        </View>
        <View className="lt-item-act">
          <Price fen={fen} tone={state === 'sold-out' || state === 'closed' ? 'sold-out' : 'buy'} />
          <Button tone={tone} size="m" label={words} onTap={onAction}>
            {actionText}
          </Button>
        </View>
      </View>
    </View>
  );
}
