import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { fen, formatFen } from '@/contract/money';
import { formatPoints, isZeroPoints } from '@/contract/points';
import type { LedgerPage } from '@/contract/views';
import { lastDayText } from '@/lib/when-words';
import { amountText } from './month-rows';
import './ledger.scss';

/** The balance large, then what is on its way, what ends soon, and what came in over all. */
export function BalanceCard({ page, title }: { page: LedgerPage; title: string }) {
  const { unit, balance, expected, expiring, earnedInAll } = page;
  return (
    <Card>
      <View className="sub c7">{title}</View>
      <View className="ledger-big">{amountText(balance, unit)}</View>
      <View className="cap c5 ledger-note">{noteOf(page)}</View>
      <View className="hr ledger-hr" />
      <View className="ledger-facts">
        <Fact label="待入账" text={amountText(expected, unit)} />
        {expiring !== null && !isZeroPoints(expiring.points) && (
          <Fact label={`${lastDayText(expiring.at, page.now)} 24:00 到期`} text={formatPoints(expiring.points)} ends />
        )}
        <Fact label="累计获得" text={amountText(earnedInAll, unit)} />
      </View>
    </Card>
  );
}

function noteOf({ unit, balance }: LedgerPage): string {
  if (balance < 0) return '有更正没补上，后续得的先补';
  if (unit === 'POINT') return `抵扣时相当于 ${formatFen(fen(balance))}`;
  return '邻居完成订单后入账';
}

interface FactProps {
  label: string;
  text: string;
  /** It ends soon. */
  ends?: boolean;
}

const Fact = ({ label, text, ends = false }: FactProps) => (
  <View className={ends ? 'ledger-fact ledger-fact-wide' : 'ledger-fact'}>
    <View className="cap c5">{label}</View>
    <View className={ends ? 'h3 cpom' : 'h3'}>{text}</View>
  </View>
);
