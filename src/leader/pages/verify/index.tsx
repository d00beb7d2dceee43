import { useRef, useState } from 'react';
import { View } from '@tarojs/components';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { Chips } from '@/components/chips/chips';
import { ConfirmDialog } from '@/components/confirm-dialog/confirm-dialog';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Page } from '@/components/page/page';
import { SegmentBar } from '@/components/segment-bar/segment-bar';
import { Skeleton } from '@/components/skeleton/skeleton';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import type { CallOutput } from '@/contract/calls';
import { CodeCard } from '@/features/handing-out/code-card';
import { PickupListRow } from '@/features/handing-out/pickup-list-row';
import { waitingText } from '@/features/handing-out/pickup-words';
import { useHandingOut } from '@/features/handing-out/use-handing-out';
import { Filled, FILLED_PAGE } from '@/features/long-lists/filled-page';
import { ListEnd } from '@/features/long-lists/list-end';
import { useRows, type Rows } from '@/features/long-lists/use-rows';
import { useNowOf } from '@/lib/use-now-of';
import { LeaderBar } from '../../leader-bar';
import { LeaderView } from '../../leader-view';
import { useDesk } from '../../use-desk';
import './index.scss';

type Filter = 'waiting' | 'taken';
type Counts = CallOutput<'listPickups'>['counts'];
type Handing = ReturnType<typeof useHandingOut>;

const ROW = 126;
const HEADER = 552;
/** The button and the bar below the list. */
const BARS = 220;

export default function LeaderVerifyPage() {
  const desk = useDesk();
  return (
    <Page className={FILLED_PAGE}>
      <NavBar title="到货核销" />
      <LeaderView query={desk} shape="lines" quiet>
        {({ point }) =>
          point === null ? (
            <EmptyState title="还没有自提点" hint="商家给你定好自提点，货就送到那里" />
          ) : (
            <Handout pointId={point.pointId} pointName={point.name} />
          )
        }
      </LeaderView>
      {!desk.data?.point && <Filled>{null}</Filled>}
      <LeaderBar active="verify" />
    </Page>
  );
}

function Handout({ pointId, pointName }: { pointId: string; pointName: string }) {
  const [filter, setFilter] = useState<Filter>('waiting');
  const rows = useRows('listPickups', { pointId, filter }, { keepAs: `pickups:${pointId}:${filter}` });
  const now = useNowOf({ ...rows, data: rows.data?.head });
  const handing = useHandingOut(pointId, rows.reload);
  // The counts are those of the point: they stay while the other list is on its way.
  const counts = useRef<Counts>();
  counts.current = rows.data?.head.counts ?? counts.current;
  const offline = rows.error?.code === 'offline';
  const list = rows.data?.rows ?? [];
  return (
    <>
      <Filled>
        <LeaderView query={{ ...rows, data: counts.current }} shape="lines">
          {(known) => (
            <WindowedList
              items={list}
              keyOf={({ orderId }) => orderId}
              rowHeight={ROW}
              headerHeight={HEADER}
              aroundHeight={BARS}
              onReachEnd={() => void rows.more()}
              onRefresh={rows.reload}
              header={
                <Above
                  counts={known}
                  pointName={pointName}
                  handing={handing}
                  offline={offline}
                  filter={filter}
                  onFilter={setFilter}
                />
              }
              footer={<Below rows={rows} filter={filter} />}
              renderRow={(row, index) => (
                <PickupListRow
                  row={row}
                  now={now}
                  offline={offline}
                  first={index === 0}
                  last={index === list.length - 1}
                  onHand={() => handing.ask(row)}
                  onUndo={() => handing.undo(row)}
                />
              )}
            />
          )}
        </LeaderView>
      </Filled>
      <View className="verify-bar">
        <Button tone={offline ? 'off' : 'primary'} icon="scan" grow onTap={handing.scan}>
          {offline ? '联网后才能核销' : '扫码核销'}
        </Button>
      </View>
      <ByName handing={handing} />
    </>
  );
}

interface AboveProps {
  counts: Counts;
  pointName: string;
  handing: Handing;
  offline: boolean;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

function Above({ counts, pointName, handing, offline, filter, onFilter }: AboveProps) {
  const { waiting, partly, taken } = counts;
  const { said } = handing;
  return (
    <>
      <Card title={`${pointName}到的货`} extra="已取的留 3 天">
        <SegmentBar
          parts={[
            { label: '已取齐', value: taken, tone: 1 },
            { label: '部分已取', value: partly, tone: 4 },
            { label: '未取', value: waiting, tone: 'rest' },
          ]}
          totalText={` / 共 ${waiting + partly + taken} 单`}
        />
      </Card>
      {said && (
        <NoticeStrip
          tone={said.tone}
          actionText={said.undo ? '撤销' : undefined}
          onAction={() => said.undo && void handing.undo(said.undo)}
        >
          {said.words}
        </NoticeStrip>
      )}
      <CodeCard handing={handing} offline={offline} />
      <View className="verify-chips">
        <Chips
          items={[
            { key: 'waiting', label: `待取 ${waiting + partly}` },
            { key: 'taken', label: `已取齐 ${taken}` },
          ]}
          active={filter}
          onChange={onFilter}
        />
      </View>
    </>
  );
}

/** Below the rows, or in their place. */
function Below({ rows, filter }: { rows: Rows<'listPickups'>; filter: Filter }) {
  if (!rows.data && !rows.error) return <Skeleton shape="lines" count={2} />;
  if (!rows.data)
    return (
      <NoticeStrip tone="danger" actionText="重试" onAction={() => void rows.reload()}>
        {rows.error?.message}
      </NoticeStrip>
    );
  if (rows.data.rows.length > 0) return <ListEnd rows={rows} />;
  return filter === 'waiting' ? (
    <EmptyState title="都取走了" hint="新到的货确认后，会排到这里" />
  ) : (
    <EmptyState title="这几天还没有人取" hint="核销过的会在这里留 3 天" />
  );
}

/** By name, without a code, goods can go to the wrong door: it is asked once more, and the neighbour is told. */
function ByName({ handing }: { handing: Handing }) {
  const row = handing.asking;
  return (
    <ConfirmDialog
      open={row !== undefined}
      title={`没看码，直接交给${row?.name ?? ''}？`}
      confirmText="交货核销"
      onCancel={() => handing.ask(undefined)}
      onConfirm={() => row && handing.handByRow(row)}
    >
      {row && `${waitingText(row)}。会记下是按名单交的，也会发消息告诉${row.name}；交错了 10 分钟内能撤销。`}
    </ConfirmDialog>
  );
}
