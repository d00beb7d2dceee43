import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/icon-names';
import { fenText, withCommas } from '@/components/price/split-fen';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './points-ledger-row.scss';

export type LedgerKind =
  | 'earn'
  | 'check-in'
  | 'spend'
  | 'refund-back'
  | 'correction'
  | 'expiry'
  | 'pending'
  | 'debt'
  | 'gift'
  | 'reward'
  | 'withdrawal';

interface PointsLedgerRowProps {
  kind: LedgerKind;
  title: string;
  /** When and why: 11-18 16:31 · 原得 108，应得 72. */
  why: string;
  /** Signed integer: points, or fen with `unit="fen"`. */
  amount: number;
  /** What was left afterwards, in the same unit. */
  balance?: number;
  unit?: 'points' | 'fen';
  /** Draws the line above; all rows but a card's first. */
  divided?: boolean;
  onTap?: () => void;
}

const LOOK: Record<LedgerKind, { icon: IconName; tint: 'leaf' | 'sunk' | 'pom' | 'info' }> = {
  earn: { icon: 'check-circle', tint: 'leaf' },
  'check-in': { icon: 'calendar-check', tint: 'pom' },
  spend: { icon: 'receipt', tint: 'sunk' },
  'refund-back': { icon: 'arrow-counter-clockwise', tint: 'info' },
  correction: { icon: 'arrow-counter-clockwise', tint: 'info' },
  expiry: { icon: 'hourglass-medium', tint: 'sunk' },
  pending: { icon: 'hourglass-medium', tint: 'sunk' },
  debt: { icon: 'info', tint: 'info' },
  gift: { icon: 'gift', tint: 'pom' },
  reward: { icon: 'users', tint: 'leaf' },
  withdrawal: { icon: 'wallet', tint: 'sunk' },
};

const amountOf = (amount: number, unit: 'points' | 'fen') =>
  unit === 'fen' ? fenText(Math.abs(amount)) : withCommas(Math.abs(amount));

/** One line of a points or reward ledger: what, why, how much, what was left. */
export function PointsLedgerRow(props: PointsLedgerRowProps) {
  const { kind, title, why, amount, balance, unit = 'points', divided = false, onTap } = props;
  const { icon, tint } = LOOK[kind];
  const signed = `${amount < 0 ? '−' : '+'}${amountOf(amount, unit)}`;
  const rest = balance === undefined ? '' : `余 ${balance < 0 ? '−' : ''}${amountOf(balance, unit)}`;
  return (
    <View
      {...(onTap
        ? { onClick: onTap, hoverClass: 'lt-press', ...aria('button', `${title}，${why}，${signed}，${rest}`) }
        : {})}
    >
      {divided && <View className="lt-ledger-line" />}
      <View className="lt-ledger">
        <View className={`lt-ledger-icon lt-ledger-${tint}`}>
          <Icon name={icon} />
        </View>
        <View className="lt-ledger-words">
          <View className="lt-ledger-title">{title}</View>
          <View className="lt-ledger-why">{why}</View>
        </View>
        <View className="lt-ledger-amount">
          <View
            className={classNames(
              'lt-ledger-sum',
              amount > 0 && kind !== 'pending' && 'lt-ledger-plus',
              kind === 'pending' && 'lt-ledger-later',
            )}
          >
            {signed}
          </View>
          {rest && <View className="lt-ledger-rest">{rest}</View>}
        </View>
      </View>
    </View>
  );
}
