import { useEffect, useRef, useState, type ReactNode } from 'react';
import { PageContainer, View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './sheet.scss';

interface SheetProps {
  open: boolean;
  title: string;
  children: ReactNode;
  /** Stays below while the content scrolls: the button. */
  footer?: ReactNode;
  /** paper: for white things that lie in it. */
  ground?: 'surface' | 'paper';
  onClose: () => void;
}

/** Milliseconds that the way down takes; the way up takes 360. */
const DOWN = 220;

/** Rises from below for one task. Its mask, its cross, Esc and the phone's back gesture close it. */
export function Sheet({ open, title, children, footer, ground = 'surface', onClose }: SheetProps) {
  const drawn = useLingering(open);
  useEscape(open, onClose);
  const stillOpen = useRef(open);
  stillOpen.current = open;
  const wentBack = () => {
    if (stillOpen.current) onClose();
  };
  if (!drawn) return null;
  return (
    <View className={classNames('lt-sheet', !open && 'lt-sheet-leaving')}>
      {process.env.TARO_ENV === 'weapp' && (
        // It shows nothing, but while it is there WeChat's back gesture closes it instead of the page.
        <PageContainer show={open} overlay={false} duration={0} customStyle="height:0" onAfterLeave={wentBack} />
      )}
      <View className="lt-sheet-mask" catchMove onClick={onClose} {...aria('button', '关闭')} />
      <View className={classNames('lt-sheet-panel', ground === 'paper' && 'lt-sheet-paper')} {...aria('dialog', title)}>
        <View className="lt-sheet-head">
          <View className="lt-sheet-title">{title}</View>
          <View className="lt-sheet-close" hoverClass="lt-press" onClick={onClose} {...aria('button', '关闭')}>
            <Icon name="x" />
          </View>
        </View>
        <View className="lt-sheet-body">{children}</View>
        {footer && <View className="lt-sheet-foot">{footer}</View>}
      </View>
    </View>
  );
}

/** True while open and for as long as the way down takes. */
function useLingering(open: boolean): boolean {
  const [drawn, setDrawn] = useState(open);
  useEffect(() => {
    if (open) {
      setDrawn(true);
      return undefined;
    }
    const timer = setTimeout(() => setDrawn(false), DOWN);
    return () => clearTimeout(timer);
  }, [open]);
  return open || drawn;
}

function useEscape(open: boolean, onClose: () => void) {
  useEffect(() => {
    if (process.env.TARO_ENV === 'weapp' || !open) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [open, onClose]);
}
