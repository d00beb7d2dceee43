import { useState } from 'react';
import { Image, View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Segmented } from '@/components/segmented/segmented';
import { Sheet } from '@/components/sheet/sheet';
import { previewHost } from '@/lib/host';
import { toast } from '@/lib/toast';
import { copyText } from '@/lib/visit';
import { Poster } from '@/native/poster/poster';
import { ShareCard as PaintedCard } from '@/native/share-card/share-card';
import { PosterView } from './poster-view';
import { askForAlbum, openImageMenu, savePoster } from './save-poster';
import { ShareAct } from './share-act';
import { usePoster, type PosterState } from './use-poster';
import type { ShareCard, Sharing } from './use-share-card';
import './share-sheet.scss';

interface ShareSheetProps {
  open: boolean;
  sharing: Sharing;
  /** The text of the 接龙. */
  text: string;
  onClose: () => void;
}

type Tab = 'poster' | 'card';
const TABS = [
  { key: 'poster', label: '海报' },
  { key: 'card', label: '聊天卡片' },
] as const;

/** 告诉邻居: the poster and the card as the neighbour will see them, and the ways to send them. */
export function ShareSheet({ open, sharing, text, onClose }: ShareSheetProps) {
  const [tab, setTab] = useState<Tab>('poster');
  const [refused, setRefused] = useState(false);
  const { card, facts } = sharing;
  const poster = usePoster(sharing, open && tab === 'poster');
  const send = () => {
    if (process.env.TARO_ENV === 'h5') previewHost().share({ ...card, picture: card.painted || card.picture });
    onClose();
  };
  const allow = () => void askForAlbum().then((allowed) => setRefused(!allowed));
  return (
    <>
      {/* WeChat's own menu sends the card without this sheet, so there it is painted in advance. */}
      {facts && (open || process.env.TARO_ENV === 'weapp') && (
        <PaintedCard facts={facts} onReady={sharing.keepPainted} onFailed={() => sharing.keepPainted('')} />
      )}
      {poster.facts && <Poster facts={poster.facts} onReady={poster.onReady} onFailed={poster.onFailed} />}
      <Sheet
        open={open}
        title="告诉邻居"
        ground="paper"
        onClose={onClose}
        footer={
          <View className="share-acts">
            <ShareAct icon="wechat-logo" text="发到微信" primary sends onTap={send} />
            {tab === 'poster' && <SaveAct state={poster.state} onRefused={() => setRefused(true)} />}
            <ShareAct icon="copy" text="复制接龙文案" onTap={() => void copyText(text, '接龙文案已复制')} />
          </View>
        }
      >
        <Segmented items={TABS} active={tab} onChange={setTab} />
        {refused && tab === 'poster' && (
          <NoticeStrip tone="info" actionText="去设置" onAction={allow}>
            没有存到相册：先在设置里允许添加到相册
          </NoticeStrip>
        )}
        {tab === 'poster' ? (
          <PosterView
            state={poster.state}
            words={card.title}
            onOpen={(path) => void openImageMenu(path, card.path)}
            onRetry={poster.retry}
            onCard={() => setTab('card')}
          />
        ) : (
          <ChatCard card={card} />
        )}
        <View className="share-same">
          <Icon name="shield-check" size="s" className="share-same-icon" />
          每位邻居看到的都是同一个价
        </View>
      </Sheet>
    </>
  );
}

/** The card as a chat shows it: with its own picture once that is painted, with the goods' until then. */
function ChatCard({ card }: { card: ShareCard }) {
  const picture = card.painted || card.picture;
  return (
    <View className="share-card">
      <View className="share-card-app">
        <Icon name="house-line" size="s" className="share-card-mark" />
        邻团
      </View>
      <View className="share-card-title">{card.title}</View>
      {picture !== '' && <Image className="share-card-picture" src={picture} mode="aspectFill" />}
    </View>
  );
}

function SaveAct({ state, onRefused }: { state: PosterState; onRefused: () => void }) {
  const path = state.kind === 'ready' ? state.path : '';
  const save = async () => {
    const saved = await savePoster(path);
    if (saved === 'saved') toast('海报已存到相册');
    if (saved === 'failed') toast('没存成，长按海报试试');
    if (saved === 'refused') onRefused();
  };
  return <ShareAct icon="download-simple" text="保存海报" off={path === ''} onTap={() => void save()} />;
}
