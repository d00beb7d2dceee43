import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { Avatar } from '@/components/avatar/avatar';
import { WindowRow } from '@/components/group-progress/window-row';
import { windowsOf } from '@/components/group-progress/windows';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/icon-names';
import { Tag } from '@/components/tag/tag';
import { aria } from '@/lib/aria';
import './tier-card.scss';

interface TierCardProps {
  /** 普通邻居, 银卡邻居, 金卡邻居, 钻石邻居. */
  name: string;
  /** Words on the tag: 1.1 倍积分. */
  tagText?: string;
  /** What comes next: `再 760 成长值升金卡`, at the top what keeps it. */
  nextText: ReactNode;
  /** Growth points so far and needed for the next tier (at the top: to keep it), integers. */
  value: number;
  target: number;
  /** Under the windows, left and right: 近 365 天成长值 1,240 · 金卡 2,000. */
  leftText?: string;
  rightText?: string;
  avatarSrc?: string;
  avatarName?: string;
  benefits?: ReadonlyArray<{ icon: IconName; text: string }>;
}

/** A member's tier as a house whose windows are growth. */
export function TierCard(props: TierCardProps) {
  const { name, tagText, nextText, value, target, leftText, rightText, avatarSrc, avatarName, benefits = [] } = props;
  const { count, lit } = windowsOf(target, value, 20);
  return (
    <View className="lt-facade lt-tier">
      <View className="lt-tier-head">
        <View className="lt-tier-words">
          <View className="lt-tier-line">
            <View className="lt-tier-name">{name}</View>
            {tagText && (
              <Tag tone="night" icon="medal" className="lt-tier-tag">
                {tagText}
              </Tag>
            )}
          </View>
          <View className="lt-tier-next">{nextText}</View>
        </View>
        <Avatar size="l" plate="lilac" src={avatarSrc} name={avatarName} />
      </View>
      <View className="lt-tier-windows" {...aria('progressbar', `成长值 ${value}，目标 ${target}`)}>
        <WindowRow count={count} lit={lit} look="tier" />
      </View>
      {(leftText || rightText) && (
        <View className="lt-tier-facts">
          <View>{leftText}</View>
          <View>{rightText}</View>
        </View>
      )}
      {benefits.length > 0 && (
        <View className="lt-tier-benefits">
          {benefits.map(({ icon, text }) => (
            <View key={text} className="lt-tier-benefit">
              <Icon name={icon} size="l" className="lt-tier-benefit-icon" />
              {text}
            </View>
          ))}
        </View>
      )}
    </View>
  );
}

interface TierBadgeProps {
  name: string;
  text: string;
  /** 1 for 普通 up to 4 for 钻石: so many of four windows are lit. */
  level: 1 | 2 | 3 | 4;
}

/** A small house for one tier in the list of all tiers. */
export function TierBadge({ name, text, level }: TierBadgeProps) {
  return (
    <View className="lt-facade lt-tier-badge">
      <View className="lt-tier-badge-name">{name}</View>
      <View className="lt-tier-badge-text">{text}</View>
      <WindowRow count={4} lit={level} look="small" />
    </View>
  );
}
