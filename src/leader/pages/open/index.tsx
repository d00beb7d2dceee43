import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Button } from '@/components/button/button';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Page } from '@/components/page/page';
import { PageRows } from '@/components/windowed-list/page-rows';
import type { CallOutput } from '@/contract/calls';
import type { CampaignView, GroupDetail } from '@/contract/views';
import { CampaignChoice } from '@/features/opening-groups/campaign-choice';
import { OpeningCheck } from '@/features/opening-groups/opening-check';
import { StepBar } from '@/features/opening-groups/step-bar';
import { useOpening } from '@/features/opening-groups/use-opening';
import { TellButton } from '@/features/telling-neighbours/tell-button';
import { useTellNeighbours } from '@/features/telling-neighbours/tell-neighbours';
import { goGroup } from '@/lib/go';
import { useNowOf } from '@/lib/use-now-of';
import { useQuery } from '@/lib/use-query';
import { useRefresh } from '@/lib/use-refresh';
import { whenWords } from '@/lib/when-words';
import { leaderPath, useLedMerchant } from '../../leader-bar';
import { LeaderView } from '../../leader-view';
import { useDesk } from '../../use-desk';
import './index.scss';

/** rpx of a campaign with the gap below it, about. */
const ROW = 440;
/** Campaigns of the first screen. */
const FIRST_ROWS = 4;
const STEPS = ['选活动', '看自提点', '告诉邻居'] as const;

export default function LeaderOpenPage() {
  const led = useLedMerchant();
  const campaigns = useQuery('listOpenableCampaigns', led);
  const now = useNowOf(campaigns);
  const opening = useOpening();
  const { chosen, opened, choose } = opening;
  useRefresh(campaigns.reload);
  useTellNeighbours();
  const back = chosen && !opened ? () => choose(undefined) : undefined;
  return (
    <Page>
      <NavBar title="开团" onBack={back} />
      <StepBar steps={STEPS} at={opened ? 2 : chosen ? 1 : 0} />
      {opened ? (
        <Opened group={opened} now={now} />
      ) : chosen ? (
        <Check campaign={chosen} now={now} opening={opening} onGone={campaigns.reload} />
      ) : (
        <LeaderView query={campaigns}>{(data) => <Choices {...data} now={now} onChoose={choose} />}</LeaderView>
      )}
    </Page>
  );
}

type ChoicesProps = CallOutput<'listOpenableCampaigns'> & { onChoose: (campaign: CampaignView) => void };

function Choices({ campaigns, now, onChoose }: ChoicesProps) {
  if (campaigns.length === 0)
    return (
      <EmptyState
        title="现在没有可开的活动"
        hint="商家放出新活动，这里就能看到"
        actionText="回工作台"
        onAction={goBack}
      />
    );
  const openable = campaigns.filter(({ openedGroupId }) => openedGroupId === null);
  const opened = campaigns.filter(({ openedGroupId }) => openedGroupId !== null);
  return (
    <>
      <PageRows
        items={[...openable, ...opened]}
        keyOf={({ campaignId }) => campaignId}
        rowHeight={ROW}
        first={FIRST_ROWS}
        renderRow={(campaign) => (
          <CampaignChoice
            campaign={campaign}
            now={now}
            first={campaign === openable[0]}
            onChoose={() => onChoose(campaign)}
            onSee={goGroup}
          />
        )}
      />
      <View className="open-end" />
    </>
  );
}

const goBack = () => void Taro.navigateBack();

interface CheckProps {
  campaign: CampaignView;
  now: number;
  opening: ReturnType<typeof useOpening>;
  /** The campaign is no longer there to be opened. */
  onGone: () => Promise<void>;
}

function Check({ campaign, now, opening, onGone }: CheckProps) {
  const led = useLedMerchant();
  const desk = useDesk();
  const { open, choose, error } = opening;
  const choices = async () => {
    choose(undefined);
    await onGone();
  };
  return (
    <LeaderView query={desk} shape="lines">
      {({ point }) =>
        point === null ? (
          <EmptyState title="还没有自提点" hint="商家给你定好自提点，就能开团" />
        ) : (
          <>
            {error && (
              <NoticeStrip
                tone="danger"
                actionText={
                  error.code === 'alreadyOpened' ? '去我的团' : error.code === 'campaignOver' ? '换一个' : undefined
                }
                onAction={() =>
                  error.code === 'alreadyOpened'
                    ? void Taro.redirectTo({ url: leaderPath('groups', led) })
                    : void choices()
                }
              >
                {error.message}
              </NoticeStrip>
            )}
            <OpeningCheck campaign={campaign} point={point} now={now} />
            <View className="open-room" />
            <View className="open-bar">
              <Button tone="outline" gap onTap={() => choose(undefined)}>
                换一个
              </Button>
              <Button grow onTap={() => open(campaign.campaignId, point.pointId)}>
                开团并告诉邻居
              </Button>
            </View>
          </>
        )
      }
    </LeaderView>
  );
}

function Opened({ group, now }: { group: GroupDetail; now: number }) {
  const { card, point } = group;
  const started =
    card.state === 'scheduled' ? `${whenWords(card.opensAt, now)} 开始接单` : `${whenWords(card.closesAt, now)} 截单`;
  return (
    <View className="open-done">
      <View className="lt-facade open-done-facade">
        <View className="h2">{`${card.title}开好了`}</View>
        <View className="open-done-words">{`${point.name}的邻居现在能看到，${started}`}</View>
      </View>
      <TellButton groupId={card.groupId} title={card.title} text="发到微信" block />
      <Button tone="outline" block className="open-done-see" onTap={() => goGroup(card.groupId)}>
        看这个团
      </Button>
    </View>
  );
}
