import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { CouponTicket } from '@/components/coupon-ticket/coupon-ticket';
import { Sheet } from '@/components/sheet/sheet';
import { formatFen, negateFen } from '@/contract/money';
import type { Quote } from '@/contract/views';
import { couponTicket } from '@/lib/coupon-words';

interface CouponSheetProps {
  open: boolean;
  quote: Quote;
  onClose: () => void;
  onChoose: (couponId: string | null) => void;
}

/** Every coupon of the member: what it takes off here, or why it cannot be used. */
export function CouponSheet({ open, quote, onClose, onChoose }: CouponSheetProps) {
  const chosen = quote.coupon?.couponId;
  return (
    <Sheet
      open={open}
      title="优惠券"
      onClose={onClose}
      footer={
        <Button tone="outline" grow onTap={() => onChoose(null)}>
          这一单不用券
        </Button>
      }
    >
      {quote.coupons.map(({ face, offFen, usable, why }) => {
        const state = !usable ? 'not-yet' : face.couponId === chosen ? 'chosen' : 'usable';
        return (
          <View key={face.couponId} className="order-coupon">
            <CouponTicket
              {...couponTicket(face, quote.now)}
              state={state}
              stubText={usable ? (state === 'chosen' ? '已选' : formatFen(negateFen(offFen))) : '用不了'}
              onTap={usable ? () => onChoose(face.couponId) : undefined}
            />
            {why !== '' && !usable && <View className="cap c5 order-coupon-why">{why}</View>}
          </View>
        );
      })}
    </Sheet>
  );
}
