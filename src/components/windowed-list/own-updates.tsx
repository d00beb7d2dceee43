import type { ReactNode } from 'react';
import { CustomWrapper } from '@tarojs/components';

/**
 * What changes inside is set on a component of its own, by a short path, however deep in the page it stands. Only WeChat's
 * view layer needs that; elsewhere nothing is added.
 */
export const OwnUpdates = ({ children }: { children: ReactNode }) =>
  process.env.TARO_ENV === 'weapp' ? <CustomWrapper>{children}</CustomWrapper> : <>{children}</>;
