import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { fenText } from '@/components/price/split-fen';
import { Tag } from '@/components/tag/tag';
import { fenToNumber, type Fen } from '@/contract/money';
import { PageRows } from '@/components/windowed-list/page-rows';
import type { BillFinding, ReconciliationDetail } from '@/contract/views';
import { classNames } from '@/lib/class-names';
import { goOrder } from '@/lib/go';
import { whenWords } from '@/lib/when-words';
import { dayWords, outcomeOf } from './day-words';
import './day-detail.scss';

/** rpx of a finding with the gap below it, about. */
const FINDING_ROW = 300;

const text = (amount: Fen): string => fenText(fenToNumber(amount));

/** A day with both sides of every sum, and one by one what does not match. */
export function DayDetail({ detail }: { detail: ReconciliationDetail }) {
  const { row, now, doneAt, findings, findingsInAll } = detail;
  const { text: outcome, tone } = outcomeOf(row);
  return (
    <>
      <View className="reconciling-head">
        <View className="h1 f1">{dayWords(row.day, now)}</View>
        <Tag tone={tone}>{outcome}</Tag>
      </View>
      {row.state === 'waiting' && <NoticeStrip tone="pomelo">微信账单第二天 10 点前出来，出来就核对</NoticeStrip>}
      <Sums detail={detail} />
      <WholeAccount detail={detail} />
      <PageRows
        items={findings}
        keyOf={({ kind, number }) => `${kind}:${number}`}
        rowHeight={FINDING_ROW}
        renderRow={(finding) => <Finding finding={finding} now={now} />}
      />
      {findingsInAll > findings.length && (
        <NoticeStrip tone="info">{`一共 ${findingsInAll} 笔，这里是前 ${findings.length} 笔`}</NoticeStrip>
      )}
      {doneAt !== null && <View className="reconciling-note">{`${whenWords(doneAt, now)} 核对`}</View>}
    </>
  );
}

function Sums({ detail: { row, counts } }: { detail: ReconciliationDetail }) {
  const sums = [
    ['付款', row.paid],
    ['退款', row.refunded],
    ['提现', row.transferred],
  ] as const;
  return (
    <Card title="当天">
      <View className="reconciling-sum">
        <View className="f1" />
        <View className="reconciling-amount cap c5">微信账单</View>
        <View className="reconciling-amount cap c5">店里账本</View>
      </View>
      {sums.map(([label, { billFen, booksFen }]) => (
        <Pair key={label} label={label} bill={text(billFen)} books={text(booksFen)} />
      ))}
      <View className="cap c5">{`${counts.matched} 笔对上 · 手续费 ${text(row.feesFen)}，由微信扣下，不进账本`}</View>
    </Card>
  );
}

/** From the first day to this one: all bills against the account of what the provider holds. */
function WholeAccount({ detail: { cumulative } }: { detail: ReconciliationDetail }) {
  if (cumulative === null) return null;
  const { billFen, booksFen, findingsFen, agrees } = cumulative;
  return (
    <Card title="开店到这天">
      <Pair label="净收" bill={text(billFen)} books={text(booksFen)} />
      {agrees ? (
        <View className="cap c5">
          {fenToNumber(findingsFen) === 0 ? '一分不差' : `差 ${text(findingsFen)}，正是还没对上的那几笔`}
        </View>
      ) : (
        <NoticeStrip tone="danger">差的比没对上的那几笔还多，请联系技术核对</NoticeStrip>
      )}
    </Card>
  );
}

function Pair({ label, bill, books }: { label: string; bill: string; books: string }) {
  const differs = bill !== books;
  return (
    <View className="reconciling-sum">
      <View className="f1 sub c7">{label}</View>
      <View className={classNames('reconciling-amount', differs && 'reconciling-differs')}>{bill}</View>
      <View className={classNames('reconciling-amount', differs && 'reconciling-differs')}>{books}</View>
    </View>
  );
}

function Finding({ finding, now }: { finding: BillFinding; now: number }) {
  const { title, words, number, billFen, booksFen, orderId, closedAt } = finding;
  return (
    <Card
      title={title}
      extra={
        <Tag tone={closedAt === null ? 'red' : 'leaf'}>
          {closedAt === null ? '没对上' : `${whenWords(closedAt, now)} 对上`}
        </Tag>
      }
    >
      <View className="sub c7">{words}</View>
      <Pair
        label="微信账单 · 店里账本"
        bill={billFen === null ? '没有' : text(billFen)}
        books={booksFen === null ? '没有' : text(booksFen)}
      />
      <View className="reconciling-sum">
        <View className="f1 cap c5 reconciling-number">{`单号 ${number}`}</View>
        {orderId !== null && (
          <Button tone="secondary" size="m" onTap={() => goOrder(orderId)}>
            看订单
          </Button>
        )}
      </View>
    </Card>
  );
}
