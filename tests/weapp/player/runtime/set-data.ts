import { component } from 'glass-easel-miniprogram-adapter';
import { noteError } from './log';

/** One crossing from the logic layer to the view layer. */
export interface SetDataCall {
  /** Path of the page or component. */
  of: string;
  /** UTF-8 bytes of the data as JSON. */
  bytes: number;
  /** The paths that were set. */
  paths: string[];
}

/** WeChat refuses more in one call. */
const MOST_BYTES = 1024 * 1024;

const calls: SetDataCall[] = [];
const encoder = new TextEncoder();

type Data = Record<string, unknown>;
interface Caller {
  is: string;
  setData(data: Data, callback?: () => void): void;
}

/** In WeChat data cross between two threads as JSON: functions and `undefined` are lost, and nothing is shared. */
export function countSetData(): void {
  const prototype = (component as unknown as { ComponentCaller: { prototype: Caller } }).ComponentCaller.prototype;
  const original = prototype.setData;
  prototype.setData = function setData(this: Caller, data: Data, callback?: () => void) {
    const json = JSON.stringify(data);
    const bytes = encoder.encode(json).length;
    calls.push({ of: this.is, bytes, paths: Object.keys(data) });
    if (bytes > MOST_BYTES) noteError(this.is, `setData of ${bytes} bytes: WeChat takes at most ${MOST_BYTES}`);
    original.call(this, JSON.parse(json) as Data, callback);
  };
}

export const setDataCalls = (): readonly SetDataCall[] => calls;
export function forgetSetDataCalls(): void {
  calls.length = 0;
}
