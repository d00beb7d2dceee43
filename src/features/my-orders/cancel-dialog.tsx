import { useState } from 'react';
import { View } from '@tarojs/components';
import { ConfirmDialog } from '@/components/confirm-dialog/confirm-dialog';
import { formatFen, isPositiveFen } from '@/contract/money';
import { formatPoints, isZeroPoints } from '@/contract/points';
import type { OrderDetail } from '@/contract/views';
import { aria } from '@/lib/aria';
import { callCloud } from '@/lib/call-cloud';
import { newCommandId } from '@/lib/command-id';
import { useQuery } from '@/lib/use-query';

interface CancelDialogProps {
  orderId: string;
  onClose: () => void;
  /** The order as it is afterwards. */
  onCancelled: (order: OrderDetail) => void;
}

/** Asks before an order is cancelled, and says exactly what comes back. */
export function CancelDialog({ orderId, onClose, onCancelled }: CancelDialogProps) {
  const order = useQuery('getOrder', { orderId });
  const [commandId] = useState(newCommandId);
  const [failed, setFailed] = useState('');
  const cancel = async () => {
    const reply = await callCloud('cancelOrder', { commandId, orderId });
    if (reply.ok) return onCancelled(reply.output);
    setFailed(reply.error.message);
    if (reply.error.code !== 'offline') await order.reload();
    return undefined;
  };
  const words = order.data ? cancelWords(order.data) : (order.error?.message ?? '正在看会退回什么…');
  return (
    <ConfirmDialog
      open
      title="取消这一单？"
      confirmText="取消订单"
      cancelText="先不取消"
      onConfirm={order.data ? cancel : onClose}
      onCancel={onClose}
    >
      <View>{words}</View>
      {failed !== '' && (
        <View className="cred" {...aria('alert')}>
          {failed}
        </View>
      )}
    </ConfirmDialog>
  );
}

/** What comes back when the rest of an order is cancelled now: amount and route, points, coupon. */
export function cancelWords({ order, cost, cancelFen, refunds }: OrderDetail): string {
  const back = [
    isZeroPoints(cost.points) ? '' : refunds.length === 0 ? `${formatPoints(cost.points)} 积分` : '还没退的积分',
    isPositiveFen(cost.couponFen) ? '优惠券' : '',
  ].filter(Boolean);
  const benefits = back.length === 0 ? '' : `${back.join('和')}马上还给你。`;
  if (order.state === 'unpaid') return `还没付款，不会扣钱。${benefits}库存会放回给邻居。`;
  const money = isPositiveFen(cancelFen)
    ? `${formatFen(cancelFen)} 原路退回：零钱马上到，银行卡 1–3 个工作日。`
    : '没有要退的钱。';
  return `${money}${benefits}`;
}
