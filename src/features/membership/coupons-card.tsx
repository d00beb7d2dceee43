import { ScrollView, View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { CouponTicket } from '@/components/coupon-ticket/coupon-ticket';
import type { CouponFace } from '@/contract/views';
import { couponTicket } from '@/lib/coupon-words';
import './membership.scss';

interface CouponsCardProps {
  coupons: readonly CouponFace[];
  now: number;
  onUse: () => void;
}

/** The coupons that can be used, soonest to end first; a tap leads to where they are used. */
export function CouponsCard({ coupons, now, onUse }: CouponsCardProps) {
  if (coupons.length === 0)
    return (
      <Card title="优惠券">
        <View className="sub c5 member-line">现在没有券，商家发了会出现在这里</View>
      </Card>
    );
  return (
    <Card className="member-coupons" title={`优惠券 ${coupons.length} 张`}>
      <ScrollView className="member-coupon-row" scrollX enhanced showScrollbar={false}>
        <View className="member-coupon-line">
          {coupons.map((face) => (
            <CouponTicket key={face.couponId} {...couponTicket(face, now)} layout="strip" onTap={onUse} />
          ))}
        </View>
      </ScrollView>
    </Card>
  );
}
