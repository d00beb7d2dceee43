import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { fenToNumber } from '@/contract/money';
import type { PayeeRole } from '@/contract/withdrawal';
import { goPayout } from '@/lib/go';
import { useNowOf } from '@/lib/use-now-of';
import { useQuery } from '@/lib/use-query';
import { OpenCard } from './open-card';
import { rulesWords, type Payouts } from './payout-words';
import { usePayout } from './use-payout';
import './payout.scss';

interface PayoutEntryProps {
  role: PayeeRole;
  /** undefined: that of the chosen pickup point. */
  merchantId?: string;
  /** Called when an act has changed what the page around this shows. */
  onChange: () => Promise<unknown>;
}

/**
 * The way to a payout beside what was earned: the open request with what is to be done, else the rules and the button.
 * Nothing for who never earned money; the page around it tells of a missing network.
 */
export function PayoutEntry({ role, merchantId, onChange }: PayoutEntryProps) {
  const query = useQuery('listWithdrawals', { role, ...(merchantId === undefined ? {} : { merchantId }) });
  const acts = usePayout(() => Promise.all([query.reload(), onChange()]));
  const now = useNowOf(query);
  const payouts = query.data;
  if (!payouts || hasNothing(payouts)) return null;
  const toAll = () => goPayout(role, payouts.merchantId);
  const offline = query.error !== undefined;
  if (payouts.open) return <OpenCard withdrawal={payouts.open} now={now} acts={acts} offline={offline} onAll={toAll} />;
  const may = fenToNumber(payouts.money.payableFen) >= fenToNumber(payouts.rules.minFen);
  return (
    <Card>
      <View className="payout-entry">
        <View className="f1">
          <View className="h3">提现到微信零钱</View>
          <View className="cap c5">{rulesWords(payouts.rules)}</View>
        </View>
        <Button size="m" tone={may ? 'primary' : 'outline'} className="payout-enter" onTap={toAll}>
          {may ? '提现' : '提现记录'}
        </Button>
      </View>
    </Card>
  );
}

function hasNothing({ money, rows }: Payouts): boolean {
  const sums = [money.payableFen, money.withdrawingFen, money.paidOutFen];
  return rows.length === 0 && sums.every((sum) => fenToNumber(sum) === 0);
}
