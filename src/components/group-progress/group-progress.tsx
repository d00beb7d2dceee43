import { View } from '@tarojs/components';
import { Tag } from '@/components/tag/tag';
import { aria } from '@/lib/aria';
import { WindowRow } from './window-row';
import { windowsOf } from './windows';
import './group-progress.scss';

interface GroupProgressProps {
  /** people: a number of households makes the group; units: a number of 件; none: every order stands at once. */
  goal: 'people' | 'units' | 'none';
  /** Households or 件 needed; not read for `none`. */
  target?: number;
  /** Households or 件 so far. */
  current: number;
  state?: 'open' | 'reached' | 'failed';
  /** facade: the whole house on its own; strip: a slice under a picture; mini: a one-row meter on white. */
  variant?: 'facade' | 'strip' | 'mini';
  /** One line under the windows (facade) or under the sentence (reached, failed): what happens to the money. */
  note?: string;
  /** Failed only: the word on the tag. */
  refundTag?: string;
}

const MOST = { facade: 30, strip: 15, mini: 20 } as const;

/** How full a group is: windows light up with households, and the sentence beside them says the same. */
export function GroupProgress({
  goal,
  target = 0,
  current,
  state = 'open',
  variant = 'facade',
  note,
  refundTag = '已退款',
}: GroupProgressProps) {
  const unit = goal === 'units' ? '件' : '户';
  if (goal === 'none') {
    return (
      <View className="lt-group-none">
        <Tag tone="leaf" icon="check">
          买了就成
        </Tag>
        <View className="lt-group-none-count">{`已团 ${current} 件`}</View>
      </View>
    );
  }
  if (state === 'failed') {
    return (
      <View className="lt-group-failed">
        <View className="lt-group-failed-head">
          <View className="lt-group-failed-title">{`没满 ${target} ${unit}，这次没成团`}</View>
          <Tag tone="info" icon="arrow-counter-clockwise">
            {refundTag}
          </Tag>
        </View>
        {note && <View className="lt-group-failed-note">{note}</View>}
      </View>
    );
  }
  const full = state === 'reached' || current >= target;
  const left = target - current;
  const { count, lit, each } = windowsOf(target, full ? target : current, MOST[variant]);
  const words = full
    ? `已有 ${Math.max(current, target)} ${unit}，${state === 'reached' ? '成团了' : '已够成团'}`
    : `已有 ${current} ${unit}${goal === 'people' ? '参团' : ''}，满 ${target} ${unit}成团，再 ${left} ${unit}`;
  const windows = <WindowRow count={count} lit={lit} look={variant} />;
  if (variant === 'mini') {
    return (
      <View className="lt-group-mini" {...aria('progressbar', words)}>
        {windows}
      </View>
    );
  }
  const ask = full ? '' : `再 ${left} ${unit}成团`;
  if (variant === 'strip') {
    return (
      <View className="lt-group-strip" {...aria('progressbar', words)}>
        {windows}
        <View className="lt-group-strip-words">{ask || (state === 'reached' ? '成团了' : '已够成团')}</View>
      </View>
    );
  }
  const reached = `${target} ${unit}全亮，${state === 'reached' ? '成团了' : '已够成团'}`;
  const goalWords = each > 1 ? `满 ${target} ${unit} · 一窗 ${each} ${unit}` : `满 ${target} ${unit}`;
  return (
    <View className="lt-facade lt-group-facade" {...aria('progressbar', `${words}${note ? `。${note}` : ''}`)}>
      <View className="lt-group-facade-head">
        {full ? (
          <View className="lt-group-facade-title lt-group-lit">{reached}</View>
        ) : (
          <View className="lt-group-facade-title">
            {goal === 'people' ? `${current} 户亮灯，` : `已团 ${current} 件，`}
            <View className="lt-group-ask">{ask}</View>
          </View>
        )}
        {!full && <View className="lt-group-facade-goal">{goalWords}</View>}
      </View>
      {full && note && <View className="lt-group-facade-note">{note}</View>}
      {windows}
      {!full && note && <View className="lt-group-facade-note lt-group-facade-foot">{note}</View>}
    </View>
  );
}
