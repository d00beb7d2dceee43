import { host } from '../host';
import { doing, Refusal } from './answer';

/** What the app keeps on the phone. Everybody in the local cloud has a phone of their own. */

const MOST_KEY_BYTES = 1024 * 1024;
const MOST_BYTES = 10 * 1024 * 1024;

const prefix = (): string => `weapp:${host().openid()}:`;
const keys = (): string[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix()))
    .map((key) => key.slice(prefix().length));
const sizeOf = (key: string): number => key.length + (localStorage.getItem(prefix() + key)?.length ?? 0);
const size = (): number => keys().reduce((sum, key) => sum + sizeOf(key), 0);

function write(key: string | undefined, data: unknown): void {
  if (key === undefined || key === '') throw new Refusal('parameter error: key is missing');
  const json = JSON.stringify({ data });
  if (json.length > MOST_KEY_BYTES) throw new Refusal('entry size limit reached');
  if (size() - sizeOf(key) + json.length > MOST_BYTES) throw new Refusal('exceed storage max size 10Mb');
  localStorage.setItem(prefix() + key, json);
}

function read(key: string): { found: boolean; data: unknown } {
  const json = localStorage.getItem(prefix() + key);
  if (json === null) return { found: false, data: '' };
  return { found: true, data: (JSON.parse(json) as { data?: unknown }).data ?? '' };
}

const clear = (): void => keys().forEach((key) => localStorage.removeItem(prefix() + key));
const info = () => ({
  keys: keys(),
  currentSize: Math.ceil(size() / 1024),
  limitSize: MOST_BYTES / 1024,
});

interface Keyed {
  key: string;
  data: unknown;
}

export const storage = {
  setStorageSync: write,
  getStorageSync: (key: string) => read(key).data,
  removeStorageSync: (key: string) => localStorage.removeItem(prefix() + key),
  clearStorageSync: clear,
  getStorageInfoSync: info,
  setStorage: doing<Keyed>('setStorage', ({ key, data }) => write(key, data)),
  getStorage: doing<Keyed>('getStorage', ({ key = '' }) => {
    const { found, data } = read(key);
    if (!found) throw new Refusal('data not found', true);
    return { data };
  }),
  removeStorage: doing<Keyed>('removeStorage', ({ key = '' }) => localStorage.removeItem(prefix() + key)),
  clearStorage: doing('clearStorage', clear),
  getStorageInfo: doing('getStorageInfo', info),
};
