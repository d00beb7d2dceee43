import { PaintedInBrowser } from '../painting/painted-in-browser';
import type { PaintedProps } from '../painting/painted-props';
import { posterSketch } from './sketch';

/** A poster, painted out of sight. Its page names `lt-poster` among its native components. */
export function Poster({ facts, onReady, onFailed }: PaintedProps) {
  if (process.env.TARO_ENV === 'h5')
    return <PaintedInBrowser sketch={posterSketch} facts={facts} onReady={onReady} onFailed={onFailed} />;
  return (
    <lt-poster
      facts={facts}
      onReady={({ detail }) => onReady(detail.path)}
      onFailed={({ detail }) => onFailed(detail.reason)}
    />
  );
}
