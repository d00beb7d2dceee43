import { note } from '../log';
import { cloud } from './cloud';
import { device } from './device';
import { fileSystem } from './file-system';
import { feedback } from './interface';
import { life } from './life';
import { media } from './media';
import { navigation } from './navigation';
import { requests } from './network';
import { payment } from './payment';
import { place } from './place';
import { privacy } from './privacy';
import { queries } from './query';
import { storage } from './storage';

/** What Taro's own run time puts on `wx`, or looks for before it goes on without. */
const TOLD_NOT_MISSING = new Set(['webpackJsonp']);

const known: Record<string, unknown> = {
  ...device,
  ...feedback,
  ...fileSystem,
  ...life,
  ...media,
  ...navigation,
  ...payment,
  ...place,
  ...privacy,
  ...queries,
  ...requests,
  ...storage,
  cloud,
  canIUse: (name: string) => name.split('.')[0]! in known,
};

/** `wx`, as the app sees it. A key that the player has not is noted: the test that reads the log decides. */
export const wx: Record<string, unknown> = new Proxy(known, {
  get(target, key) {
    if (typeof key === 'string' && !(key in target) && !TOLD_NOT_MISSING.has(key)) note('missing', `wx.${key}`);
    return Reflect.get(target, key) as unknown;
  },
});
