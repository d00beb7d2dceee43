import { View } from '@tarojs/components';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import type { PagedCall, Rows } from './use-rows';
import './list-end.scss';

/** Below the last row: that more is coming, that it did not come, or that this is all. */
export function ListEnd<Name extends PagedCall>({ rows }: { rows: Rows<Name> }) {
  const { data, moreError, more } = rows;
  if (!data || data.rows.length === 0) return null;
  if (moreError)
    return (
      <NoticeStrip tone="danger" actionText="再试一次" onAction={() => void more()}>
        {moreError.message}
      </NoticeStrip>
    );
  return <View className="list-end">{data.cursor === null ? '就这些了' : '接着加载…'}</View>;
}
