import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { PickupCode } from '@/components/pickup-code/pickup-code';
import { Sheet } from '@/components/sheet/sheet';
import { formatPoints, subtractPoints, type Points } from '@/contract/points';
import type { PointView, Redemption, Reward } from '@/contract/views';
import { RewardFace } from './reward-card';
import { redemptionWords } from './reward-words';
import type { useRedeem } from './use-redeem';
import './points-shop.scss';

interface RedeemSheetProps {
  redeeming: ReturnType<typeof useRedeem>;
  reward: Reward | undefined;
  points: Points;
  now: number;
  /** The caller's pickup point, where it is one of this merchant. */
  point: PointView | undefined;
  onPoints: () => void;
  onUse: () => void;
}

/** Asks once before points are spent, and shows what came of it. */
export function RedeemSheet({ redeeming, reward, points, now, point, onPoints, onUse }: RedeemSheetProps) {
  const { chosen, result, failed, choose } = redeeming;
  const close = () => choose(undefined);
  if (result) return <Done redemption={result} now={now} onClose={close} onUse={onUse} />;
  const needsPoint = reward?.kind === 'goods' && point === undefined;
  const redeem = () =>
    reward &&
    redeeming.redeem({
      rewardId: reward.rewardId,
      points: reward.points,
      pointId: reward.kind === 'goods' ? (point?.pointId ?? null) : null,
    });
  return (
    <Sheet
      open={chosen !== undefined}
      title="确认兑换"
      onClose={close}
      footer={
        reward &&
        (needsPoint ? (
          <Button grow onTap={onPoints}>
            先选自提点
          </Button>
        ) : (
          <Button tone={reward.affordable ? 'primary' : 'off'} grow onTap={() => redeem()}>
            {`用 ${formatPoints(reward.points)} 积分兑换`}
          </Button>
        ))
      }
    >
      {failed !== '' && <NoticeStrip tone="danger">{failed}</NoticeStrip>}
      {reward && (
        <>
          <RewardFace reward={reward} />
          <View className="reward-facts">
            {reward.affordable && (
              <Fact label="兑换后还剩" text={`${formatPoints(subtractPoints(points, reward.points))} 积分`} />
            )}
            {reward.kind === 'goods' && (
              <Fact label="到哪里取" text={point ? `${point.name}，${point.hours}` : '还没有选自提点'} />
            )}
            <View className="cap c5 reward-rule">
              {reward.kind === 'goods' ? '凭取件码到自提点领取。' : '马上放进优惠券。'}兑换后积分不退回。
            </View>
          </View>
        </>
      )}
    </Sheet>
  );
}

const Fact = ({ label, text }: { label: string; text: string }) => (
  <View className="reward-fact">
    <View className="sub c5 none">{label}</View>
    <View className="reward-fact-text">{text}</View>
  </View>
);

interface DoneProps {
  redemption: Redemption;
  now: number;
  onClose: () => void;
  onUse: () => void;
}

function Done({ redemption, now, onClose, onUse }: DoneProps) {
  const { name, code, point } = redemption;
  return (
    <Sheet
      open
      title="换到了"
      onClose={onClose}
      footer={
        <>
          <Button tone="outline" grow gap={code === null} onTap={onClose}>
            知道了
          </Button>
          {code === null && (
            <Button grow onTap={onUse}>
              去用券
            </Button>
          )}
        </>
      }
    >
      <View className="reward-done">
        <View className="h2">{name}</View>
        <View className="sub c7">{redemptionWords(redemption, now)}</View>
      </View>
      {code !== null && <PickupCode place={point?.name ?? '自提点'} code={code} />}
    </Sheet>
  );
}
