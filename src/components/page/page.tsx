import { useEffect, type ReactNode } from 'react';
import { View } from '@tarojs/components';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { classNames } from '@/lib/class-names';
import { useElder } from '@/lib/elder';
import './page.scss';

interface PageProps {
  children: ReactNode;
  /** 大字版: larger type and controls for everything inside; by default what the person chose on 我的. */
  elder?: boolean;
  /** Takes the whole window in a browser instead of the 480 px column (merchant pages). */
  wide?: boolean;
  className?: string;
}

const setWide = (on: boolean) => {
  if (process.env.TARO_ENV === 'h5') document.documentElement.classList.toggle('lt-wide', on);
};

/** The root of every page: paper ground, type size, width. */
export function Page({ children, elder, wide = false, className }: PageProps) {
  const chosen = useElder();
  useDidShow(() => setWide(wide));
  useDidHide(() => setWide(false));
  useEffect(() => {
    setWide(wide);
    return () => setWide(false);
  }, [wide]);
  return <View className={classNames('lt-page', (elder ?? chosen) && 'elder', className)}>{children}</View>;
}
