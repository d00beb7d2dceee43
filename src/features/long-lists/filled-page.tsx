import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import './filled-page.scss';

/** Class of a Page that is exactly as high as the window, so that its list scrolls and not the page. */
export const FILLED_PAGE = 'filled-page';

/** The room that is left of such a page; a WindowedList inside fills it. */
export function Filled({ children }: { children: ReactNode }) {
  return (
    <View className="filled">
      <View className="filled-in">{children}</View>
    </View>
  );
}
