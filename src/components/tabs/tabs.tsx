import { ScrollView, View } from '@tarojs/components';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './tabs.scss';

interface TabsProps<Key extends string> {
  /** `count` is shown after the word when it is above zero. */
  items: ReadonlyArray<{ key: Key; label: string; count?: number }>;
  active: Key;
  onChange: (key: Key) => void;
}

/** Sections of one page, side by side. */
export function Tabs<Key extends string>({ items, active, onChange }: TabsProps<Key>) {
  return (
    <ScrollView className="lt-tabs" scrollX enhanced showScrollbar={false}>
      <View className="lt-tabs-row" {...aria('tablist')}>
        {items.map(({ key, label, count }) => {
          const words = count ? `${label} ${count}` : label;
          const on = key === active;
          return (
            <View
              key={key}
              className={classNames('lt-tab', on && 'lt-tab-on')}
              hoverClass="lt-press"
              onClick={() => {
                if (!on) onChange(key);
              }}
              {...aria('tab', words, { selected: on })}
            >
              {words}
            </View>
          );
        })}
      </View>
    </ScrollView>
  );
}
