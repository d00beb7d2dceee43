import { sdk } from './sdk';

/** Who calls a function, as the platform says; nothing in the request has a part in it. */
export interface Caller {
  /** '' when the call carries none. */
  openid: string;
  /** Where the call began, then what passed it on: `['wx_client']`, `['wx_client', 'scf']`. */
  sources: readonly string[];
  /** Address of the client's network; '' when there is none. */
  address: string;
}

/** Reads who makes the call under way. Only valid while the function's `main` has not awaited anything. */
export function readCaller(): Caller {
  const { OPENID, SOURCE, CLIENTIP } = sdk.getWXContext();
  return {
    openid: OPENID === undefined ? '' : String(OPENID),
    sources: (SOURCE ?? '').split(',').filter((source) => source !== ''),
    address: CLIENTIP ?? '',
  };
}
