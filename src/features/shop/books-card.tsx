import { useState } from 'react';
import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { fenText, withCommas } from '@/components/price/split-fen';
import { Sheet } from '@/components/sheet/sheet';
import { Tag } from '@/components/tag/tag';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import type { Books } from '@/contract/views';
import { accountWords, isWhole } from './account-words';
import './books-card.scss';

type Unit = keyof Books['sums'];
const UNITS: ReadonlyArray<{ unit: Unit; label: string }> = [
  { unit: 'FEN', label: '钱' },
  { unit: 'POINT', label: '积分' },
  { unit: 'GROWTH', label: '成长值' },
];
const ROW = 84;

function balanceText(balance: number, unit: Unit): string {
  if (unit === 'FEN') return fenText(balance);
  return `${balance < 0 ? '−' : ''}${withCommas(Math.abs(balance))}`;
}

/** The shop's double-entry books: every unit must sum to zero, and every journal must have reached its accounts. */
export function BooksCard({ books }: { books: Books }) {
  const [open, setOpen] = useState(false);
  const { accounts, sums, journals, unapplied } = books;
  const balanced = UNITS.every(({ unit }) => sums[unit] === 0);
  return (
    <Card title="账本" extra={`全部 ${accounts.length} 个账户`} onMore={() => setOpen(true)}>
      {accounts
        .filter(({ account }) => isWhole(account))
        .map((row) => (
          <Account key={`${row.account}:${row.unit}`} {...row} />
        ))}
      <View className="books-sums">
        {UNITS.map(({ unit, label }) => (
          <Tag
            key={unit}
            tone={sums[unit] === 0 ? 'leaf' : 'red'}
            icon={sums[unit] === 0 ? 'check' : 'warning-circle'}
            className="books-sum"
          >
            {`${label}合计 ${balanceText(sums[unit], unit)}`}
          </Tag>
        ))}
      </View>
      <View className="books-note">
        {`${withCommas(journals)} 张分录凭证，${unapplied === 0 ? '都已记到账户' : `${withCommas(unapplied)} 张正在记到账户`}`}
      </View>
      {!balanced && (
        <View className="books-wrong">
          <NoticeStrip tone="danger">合计不是 0，账不平。请先停手，联系技术核对</NoticeStrip>
        </View>
      )}
      <Sheet open={open} title="全部账户" onClose={() => setOpen(false)}>
        <WindowedList
          items={accounts}
          keyOf={({ account, unit }) => `${account}:${unit}`}
          rowHeight={ROW}
          height="60vh"
          renderRow={(row) => <Account {...row} />}
        />
      </Sheet>
    </Card>
  );
}

const Account = ({ account, unit, balance }: Books['accounts'][number]) => (
  <View className="books-account">
    <View className="f1 sub c7 ell">{accountWords(account)}</View>
    <View className="books-balance">{balanceText(balance, unit)}</View>
  </View>
);
