import { View } from '@tarojs/components';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './coupon-ticket.scss';

interface CouponTicketProps {
  /** Money off in whole yuan, or a discount: 9 is 9 折, 8.5 is 8.5 折. */
  face: { kind: 'off'; yuan: number } | { kind: 'discount'; tenths: number };
  /** 满 60 可用. */
  condition: string;
  /** 11-24 到期. */
  expiry: string;
  state?: 'usable' | 'chosen' | 'not-yet' | 'used' | 'expired';
  /** Words on the stub; by default those of the state. For not-yet pass what is missing: 差 ¥8.00. */
  stubText?: string;
  /** strip: a small one in a row of tickets; full: the whole width. */
  layout?: 'strip' | 'full';
  onTap?: () => void;
}

const STUB = { usable: '去用', chosen: '已选', 'not-yet': '未达到', used: '已用', expired: '过期' } as const;

/** A coupon as a notched ticket; what cannot be used any more is sunk and says so. */
export function CouponTicket({
  face,
  condition,
  expiry,
  state = 'usable',
  stubText = STUB[state],
  layout = 'full',
  onTap,
}: CouponTicketProps) {
  const gone = state === 'used' || state === 'expired';
  const value = face.kind === 'off' ? `${face.yuan} 元券` : `${face.tenths} 折券`;
  return (
    <View
      className={classNames('lt-ticket', `lt-ticket-${layout}`, gone && 'lt-ticket-gone')}
      {...(onTap && !gone ? { onClick: onTap, hoverClass: 'lt-press' } : {})}
      {...aria(onTap ? 'button' : 'group', `${value}，${condition}，${expiry}，${stubText}`, {
        selected: state === 'chosen' || undefined,
      })}
    >
      <View className="lt-ticket-main">
        <View className="lt-ticket-face">
          {face.kind === 'off' && '¥'}
          <View className="lt-ticket-number">{face.kind === 'off' ? face.yuan : face.tenths}</View>
          {face.kind === 'discount' && ' 折'}
        </View>
        <View className="lt-ticket-condition">{condition}</View>
        <View className="lt-ticket-expiry">{expiry}</View>
      </View>
      <View className="lt-ticket-cut" />
      <View className="lt-ticket-stub">{stubText}</View>
    </View>
  );
}
