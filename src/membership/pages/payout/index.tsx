import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { MoneyBlock } from '@/components/money-block/money-block';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { Page } from '@/components/page/page';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import { fenToNumber } from '@/contract/money';
import type { PayeeRole } from '@/contract/withdrawal';
import { QueryView } from '@/features/loading/query-view';
import { Filled, FILLED_PAGE } from '@/features/long-lists/filled-page';
import { ListEnd } from '@/features/long-lists/list-end';
import { useRows } from '@/features/long-lists/use-rows';
import { AskCard } from '@/features/payout/ask-card';
import { HISTORY_ROW, HistoryRow } from '@/features/payout/history-row';
import { OpenCard } from '@/features/payout/open-card';
import type { Payouts } from '@/features/payout/payout-words';
import { usePayout, type PayoutActs } from '@/features/payout/use-payout';
import { useNowOf } from '@/lib/use-now-of';
import './index.scss';

/** rpx from the top of the list to its first row, about. */
const HEADER = 860;
const EARNED: Readonly<Record<PayeeRole, string>> = {
  leader: '邻居的订单完成后，佣金入账到这里',
  inviter: '你邀请的邻居完成订单后，奖励入账到这里',
};

/** Taking out what was earned as a leader (`r=leader`) or by inviting neighbours, at the merchant `m`. */
export default function PayoutPage() {
  const { r, m } = useRouter().params;
  const role: PayeeRole = r === 'leader' ? 'leader' : 'inviter';
  const rows = useRows(
    'listWithdrawals',
    { role, ...(m === undefined ? {} : { merchantId: m }) },
    {
      keepAs: `payout:${role}:${m ?? ''}`,
    },
  );
  const now = useNowOf({ ...rows, data: rows.data?.head });
  const acts = usePayout(rows.reload);
  return (
    <Page className={FILLED_PAGE}>
      <NavBar title="提现" />
      <Filled>
        <QueryView query={rows} shape="lines">
          {(data) => (
            <WindowedList
              items={data.rows}
              keyOf={({ withdrawalId }) => withdrawalId}
              rowHeight={HISTORY_ROW}
              headerHeight={HEADER}
              onReachEnd={() => void rows.more()}
              onRefresh={rows.reload}
              header={
                <Above payouts={data.head} role={role} now={now} acts={acts} offline={rows.error?.code === 'offline'} />
              }
              footer={<ListEnd rows={rows} />}
              renderRow={(withdrawal, index) => (
                <HistoryRow
                  withdrawal={withdrawal}
                  now={now}
                  first={index === 0}
                  last={index === data.rows.length - 1}
                />
              )}
            />
          )}
        </QueryView>
      </Filled>
    </Page>
  );
}

interface AboveProps {
  payouts: Payouts;
  role: PayeeRole;
  now: number;
  acts: PayoutActs;
  offline: boolean;
}

function Above({ payouts, role, now, acts, offline }: AboveProps) {
  const { money, merchantName, open, rows } = payouts;
  const payable = fenToNumber(money.payableFen);
  return (
    <>
      <MoneyBlock
        title={`可提现 · ${merchantName}`}
        fen={payable}
        facts={[
          { label: '提现中', fen: fenToNumber(money.withdrawingFen) },
          { label: '已到账', fen: fenToNumber(money.paidOutFen) },
        ]}
        note={payable < 0 ? '有订单退了款，后面的收入先补上这一笔' : EARNED[role]}
      />
      {open ? (
        <OpenCard withdrawal={open} now={now} acts={acts} offline={offline} />
      ) : (
        <AskCard payouts={payouts} role={role} acts={acts} offline={offline} />
      )}
      {rows.length === 0 ? (
        <EmptyState title="还没有提现过" hint="提现的每一步都会记在这里" />
      ) : (
        <View className="payout-title h3">提现记录</View>
      )}
    </>
  );
}
