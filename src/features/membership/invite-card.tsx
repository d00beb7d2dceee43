import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import type { Membership } from '@/contract/views';
import './membership.scss';

interface InviteCardProps {
  membership: Membership;
  onLedger: () => void;
  /** Leads to the groups, where neighbours are told about one. */
  onGroups: () => void;
}

/** What an invitation brings and what it does not. */
export function InviteCard({ membership: { referral }, onLedger, onGroups }: InviteCardProps) {
  const unit = referral.unit === 'FEN' ? '' : '（发成积分）';
  return (
    <Card title="邀请邻居">
      <View className="sub c7 member-line">
        {`邻居第一次经你来到这里，${referral.days} 天内每完成一单，你得实付的 ${referral.bps / 100}%${unit}。奖励来自完成的订单，转发本身没有奖励。`}
      </View>
      <View className="member-acts">
        <Button tone="outline" size="m" grow gap onTap={onLedger}>
          奖励明细
        </Button>
        <Button tone="secondary" size="m" grow onTap={onGroups}>
          去选一个团
        </Button>
      </View>
    </Card>
  );
}
