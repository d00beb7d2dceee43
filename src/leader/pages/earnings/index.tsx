import { View } from '@tarojs/components';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Card } from '@/components/card/card';
import { MoneyBlock } from '@/components/money-block/money-block';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { Page } from '@/components/page/page';
import { PointsLedgerRow } from '@/components/points-ledger-row/points-ledger-row';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import { fenToNumber } from '@/contract/money';
import type { Desk, LedgerPage, LedgerRow } from '@/contract/views';
import { ledgerLook } from '@/features/earnings/ledger-look';
import { Filled, FILLED_PAGE } from '@/features/long-lists/filled-page';
import { ListEnd } from '@/features/long-lists/list-end';
import { useRows } from '@/features/long-lists/use-rows';
import { PayoutEntry } from '@/features/payout/payout-entry';
import { classNames } from '@/lib/class-names';
import { useNowOf } from '@/lib/use-now-of';
import { whenWords } from '@/lib/when-words';
import { LeaderBar, useLedMerchant } from '../../leader-bar';
import { LeaderView } from '../../leader-view';
import { useDesk } from '../../use-desk';
import './index.scss';

const ROW = 128;
const HEADER = 760;

export default function LeaderEarningsPage() {
  const desk = useDesk();
  const led = useLedMerchant();
  // The ledger is the merchant's that is led, which the desk knows where the address does not name it.
  const merchantId = led.merchantId ?? desk.data?.leader.merchantId;
  const ledger = useRows('listLedger', merchantId === undefined ? undefined : { merchantId, book: 'commission' }, {
    keepAs: `commission:${merchantId ?? ''}`,
  });
  const now = useNowOf({ ...ledger, data: ledger.data?.head });
  const reload = () => Promise.all([desk.reload(), ledger.reload()]);
  return (
    <Page className={FILLED_PAGE}>
      <NavBar title="收益" />
      <Filled>
        <LeaderView query={desk} shape="lines" quiet>
          {({ money }) => (
            <LeaderView query={ledger} shape="lines">
              {(data) => (
                <WindowedList
                  items={data.rows}
                  keyOf={({ journalId }) => journalId}
                  rowHeight={ROW}
                  headerHeight={HEADER}
                  onReachEnd={() => void ledger.more()}
                  onRefresh={reload}
                  header={
                    <Above
                      money={money}
                      head={data.head}
                      empty={data.rows.length === 0}
                      merchantId={merchantId}
                      onChange={reload}
                    />
                  }
                  footer={<ListEnd rows={ledger} />}
                  renderRow={(row, index) => (
                    <Entry row={row} now={now} first={index === 0} last={index === data.rows.length - 1} />
                  )}
                />
              )}
            </LeaderView>
          )}
        </LeaderView>
      </Filled>
      <LeaderBar active="earnings" />
    </Page>
  );
}

interface AboveProps {
  money: Desk['money'];
  head: LedgerPage;
  empty: boolean;
  merchantId: string | undefined;
  onChange: () => Promise<unknown>;
}

function Above({ money, head, empty, merchantId, onChange }: AboveProps) {
  const payable = fenToNumber(money.payableFen);
  return (
    <>
      <MoneyBlock
        title="可提现"
        fen={payable}
        facts={[
          { label: '待入账', fen: fenToNumber(money.expectedFen), pending: true },
          { label: '提现中', fen: fenToNumber(money.withdrawingFen) },
          { label: '已到账', fen: fenToNumber(money.paidOutFen) },
        ]}
        note={payable < 0 ? '有订单退了款，后面的佣金先补上这一笔' : '邻居的订单完成后，佣金入账到这里'}
      />
      <PayoutEntry role="leader" merchantId={merchantId} onChange={onChange} />
      {head.expectedOrders > 0 && (
        <Card look="dashed">
          <PointsLedgerRow
            kind="pending"
            title={`待入账 · ${head.expectedOrders} 单`}
            why="订单完成后入账，退了款的部分不算"
            amount={head.expected}
            unit="fen"
          />
        </Card>
      )}
      {empty ? (
        <EmptyState title="还没有入账的佣金" hint="邻居收好货、过了售后期，佣金就到" />
      ) : (
        <View className="earnings-title h3">佣金明细</View>
      )}
    </>
  );
}

interface EntryProps {
  row: LedgerRow;
  now: number;
  first: boolean;
  last: boolean;
}

/** One journal's change to the commission; the rows together look like one card. */
const Entry = ({ row, now, first, last }: EntryProps) => (
  <View className={classNames('earnings-row', first && 'earnings-first', last && 'earnings-last')}>
    <PointsLedgerRow
      kind={ledgerLook(row)}
      title={row.title}
      why={[whenWords(row.at, now), row.why].filter(Boolean).join(' · ')}
      amount={row.amount}
      balance={row.balance}
      unit="fen"
      divided={!first}
    />
  </View>
);
