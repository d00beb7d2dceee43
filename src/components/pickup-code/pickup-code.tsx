import { useEffect, useMemo, type ReactNode } from 'react';
import { Image, View } from '@tarojs/components';
import Taro, { useDidHide, useDidShow } from '@tarojs/taro';
import { aria } from '@/lib/aria';
import { qrImage } from './qr-image';
import './pickup-code.scss';

interface PickupCodeProps {
  /** The pickup point's name. */
  place: string;
  /** Six digits. */
  code: string;
  /** What the QR code carries; by default the digits. */
  qrText?: string;
  /** waiting and partly can still be handed over; taken and auto-taken show no QR code. */
  state?: 'waiting' | 'partly' | 'taken' | 'auto-taken';
  /** Line under the digits; by default that of the state. */
  hint?: string;
  /** Makes the screen brighter while the page is shown, so that a scanner can read it. */
  brighten?: boolean;
  /** What is in the parcel, until when, and buttons. */
  children?: ReactNode;
}

const HINT = {
  waiting: '出示给团长，或让团长扫右边的码',
  partly: '还有没取的，出示给团长',
  taken: '已经取齐',
  'auto-taken': '到期没来取，已按已取处理',
} as const;

/** The doorplate that opens the door: a pickup code in 3 + 3 digits with its QR code. */
export function PickupCode({
  place,
  code,
  qrText = code,
  state = 'waiting',
  hint = HINT[state],
  brighten = false,
  children,
}: PickupCodeProps) {
  const usable = state === 'waiting' || state === 'partly';
  const qr = useMemo(() => (usable ? qrImage(qrText) : ''), [usable, qrText]);
  useBrightScreen(brighten && usable);
  return (
    <View className="lt-pickup">
      <View
        className={usable ? 'lt-pickup-plate' : 'lt-pickup-plate lt-pickup-done'}
        {...aria('group', `${place}，取件码 ${code.split('').join(' ')}，${hint}`)}
      >
        <View className="lt-pickup-rule" />
        <View className="lt-pickup-screw lt-pickup-screw-left" />
        <View className="lt-pickup-screw lt-pickup-screw-right" />
        <View className="lt-pickup-words">
          <View className="lt-pickup-place">{`${place} · 取件码`}</View>
          <View className="lt-pickup-digits">{`${code.slice(0, 3)} ${code.slice(3)}`}</View>
          <View className="lt-pickup-hint">{hint}</View>
        </View>
        {usable && (
          <View className="lt-pickup-qr">
            <Image className="lt-pickup-qr-image" src={qr} {...aria('img', '取件二维码')} />
          </View>
        )}
      </View>
      {children && <View className="lt-pickup-body">{children}</View>}
    </View>
  );
}

function useBrightScreen(on: boolean) {
  const usesPhone = process.env.TARO_ENV === 'weapp' && on;
  // -1 gives the brightness back to the system.
  const restore = () => void Taro.setScreenBrightness({ value: -1 }).catch(() => undefined);
  const raise = () => void Taro.setScreenBrightness({ value: 1 }).catch(() => undefined);
  useDidShow(() => {
    if (usesPhone) raise();
  });
  useDidHide(() => {
    if (usesPhone) restore();
  });
  useEffect(() => {
    if (!usesPhone) return undefined;
    raise();
    return restore;
  }, [usesPhone]);
}
