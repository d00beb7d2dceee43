import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { WindowRow } from '@/components/group-progress/window-row';
import { classNames } from '@/lib/class-names';
import './blank-state.scss';

interface EmptyStateProps {
  /** One line: 今天还没开团. */
  title: string;
  hint?: string;
  actionText?: string;
  onAction?: () => void | Promise<unknown>;
  /** Inside another card: no ground of its own. */
  bare?: boolean;
}

/** Nothing here yet: a house with one lit window says that something will come. */
export function EmptyState({ title, hint, actionText, onAction, bare = false }: EmptyStateProps) {
  return (
    <View className={classNames('lt-blank', !bare && 'lt-blank-card')}>
      <House lit />
      <View className="lt-blank-title">{title}</View>
      {hint && <View className="lt-blank-hint">{hint}</View>}
      {actionText && (
        <Button tone="secondary" size="m" className="lt-blank-act" onTap={onAction}>
          {actionText}
        </Button>
      )}
    </View>
  );
}

interface ErrorStateProps {
  title?: string;
  hint?: string;
  retryText?: string;
  onRetry?: () => void | Promise<unknown>;
  bare?: boolean;
}

/** It was not reached: a dark house and a way to try again. */
export function ErrorState({
  title = '没连上网',
  hint = '检查网络后再试一次',
  retryText = '重试',
  onRetry,
  bare = false,
}: ErrorStateProps) {
  return (
    <View className={classNames('lt-blank', !bare && 'lt-blank-card')}>
      <House lit={false} />
      <View className="lt-blank-title">{title}</View>
      <View className="lt-blank-hint">{hint}</View>
      {onRetry && (
        <Button tone="outline" size="m" icon="arrows-clockwise" className="lt-blank-act" onTap={onRetry}>
          {retryText}
        </Button>
      )}
    </View>
  );
}

interface OfflineStripProps {
  /** When the content below was loaded: 09:38. */
  since: string;
}

/** Stands above content that was kept from before the network went away. */
export function OfflineStrip({ since }: OfflineStripProps) {
  return (
    <NoticeStrip tone="info" icon="wifi-slash">
      {`网络断开，下面是 ${since} 的内容`}
    </NoticeStrip>
  );
}

function House({ lit }: { lit: boolean }) {
  return (
    <View className={classNames('lt-house', !lit && 'lt-house-off')}>
      <WindowRow count={6} lit={lit ? 1 : 0} look="small" />
    </View>
  );
}
