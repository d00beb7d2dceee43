import { useMemo, type ReactNode } from 'react';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { Icon } from '@/components/icon/icon';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import { readNavMetrics } from '@/lib/nav-metrics';
import './nav-bar.scss';

interface NavBarProps {
  title?: string;
  /** A tab page: its title stands large at the left, and there is nowhere to go back to. */
  large?: boolean;
  /** In place of the title at the left: a doorplate. */
  children?: ReactNode;
  /** Shows no back or home button (with `children` on a tab page). */
  root?: boolean;
  /** Lies over a picture, with a round light button. */
  over?: boolean;
  /** In place of going back. */
  onBack?: () => void;
}

const HOME = '/pages/home/index';

/** The page's own navigation bar. Keeps clear of WeChat's capsule; the first page of a stack gets a way home. */
export function NavBar({ title = '', large = false, children, root = large, over = false, onBack }: NavBarProps) {
  const { statusPx, barPx, rightPx } = useMemo(readNavMetrics, []);
  const first = Taro.getCurrentPages().length <= 1;
  const leave = () => {
    if (onBack) onBack();
    else if (first) void Taro.switchTab({ url: HOME });
    else void Taro.navigateBack();
  };
  const leading = !root && (
    <View
      className={classNames('lt-nav-back', over && 'lt-nav-back-over')}
      hoverClass="lt-press"
      onClick={leave}
      {...aria('button', first && !onBack ? '回到首页' : '返回')}
    >
      <View className={over ? 'lt-nav-round' : 'lt-nav-plain'}>
        <Icon name={first && !onBack ? 'house-line' : 'caret-left'} size={over ? 'm' : 'l'} />
      </View>
    </View>
  );
  return (
    <View
      className={classNames('lt-nav', over && 'lt-nav-over')}
      style={{ paddingTop: `${statusPx}px`, paddingRight: `${rightPx}px` }}
    >
      <View className="lt-nav-bar" style={{ minHeight: `${barPx}px` }}>
        {leading}
        {children}
        {large && <View className="lt-nav-large">{title}</View>}
      </View>
      {!large && !children && title && (
        <View className="lt-nav-title" style={{ top: `${statusPx}px`, height: `${barPx}px`, lineHeight: `${barPx}px` }}>
          {title}
        </View>
      )}
    </View>
  );
}
