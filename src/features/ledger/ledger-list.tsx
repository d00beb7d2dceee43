import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { PointsLedgerRow } from '@/components/points-ledger-row/points-ledger-row';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import type { LedgerRow } from '@/contract/views';
import { classNames } from '@/lib/class-names';
import { useElder } from '@/lib/elder';
import { whenWords } from '@/lib/when-words';
import { ledgerLook } from './ledger-look';
import { monthLines, type LedgerLine } from './month-rows';
import './ledger.scss';

interface LedgerListProps {
  rows: readonly LedgerRow[];
  unit: 'FEN' | 'POINT' | 'GROWTH';
  now: number;
  header: ReactNode;
  /** rpx of the header, about. */
  headerHeight: number;
  /** Stands below the last row. */
  end: string;
  onReachEnd: () => void;
  onRefresh: () => Promise<unknown>;
}

/** rpx of a line, the heads of months included, in both sizes of type. */
const LINE = { normal: 122, elder: 146 };

/** A ledger of any length under the heads of its months. */
export function LedgerList({ rows, unit, now, end, ...list }: LedgerListProps) {
  const elder = useElder();
  return (
    <WindowedList
      {...list}
      items={monthLines(rows, unit)}
      keyOf={({ key }) => key}
      rowHeight={elder ? LINE.elder : LINE.normal}
      renderRow={(line) => <Line line={line} unit={unit} now={now} />}
      footer={<View className="cap c5 ledger-end">{end}</View>}
    />
  );
}

function Line({ line, unit, now }: { line: LedgerLine; unit: LedgerListProps['unit']; now: number }) {
  if (line.kind === 'month')
    return (
      <View className="ledger-month">
        <View className="sub">{line.title}</View>
        <View className="cap ledger-month-sums">{line.sums}</View>
      </View>
    );
  const { row, first, last } = line;
  return (
    <View className={classNames('ledger-row', first && 'ledger-row-first', last && 'ledger-row-last')}>
      <PointsLedgerRow
        kind={ledgerLook(row)}
        title={row.title}
        why={row.why === '' ? whenWords(row.at, now) : `${whenWords(row.at, now)} · ${row.why}`}
        amount={row.amount}
        balance={row.balance}
        unit={unit === 'FEN' ? 'fen' : 'points'}
        divided={!first}
      />
    </View>
  );
}
