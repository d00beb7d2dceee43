import { useState, type ReactNode } from 'react';
import { ErrorState, OfflineStrip } from '@/components/blank-state/blank-state';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Skeleton } from '@/components/skeleton/skeleton';
import type { CallError } from '@/contract/errors';
import type { Query } from '@/lib/use-query';
import { timeText } from '@/lib/when-words';

interface QueryViewProps<Output> {
  query: Query<Output>;
  /** The shape that stands in while nothing has come yet. */
  shape?: 'item' | 'lines' | 'facade';
  /** In place of trying again where the answer will not change: back home. */
  gone?: { text: string; onTap: () => void };
  children: (data: Output) => ReactNode;
}

/** What a page shows of what it asked for: its shape while loading, why not, or the content, old with a strip. */
export function QueryView<Output>({ query, shape = 'item', gone, children }: QueryViewProps<Output>) {
  const [slow, setSlow] = useState(false);
  const { data, error, heardAt, reload } = query;
  if (data === undefined) {
    const retry = () => {
      setSlow(false);
      return reload();
    };
    if (error) return <Failure error={error} gone={gone} onRetry={retry} />;
    if (slow) return <ErrorState title="等得有点久" hint="网络可能不太顺，再试一次" onRetry={retry} />;
    return <Skeleton shape={shape} onSlow={() => setSlow(true)} />;
  }
  return (
    <>
      {error && <Stale error={error} heardAt={heardAt} />}
      {children(data)}
    </>
  );
}

interface FailureProps {
  error: CallError;
  gone?: { text: string; onTap: () => void };
  onRetry: () => Promise<unknown>;
}

function Failure({ error, gone, onRetry }: FailureProps) {
  if (error.code === 'offline') return <ErrorState onRetry={onRetry} />;
  const final = error.code === 'notFound' || error.code === 'forbidden' || error.code === 'badRequest';
  const known = error.code === 'signInFirst' ? '在微信里打开才知道你是谁' : '这次没有读到';
  return (
    <ErrorState
      title={final ? '找不到了' : known}
      hint={error.message}
      retryText={final && gone ? gone.text : '重试'}
      onRetry={final && gone ? gone.onTap : onRetry}
    />
  );
}

function Stale({ error, heardAt = 0 }: { error: CallError; heardAt?: number }) {
  if (error.code === 'offline') return <OfflineStrip since={timeText(heardAt)} />;
  return <NoticeStrip tone="info">{`${error.message}。下面是 ${timeText(heardAt)} 的内容`}</NoticeStrip>;
}
