import { View } from '@tarojs/components';
import { aria } from '@/lib/aria';
import './columns.scss';

interface ColumnsProps {
  /** What the bars show, for the reader: 近 8 周成交. */
  label: string;
  /** `value` sets the height (not negative); `text` is the figure on top. */
  items: ReadonlyArray<{ label: string; value: number; text: string }>;
}

/** Upright bars with a figure on each; heights are shares of the tallest. */
export function Columns({ label, items }: ColumnsProps) {
  const most = Math.max(1, ...items.map((item) => item.value));
  return (
    <View
      className="lt-columns"
      {...aria('img', `${label}：${items.map((item) => `${item.label} ${item.text}`).join('，')}`)}
    >
      {items.map((item, i) => (
        <View key={item.label} className="lt-column">
          <View style={{ flexGrow: most - item.value }} />
          <View className="lt-column-figure">{item.text}</View>
          <View
            className={i === items.length - 1 ? 'lt-column-bar lt-column-now' : 'lt-column-bar'}
            style={{ flexGrow: item.value }}
          />
          <View className="lt-column-label">{item.label}</View>
        </View>
      ))}
    </View>
  );
}
