import { useState } from 'react';
import { View } from '@tarojs/components';
import { useRouter, useShareAppMessage, useShareTimeline } from '@tarojs/taro';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { Page } from '@/components/page/page';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import type { GroupDetail } from '@/contract/views';
import { barState } from '@/features/group-page/bar-state';
import { DoorCard } from '@/features/group-page/door-card';
import { GroupBar } from '@/features/group-page/group-bar';
import { groupParams } from '@/features/group-page/group-params';
import { ItemsCard } from '@/features/group-page/items-card';
import { ParticipantsCard } from '@/features/group-page/participants-card';
import { ParticipantsSheet } from '@/features/group-page/participants-sheet';
import { nameOf, PriceHead } from '@/features/group-page/price-head';
import { ProgressPart } from '@/features/group-page/progress-part';
import { RulesCard } from '@/features/group-page/rules-card';
import { goodsFen, linesOf, type Selection } from '@/features/group-page/selection';
import { StairsCard } from '@/features/group-page/stairs-card';
import { QueryView } from '@/features/loading/query-view';
import { wantOrders } from '@/features/my-orders/wanted-filter';
import { cardVersion } from '@/features/sharing/card-version';
import { ShareSheet } from '@/features/sharing/share-sheet';
import { shareText } from '@/features/sharing/share-text';
import { shareMessage, timelineMessage, useShareCard, type Sharing } from '@/features/sharing/use-share-card';
import { goCheckout, goHome, goOrder, goOrders } from '@/lib/go';
import { itemsParam } from '@/lib/items-param';
import { pictureUrl } from '@/lib/picture-url';
import { rememberShareCode } from '@/lib/share-code';
import { useNowOf } from '@/lib/use-now-of';
import { useQuery } from '@/lib/use-query';
import { useRefresh } from '@/lib/use-refresh';
import './index.scss';

const REFRESH_MS = 15_000;

export default function GroupPage() {
  const { params } = useRouter();
  const [{ groupId }] = useState(() => {
    const found = groupParams(params);
    // Before the first call, so that whoever arrives through a card is bound to its sharer by that call.
    rememberShareCode(found.shareCode);
    return found;
  });
  const group = useQuery('getGroup', { groupId }, { refreshMs: REFRESH_MS });
  const now = useNowOf(group);
  useRefresh(group.reload);
  const sharing = useShareCard(group.data && sharedOf(group.data));
  useShareAppMessage(() => shareMessage(sharing.card));
  useShareTimeline(() => timelineMessage(sharing.card));
  return (
    <Page>
      <NavBar over={group.data !== undefined} title="团详情" />
      <QueryView query={group} shape="facade" gone={{ text: '回首页', onTap: goHome }}>
        {(data) => <Group group={data} now={now} sharing={sharing} onZero={() => void group.reload()} />}
      </QueryView>
    </Page>
  );
}

interface GroupProps {
  group: GroupDetail;
  now: number;
  sharing: Sharing;
  onZero: () => void;
}

function Group({ group, now, sharing, onZero }: GroupProps) {
  const [selection, setSelection] = useState<Selection>({});
  const [sheet, setSheet] = useState<'share' | 'participants'>();
  const { card, items } = group;
  const { groupId } = card;
  const state = barState(group, now);
  const lines = linesOf(items, selection);
  const closeSheet = () => setSheet(undefined);
  const share = () => {
    if (!sharing.coded) void sharing.prepare();
    setSheet('share');
  };
  const seeRefund = () => {
    wantOrders('refunded');
    goOrders();
  };
  return (
    <>
      <ProductPicture src={pictureUrl(card.hero)} plate={card.plate as Plate} size="top" label={card.title} />
      <PriceHead group={group} now={now} onZero={onZero} />
      <ProgressPart group={group} />
      {items[0] && <StairsCard item={items[0]} />}
      <DoorCard group={group} now={now} />
      <ParticipantsCard group={group} now={now} onAll={() => setSheet('participants')} />
      {(state.kind === 'join' || state.kind === 'again') && (
        <ItemsCard
          items={items}
          selection={selection}
          onChange={(sku, units) => setSelection((before) => ({ ...before, [sku]: units }))}
        />
      )}
      {(state.kind === 'join' || state.kind === 'again' || state.kind === 'wait') && <RulesCard group={group} />}
      <View className="group-end" />
      <GroupBar
        state={state}
        totalFen={goodsFen(items, selection)}
        empty={lines.length === 0}
        onJoin={() => goCheckout(groupId, itemsParam(lines))}
        onOrder={goOrder}
        onRefund={seeRefund}
        onOthers={goHome}
        onShare={share}
      />
      <ShareSheet open={sheet === 'share'} sharing={sharing} text={shareText(group, now)} onClose={closeSheet} />
      <ParticipantsSheet
        groupId={groupId}
        count={group.participantCount}
        open={sheet === 'participants'}
        onClose={closeSheet}
      />
    </>
  );
}

/** What the chat card is about; it says something else whenever somebody joined, or the group's state changed. */
const sharedOf = (group: GroupDetail) => ({
  groupId: group.card.groupId,
  title: nameOf(group),
  picture: group.card.picture,
  version: cardVersion(group.card),
});
