import Taro from '@tarojs/taro';

/** What a page heard last, with the time of it. */
interface Kept<Data> {
  data: Data;
  heardAt: number;
}

/** Reads what was kept on the device; undefined where nothing is, or the device refuses. */
export function readKept<Data>(key: string): Kept<Data> | undefined {
  try {
    const kept: unknown = Taro.getStorageSync(key);
    return kept === '' || kept === null ? undefined : (kept as Kept<Data>);
  } catch {
    return undefined;
  }
}

/** Keeps it for next time. A full or refusing storage loses nothing but the reading offline. */
export function keep<Data>(key: string, kept: Kept<Data>): void {
  try {
    Taro.setStorageSync(key, kept);
  } catch {
    // Nothing to tell anybody: the page shows what it has.
  }
}
