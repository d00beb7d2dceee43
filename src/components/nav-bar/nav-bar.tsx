import { useMemo, useState, type ReactNode } from 'react';
import { View } from '@tarojs/components';
import Taro, { usePageScroll } from '@tarojs/taro';
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
  /** Lies over a picture, with a round light button, until the picture has gone by; the title shows from then on. */
  over?: boolean;
  /** In place of going back. */
  onBack?: () => void;
}

const HOME = '/pages/home/index';
/** CSS pixels of a picture that have to be gone before the bar is solid: nothing else runs under the clock and the capsule. */
const PICTURE_GONE_PX = 180;

/** The page's own navigation bar. Keeps clear of WeChat's capsule; the first page of a stack gets a way home. */
export function NavBar({ title = '', large = false, children, root = large, over: lies = false, onBack }: NavBarProps) {
  const [gone, setGone] = useState(false);
  const over = lies && !gone;
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
      className={classNames('lt-nav', lies && 'lt-nav-lies', over && 'lt-nav-over')}
      style={{ paddingTop: `${statusPx}px`, paddingRight: `${rightPx}px` }}
    >
      <View className="lt-nav-bar" style={{ minHeight: `${barPx}px` }}>
        {leading}
        {children}
        {large && <View className="lt-nav-large">{title}</View>}
      </View>
      {lies && <PictureGone tell={setGone} />}
      {!large && !children && !over && title && (
        <View className="lt-nav-title" style={{ top: `${statusPx}px`, height: `${barPx}px`, lineHeight: `${barPx}px` }}>
          {title}
        </View>
      )}
    </View>
  );
}

/** Listens to the page's scrolling, which only a page with a picture at its top needs. */
function PictureGone({ tell }: { tell: (gone: boolean) => void }) {
  usePageScroll(({ scrollTop }) => tell(scrollTop > PICTURE_GONE_PX));
  return null;
}
