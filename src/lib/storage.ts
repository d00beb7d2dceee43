import Taro from '@tarojs/taro';
import { previewHost } from './host';

/** What a page heard last, with the time of it. */
interface Kept<Data> {
  data: Data;
  heardAt: number;
}

/** In the preview several people share one browser; what one of them read is not the next one's. */
const own = (key: string): string => (process.env.TARO_ENV === 'h5' ? `${previewHost().openid()}/${key}` : key);

/** Reads what was kept on the device; undefined where nothing is, or the device refuses. */
export function readKept<Data>(key: string): Kept<Data> | undefined {
  try {
    const kept: unknown = Taro.getStorageSync(own(key));
    return kept === '' || kept === null ? undefined : (kept as Kept<Data>);
  } catch {
    return undefined;
  }
}

/** Keeps it for next time. A full or refusing storage loses nothing but the reading offline. */
export function keep<Data>(key: string, kept: Kept<Data>): void {
  try {
    Taro.setStorageSync(own(key), kept);
  } catch {
    // Nothing to tell anybody: the page shows what it has.
  }
}
