import { log, type LogEntry } from './log';
import { forgetSetDataCalls, setDataCalls, type SetDataCall } from './set-data';
import { navigateBack, stack, top } from './stack';

/** What the driver of the tests may ask of the player. */
export interface PlayerWindow {
  log(): LogEntry[];
  setDataCalls(): SetDataCall[];
  forgetSetDataCalls(): void;
  /** Paths of the open pages, the one on top last. */
  pages(): string[];
  query(): Record<string, string>;
  /** The phone's back gesture. */
  back(): void;
  /** Calls what WeChat calls on the page on top, e.g. `onShareAppMessage`. */
  callPage(name: string, ...args: unknown[]): unknown;
  pageData(): unknown;
}

export function forTests(): void {
  const player: PlayerWindow = {
    log: () => [...log],
    setDataCalls: () => [...setDataCalls()],
    forgetSetDataCalls,
    pages: () => stack().map(({ path }) => path),
    query: () => top()?.address.query ?? {},
    back: () => navigateBack(),
    callPage: (name, ...args) => top()?.call(name, ...args),
    pageData: () => top()?.instance.data,
  };
  Object.assign(window, { lintuanPlayer: player });
}
