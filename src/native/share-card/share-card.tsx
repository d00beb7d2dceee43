import { PaintedInBrowser } from '../painting/painted-in-browser';
import type { PaintedProps } from '../painting/painted-props';
import { shareCardSketch } from './sketch';

/** The picture of a chat card, painted out of sight. Its page names `lt-share-card` among its native components. */
export function ShareCard({ facts, onReady, onFailed }: PaintedProps) {
  if (process.env.TARO_ENV === 'h5')
    return <PaintedInBrowser sketch={shareCardSketch} facts={facts} onReady={onReady} onFailed={onFailed} />;
  return (
    <lt-share-card
      facts={facts}
      onReady={({ detail }) => onReady(detail.path)}
      onFailed={({ detail }) => onFailed(detail.reason)}
    />
  );
}
