import { useState } from 'react';
import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Sheet } from '@/components/sheet/sheet';
import { SkuStepper } from '@/components/sku-stepper/sku-stepper';
import type { OrderDetail } from '@/contract/views';
import { callCloud } from '@/lib/call-cloud';
import { newCommandId } from '@/lib/command-id';
import { lineName, unitsLeft } from './order-words';
import './my-orders.scss';

interface PartCancelSheetProps {
  detail: OrderDetail;
  onClose: () => void;
  onCancelled: (order: OrderDetail) => void;
}

/** Gives back some units of a paid order while its group is open. */
export function PartCancelSheet({ detail, onClose, onCancelled }: PartCancelSheetProps) {
  const { order } = detail;
  const [units, setUnits] = useState<Readonly<Record<string, number>>>({});
  const [command, setCommand] = useState(newCommandId);
  const [failed, setFailed] = useState('');
  const wanted = order.lines.flatMap(({ sku }) => (units[sku] ? [{ sku, units: units[sku] }] : []));
  const count = wanted.reduce((sum, each) => sum + each.units, 0);
  const choose = (sku: string, next: number) => {
    setUnits({ ...units, [sku]: next });
    // Another wish is another command: the old id stands for the old one.
    setCommand(newCommandId());
  };
  const cancel = async () => {
    const reply = await callCloud('cancelOrder', { commandId: command, orderId: order.orderId, lines: wanted });
    if (reply.ok) onCancelled(reply.output);
    else setFailed(reply.error.message);
  };
  return (
    <Sheet
      open
      title="退几份"
      onClose={onClose}
      footer={
        <Button tone={count === 0 ? 'off' : 'primary'} grow onTap={cancel}>
          {count === 0 ? '先选退几份' : `退 ${count} 份`}
        </Button>
      }
    >
      {failed !== '' && <NoticeStrip tone="danger">{failed}</NoticeStrip>}
      {order.lines
        .filter((line) => unitsLeft(line) > 0)
        .map((line) => (
          <View key={line.sku} className="my-order-part">
            <View className="f1">{lineName(line)}</View>
            <SkuStepper
              value={units[line.sku] ?? 0}
              max={unitsLeft(line)}
              label={line.name}
              maxReason={`共 ${unitsLeft(line)} 份`}
              onChange={(next) => choose(line.sku, next)}
            />
          </View>
        ))}
      <View className="cap c5">
        退回的是这几份的实付，原路退：零钱马上到，银行卡 1–3 个工作日。用掉的积分按份还，优惠券整单取消才还。
      </View>
    </Sheet>
  );
}
