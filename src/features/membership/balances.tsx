import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { fenToNumber, formatFen, isPositiveFen, splitFen, type Fen } from '@/contract/money';
import { formatPoints, isZeroPoints } from '@/contract/points';
import type { Membership } from '@/contract/views';
import { aria } from '@/lib/aria';
import { lastDayText } from '@/lib/when-words';
import './membership.scss';

interface BalancesProps {
  membership: Membership;
  now: number;
  onOpen: (book: 'points' | 'referral') => void;
}

/** Points and referral rewards side by side, each the way to its ledger. */
export function Balances({ membership, now, onOpen }: BalancesProps) {
  const { points, referral } = membership;
  const inFen = referral.unit === 'FEN';
  return (
    <View className="member-duo">
      <View
        className="member-box member-box-left"
        hoverClass="lt-press"
        onClick={() => onOpen('points')}
        {...aria('button', `积分 ${formatPoints(points)}，看明细`)}
      >
        <Head text="积分" />
        <View className="member-number">{formatPoints(points)}</View>
        <PointsNote membership={membership} now={now} />
      </View>
      <View
        className="member-box"
        hoverClass="lt-press"
        onClick={() => onOpen('referral')}
        {...aria('button', `邀请奖励 ${inFen ? formatFen(referral.payableFen) : '以积分发'}，看明细`)}
      >
        <Head text="邀请奖励" />
        {inFen ? <Money amount={referral.payableFen} /> : <View className="h3 member-number">发成积分</View>}
        <View className="cap c5">{referralNote(referral)}</View>
      </View>
    </View>
  );
}

const Head = ({ text }: { text: string }) => (
  <View className="flex between sub c7">
    {text}
    <Icon name="caret-right" size="s" className="c5" />
  </View>
);

function Money({ amount }: { amount: Fen }) {
  const { sign, yuan, cents } = splitFen(amount);
  return (
    <View className="member-number">
      <View className="member-small">{`${sign}¥`}</View>
      {yuan}
      <View className="member-small">{`.${cents}`}</View>
    </View>
  );
}

function PointsNote({ membership, now }: { membership: Membership; now: number }) {
  const { debt, expiring, expectedPoints } = membership;
  if (!isZeroPoints(debt)) return <View className="cap c5">后续得的积分先补上</View>;
  if (expiring !== null && !isZeroPoints(expiring.points))
    return (
      <View className="cap cpom">{`${formatPoints(expiring.points)} 分 ${lastDayText(expiring.at, now)} 到期`}</View>
    );
  return (
    <View className="cap c5">
      {isZeroPoints(expectedPoints) ? '买菜、签到都能攒' : `待入账 ${formatPoints(expectedPoints)}`}
    </View>
  );
}

function referralNote({ payableFen, expectedFen }: Membership['referral']): string {
  if (fenToNumber(payableFen) < 0) return '后续奖励先补上';
  return isPositiveFen(expectedFen) ? `待入账 ${formatFen(expectedFen)}` : '邻居完成订单后到账';
}
