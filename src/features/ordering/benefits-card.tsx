import { useState } from 'react';
import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { Icon } from '@/components/icon/icon';
import { SkuStepper } from '@/components/sku-stepper/sku-stepper';
import { Switch } from '@/components/switch/switch';
import { Tag } from '@/components/tag/tag';
import { formatFen, isPositiveFen, negateFen, fen } from '@/contract/money';
import { formatPoints, points, pointsToNumber } from '@/contract/points';
import type { Quote } from '@/contract/views';
import { aria } from '@/lib/aria';
import { couponWords } from '@/lib/coupon-words';
import { CouponSheet } from './coupon-sheet';
import type { Wish } from './wish';
import './checkout-parts.scss';

interface BenefitsCardProps {
  quote: Quote;
  wish: Wish;
  onCoupon: (couponId: string | null) => void;
  onPoints: (most: number | undefined) => void;
}

/** Coupon and points: what they take off, and why not more. */
export function BenefitsCard({ quote, wish, onCoupon, onPoints }: BenefitsCardProps) {
  const [choosing, setChoosing] = useState(false);
  const choose = (couponId: string | null) => {
    setChoosing(false);
    onCoupon(couponId);
  };
  return (
    <Card className="order-benefits">
      <CouponRow quote={quote} wish={wish} onTap={() => setChoosing(true)} />
      <View className="hr" />
      <PointsRow quote={quote} wish={wish} onPoints={onPoints} />
      <CouponSheet open={choosing} quote={quote} onClose={() => setChoosing(false)} onChoose={choose} />
    </Card>
  );
}

function CouponRow({ quote, wish, onTap }: { quote: Quote; wish: Wish; onTap: () => void }) {
  const { coupon, coupons, cost } = quote;
  const usable = coupons.filter((each) => each.usable).length;
  const off = isPositiveFen(cost.couponFen) ? formatFen(negateFen(cost.couponFen)) : '';
  const words = coupon ? `${couponWords(coupon)}${wish.couponId === undefined ? ' · 已选最省' : ''}` : '';
  const none = coupons.length === 0 ? '还没有券' : usable > 0 ? `${usable} 张可用` : '这一单都用不了';
  if (coupons.length === 0) {
    return (
      <View className="order-row">
        <Icon name="ticket" className="order-row-icon" />
        <View className="f1">优惠券</View>
        <View className="sub c5">{none}</View>
      </View>
    );
  }
  return (
    <View
      className="order-row"
      hoverClass="lt-press"
      onClick={onTap}
      {...aria('button', `优惠券 ${words} ${off || none}，点按更换`)}
    >
      <Icon name="ticket" className="order-row-icon" />
      <View className="f1 flex wrap">
        <View className="order-row-name">优惠券</View>
        {coupon && <Tag tone="pom">{words}</Tag>}
      </View>
      <View className={off ? 'med none' : 'sub c5 none'}>{off || none}</View>
      <Icon name="caret-right" size="s" className="order-row-caret" />
    </View>
  );
}

function PointsRow({ quote, wish, onPoints }: Omit<BenefitsCardProps, 'onCoupon'>) {
  const { pointsStep: step } = quote;
  const most = pointsToNumber(quote.pointsMost);
  const used = pointsToNumber(quote.cost.points);
  const shown = used > 0 ? used : most;
  const rule = `共 ${formatPoints(quote.pointsAvailable)} 分，每 ${step} 分一档，最多抵 ${quote.pointsMaxBps / 100}%`;
  return (
    <View className="order-row order-row-points">
      <Icon name="coins" className="order-row-icon" />
      <View className="f1">
        <View>
          {most > 0 ? `用 ${formatPoints(points(shown))} 积分抵 ${formatFen(fen(shown))}` : '积分这一单用不上'}
        </View>
        <View className="cap c5">{rule}</View>
        {used > 0 && most > step && (
          <View className="order-steps">
            <View className="cap c7 order-steps-words">{`用几档，一档 ${step} 分`}</View>
            <SkuStepper
              value={used / step}
              min={1}
              max={Math.floor(most / step)}
              label="积分档"
              onChange={(steps) => onPoints(steps * step)}
            />
          </View>
        )}
      </View>
      {most > 0 && (
        <Switch
          checked={wish.points !== undefined}
          label="使用积分"
          onChange={(on) => onPoints(on ? most : undefined)}
        />
      )}
    </View>
  );
}
