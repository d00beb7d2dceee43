import { useState } from 'react';
import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Chips } from '@/components/chips/chips';
import { ConfirmDialog } from '@/components/confirm-dialog/confirm-dialog';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Page } from '@/components/page/page';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import { ArrivalSheet } from '@/features/leading-groups/arrival-sheet';
import { GroupRow } from '@/features/leading-groups/group-row';
import { useGroupActs } from '@/features/leading-groups/use-group-acts';
import { Filled, FILLED_PAGE } from '@/features/long-lists/filled-page';
import { ListEnd } from '@/features/long-lists/list-end';
import { useRows } from '@/features/long-lists/use-rows';
import { TellButton } from '@/features/telling-neighbours/tell-button';
import { useTellNeighbours } from '@/features/telling-neighbours/tell-neighbours';
import { goGroup } from '@/lib/go';
import { useNowOf } from '@/lib/use-now-of';
import { LeaderBar, leaderPath, useLedMerchant } from '../../leader-bar';
import { LeaderView } from '../../leader-view';
import './index.scss';

const FILTERS = [
  { key: 'open', label: '进行中' },
  { key: 'waiting', label: '待到货' },
  { key: 'done', label: '已结束' },
] as const;
type Filter = (typeof FILTERS)[number]['key'];

const EMPTY: Readonly<Record<Filter, { title: string; hint: string }>> = {
  open: { title: '现在没有在开的团', hint: '开一个，邻居就能来参团' },
  waiting: { title: '没有等到货的团', hint: '成了的团会排到这里' },
  done: { title: '还没有结束的团', hint: '办完的团会留在这里' },
};
/** Lowest height of a row in rpx: the head, and the acts where there are some. */
const ROW: Readonly<Record<Filter, number>> = { open: 282, waiting: 284, done: 192 };
/** rpx of the chips above the list and the bar below it. */
const BARS = 220;

export default function LeaderGroupsPage() {
  const { f } = useRouter().params;
  const led = useLedMerchant();
  const [filter, setFilter] = useState<Filter>(FILTERS.find(({ key }) => key === f)?.key ?? 'open');
  const rows = useRows(
    'listLeaderGroups',
    { ...led, filter },
    { keepAs: `leader-groups:${led.merchantId ?? ''}:${filter}` },
  );
  const now = useNowOf({ ...rows, data: rows.data?.head });
  const acts = useGroupActs(rows.reload);
  const { asking, said, stopAsking } = acts;
  useTellNeighbours();
  return (
    <Page className={FILLED_PAGE}>
      <NavBar title="我的团" />
      <Chips items={FILTERS} active={filter} onChange={setFilter} />
      {said && <NoticeStrip tone={said.tone}>{said.words}</NoticeStrip>}
      <Filled>
        <LeaderView query={rows}>
          {(data) =>
            data.rows.length === 0 ? (
              <Nothing filter={filter} />
            ) : (
              <WindowedList
                items={data.rows}
                keyOf={({ card }) => card.groupId}
                rowHeight={ROW[filter]}
                aroundHeight={BARS}
                onReachEnd={() => void rows.more()}
                onRefresh={rows.reload}
                footer={<ListEnd rows={rows} />}
                renderRow={(group) => (
                  <GroupRow
                    group={group}
                    now={now}
                    tell={
                      <TellButton groupId={group.card.groupId} title={group.card.title} tone="secondary" size="m" />
                    }
                    onAct={acts.ask}
                    onVerify={() => void Taro.redirectTo({ url: leaderPath('verify', led) })}
                    onOpen={() => goGroup(group.card.groupId)}
                    onZero={() => void rows.reload()}
                  />
                )}
              />
            )
          }
        </LeaderView>
      </Filled>
      <LeaderBar active="groups" />
      <ArrivalSheet
        group={asking?.act === 'arrive' ? asking.group : undefined}
        onArrive={acts.arrive}
        onClose={stopAsking}
      />
      <ConfirmDialog
        open={asking?.act === 'close'}
        title="现在就截单？"
        confirmText="提前截单"
        onCancel={stopAsking}
        onConfirm={() => asking && acts.close(asking.group)}
      >
        截单后不再接新单，没付完的单还保留一会儿，然后确认成团。这一步不能撤回。
      </ConfirmDialog>
      <ConfirmDialog
        open={asking?.act === 'cancel'}
        title="取消这个团？"
        confirmText="取消团"
        onCancel={stopAsking}
        onConfirm={() => asking && acts.cancel(asking.group)}
      >
        还没有人付款，取消后邻居打开会看到团已取消。
      </ConfirmDialog>
    </Page>
  );
}

function Nothing({ filter }: { filter: Filter }) {
  const led = useLedMerchant();
  const { title, hint } = EMPTY[filter];
  return (
    <View className="groups-nothing">
      <EmptyState
        title={title}
        hint={hint}
        actionText={filter === 'open' ? '开新团' : undefined}
        onAction={() => void Taro.navigateTo({ url: leaderPath('open', led) })}
      />
    </View>
  );
}
