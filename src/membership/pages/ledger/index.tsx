import { useState } from 'react';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Card } from '@/components/card/card';
import { Chips } from '@/components/chips/chips';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { Page } from '@/components/page/page';
import { PointsLedgerRow } from '@/components/points-ledger-row/points-ledger-row';
import { Segmented } from '@/components/segmented/segmented';
import type { LedgerPage as Ledger } from '@/contract/views';
import { BalanceCard } from '@/features/ledger/balance-card';
import { LedgerList } from '@/features/ledger/ledger-list';
import { QueryView } from '@/features/loading/query-view';
import { PayoutEntry } from '@/features/payout/payout-entry';
import { useNowOf } from '@/lib/use-now-of';
import { usePages } from '@/lib/use-pages';
import './index.scss';

type Book = 'points' | 'referral' | 'growth';
type Filter = 'all' | 'earned' | 'spent' | 'expired' | 'corrected';

const BOOKS: ReadonlyArray<{ key: Book; label: string }> = [
  { key: 'points', label: '积分' },
  { key: 'referral', label: '邀请奖励' },
];
const TITLES: Readonly<Record<Book, string>> = { points: '可用积分', referral: '邀请奖励', growth: '成长值' };
const FILTERS: ReadonlyArray<{ key: Filter; label: string }> = [
  { key: 'all', label: '全部' },
  { key: 'earned', label: '获得' },
  { key: 'spent', label: '使用' },
  { key: 'expired', label: '到期' },
  { key: 'corrected', label: '更正' },
];
/** Only points expire. */
const MONEY_FILTERS = FILTERS.filter(({ key }) => key !== 'expired');

/** rpx from the top of the list to its first row: balance, chips, and the pending row where there is one. */
const HEADER = { bare: 420, pending: 580 };

const bookOf = (param: string | undefined): Book => (param === 'referral' || param === 'growth' ? param : 'points');

export default function LedgerPage() {
  const { params } = useRouter();
  const [book, setBook] = useState<Book>(() => bookOf(params.b));
  return (
    <Page>
      <View className="ledger-frame">
        <NavBar title="明细" />
        {book !== 'growth' && <Segmented items={BOOKS} active={book} onChange={setBook} />}
        <BookView key={book} book={book} />
      </View>
    </Page>
  );
}

function BookView({ book }: { book: Book }) {
  const [filter, setFilter] = useState<Filter>('all');
  const { first, rows, hasMore, moreError, loadMore } = usePages(
    'listLedger',
    { book, filter },
    filter === 'all' ? { keepAs: `ledger:${book}` } : {},
  );
  const now = useNowOf(first);
  return (
    <QueryView query={first} shape="lines">
      {(page) => (
        <View className="ledger-list">
          <LedgerList
            rows={rows}
            unit={page.unit}
            now={now}
            headerHeight={page.expectedOrders > 0 ? HEADER.pending : HEADER.bare}
            header={<Head page={page} book={book} filter={filter} onFilter={setFilter} onChange={first.reload} />}
            end={endWords(rows.length, hasMore, moreError?.message)}
            onReachEnd={() => void loadMore()}
            onRefresh={first.reload}
          />
        </View>
      )}
    </QueryView>
  );
}

function endWords(count: number, hasMore: boolean, failed: string | undefined): string {
  if (failed !== undefined) return failed;
  if (hasMore) return '往上推，看更早的';
  return count === 0 ? '' : '都在这里了';
}

interface HeadProps {
  page: Ledger;
  book: Book;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  onChange: () => Promise<unknown>;
}

function Head({ page, book, filter, onFilter, onChange }: HeadProps) {
  const { unit, expected, expectedOrders, rows } = page;
  return (
    <View className={rows.length === 0 ? '' : 'ledger-head'}>
      <BalanceCard page={page} title={TITLES[book]} />
      {book === 'referral' && <PayoutEntry role="inviter" onChange={onChange} />}
      <View className="ledger-chips">
        <Chips items={book === 'points' ? FILTERS : MONEY_FILTERS} active={filter} onChange={onFilter} />
      </View>
      {expectedOrders > 0 && (
        <Card look="dashed">
          <PointsLedgerRow
            kind="pending"
            title={`待入账 · ${expectedOrders} 笔订单`}
            why="完成后入账，退款会相应减少"
            amount={expected}
            unit={unit === 'FEN' ? 'fen' : 'points'}
          />
        </Card>
      )}
      {rows.length === 0 && (
        <EmptyState
          title={filter === 'all' ? '还没有明细' : '没有这一类'}
          hint={book === 'points' ? '签到、完成订单都会记在这里' : '邻居完成订单后会记在这里'}
        />
      )}
    </View>
  );
}
