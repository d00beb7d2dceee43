import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Button } from '@/components/button/button';
import { Doorplate } from '@/components/doorplate/doorplate';
import { MoneyBlock } from '@/components/money-block/money-block';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Page } from '@/components/page/page';
import { PageRows } from '@/components/windowed-list/page-rows';
import { fenToNumber } from '@/contract/money';
import type { Desk } from '@/contract/views';
import { DeskGroup } from '@/features/leading-groups/desk-group';
import { TellButton } from '@/features/telling-neighbours/tell-button';
import { useTellNeighbours } from '@/features/telling-neighbours/tell-neighbours';
import { goGroup, goPayout } from '@/lib/go';
import { useNowOf } from '@/lib/use-now-of';
import { useRefresh } from '@/lib/use-refresh';
import { LeaderBar, leaderPath, useLedMerchant } from '../../leader-bar';
import { LeaderView } from '../../leader-view';
import { useDesk } from '../../use-desk';
import { ToDo } from './to-do';
import './index.scss';

const REFRESH_MS = 30_000;
/** rpx of a group with the gap below it, about. */
const GROUP_ROW = 340;
/** Groups of the first screen. */
const FIRST_GROUPS = 4;

export default function LeaderDeskPage() {
  const desk = useDesk({ refreshMs: REFRESH_MS });
  const now = useNowOf(desk);
  useRefresh(desk.reload);
  useTellNeighbours();
  const point = desk.data?.point;
  return (
    <Page>
      <NavBar title="工作台">{point ? <Doorplate name={point.name} /> : undefined}</NavBar>
      <LeaderView query={desk} shape="lines">
        {(data) =>
          data.leader.state === 'pending' ? (
            <Pending desk={data} />
          ) : (
            <Work desk={data} now={now} onZero={desk.reload} />
          )
        }
      </LeaderView>
      {desk.data?.leader.state !== 'pending' && <LeaderBar active="desk" />}
    </Page>
  );
}

/** Applied, but not approved yet: there is nothing to lead, and the merchant decides. */
const Pending = ({ desk }: { desk: Desk }) => (
  <EmptyState
    title="审核中"
    hint={`${desk.leader.merchantName}正在看你的申请，通过后就能在${desk.point?.name ?? '你的自提点'}开团`}
    actionText="先回首页逛逛"
    onAction={() => void Taro.switchTab({ url: '/pages/home/index' })}
  />
);

interface WorkProps {
  desk: Desk;
  now: number;
  onZero: () => Promise<void>;
}

function Work({ desk, now, onZero }: WorkProps) {
  const led = useLedMerchant();
  const { leader, toCollect, toArrive } = desk;
  const replace = (page: 'groups' | 'verify', filter?: string) =>
    void Taro.redirectTo({ url: leaderPath(page, { ...led, filter }) });
  return (
    <>
      <View className="desk-head h1">
        {toCollect > 0 ? `${leader.name}，今天有 ${toCollect} 单等着取` : `${leader.name}，现在没有等着取的单`}
      </View>
      {leader.state === 'paused' && (
        <NoticeStrip tone="info">{`${leader.merchantName}暂停了你开新团，在办的团照常交货；有疑问请联系商家`}</NoticeStrip>
      )}
      <Money desk={desk} />
      <View className="desk-to-dos">
        <ToDo title="待取货" count={toCollect} unit="单" act="去核销" onTap={() => replace('verify')} />
        <ToDo title="待确认到货" count={toArrive} unit="批" act="去签收" onTap={() => replace('groups', 'waiting')} />
      </View>
      <OpenGroups desk={desk} now={now} onZero={onZero} />
    </>
  );
}

function Money({ desk }: { desk: Desk }) {
  const led = useLedMerchant();
  const { payableFen, expectedFen, withdrawingFen, paidOutFen } = desk.money;
  const payable = fenToNumber(payableFen);
  const hasPayout = payable > 0 || fenToNumber(withdrawingFen) > 0;
  return (
    <MoneyBlock
      title="可提现"
      fen={payable}
      facts={[
        { label: '待入账', fen: fenToNumber(expectedFen), pending: true },
        { label: '提现中', fen: fenToNumber(withdrawingFen) },
        { label: '已到账', fen: fenToNumber(paidOutFen) },
      ]}
      note={payable < 0 ? '有订单退了款，后面的佣金先补上这一笔' : undefined}
      action={
        hasPayout && (
          <Button size="m" tone="secondary" onTap={() => goPayout('leader', desk.leader.merchantId)}>
            提现
          </Button>
        )
      }
      onDetail={() => void Taro.redirectTo({ url: leaderPath('earnings', led) })}
    />
  );
}

function OpenGroups({ desk, now, onZero }: WorkProps) {
  const led = useLedMerchant();
  const { openGroups, openable, leader } = desk;
  const openNew = () => void Taro.navigateTo({ url: leaderPath('open', led) });
  const mayOpen = leader.state === 'active' && openable > 0;
  if (openGroups.length === 0)
    return (
      <EmptyState
        title="还没有在开的团"
        hint={mayOpen ? `商家放出了 ${openable} 个活动，选一个就能开` : '商家放出新活动，这里就能开团'}
        actionText={mayOpen ? '开新团' : undefined}
        onAction={openNew}
      />
    );
  return (
    <>
      <View className="desk-groups-head">
        <View className="h2">{`进行中 ${openGroups.length} 个团`}</View>
        {mayOpen && (
          <Button tone="secondary" size="m" icon="plus-bold" onTap={openNew}>
            开新团
          </Button>
        )}
      </View>
      <PageRows
        items={openGroups}
        keyOf={({ card }) => card.groupId}
        rowHeight={GROUP_ROW}
        first={FIRST_GROUPS}
        renderRow={(group, index) => (
          <DeskGroup
            group={group}
            now={now}
            tell={
              <TellButton
                groupId={group.card.groupId}
                title={group.card.title}
                tone={index === 0 ? 'primary' : 'secondary'}
                size="m"
              />
            }
            onOpen={() => goGroup(group.card.groupId)}
            onZero={() => void onZero()}
          />
        )}
      />
    </>
  );
}
