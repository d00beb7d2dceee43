import { Image, View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Icon } from '@/components/icon/icon';
import { aria } from '@/lib/aria';
import type { PosterState } from './use-poster';

interface PosterViewProps {
  state: PosterState;
  /** What is read aloud in place of the picture. */
  words: string;
  onOpen: (path: string) => void;
  onRetry: () => void;
  onCard: () => void;
}

/** 海报: while it is drawn its place is kept; once it is there a tap opens WeChat's menu of a picture. */
export function PosterView({ state, words, onOpen, onRetry, onCard }: PosterViewProps) {
  switch (state.kind) {
    case 'drawing':
      return (
        <View className="share-poster share-poster-empty" {...aria('status', '正在画海报')}>
          <Icon name="circle-notch" size="l" className="lt-btn-turn" />
          <View className="sub share-poster-words">正在画海报</View>
        </View>
      );
    case 'ready':
      return (
        <View
          className="share-poster"
          hoverClass="lt-press"
          onClick={() => onOpen(state.path)}
          {...aria('button', `海报，点一下转发图片：${words}`)}
        >
          <Image className="share-poster-image" src={state.path} mode="widthFix" />
        </View>
      );
    case 'failed':
      return (
        <View className="share-poster share-poster-empty" {...aria('alert')}>
          <Icon name="warning-circle" size="l" />
          <View className="sub share-poster-words">{state.words}</View>
          <View className="share-poster-acts">
            <Button tone="outline" size="m" gap icon="arrows-clockwise" onTap={onRetry}>
              再试一次
            </Button>
            <Button tone="secondary" size="m" onTap={onCard}>
              看聊天卡片
            </Button>
          </View>
        </View>
      );
  }
}
