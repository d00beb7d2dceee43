import type { Caller } from '../adapters/caller';

/** A person who calls: with an openid a member, or about to be one; without it a visitor. */
export interface Person {
  openid: string | undefined;
  /** Whom the rate limit counts: never stored, never logged. */
  countedAs: string;
}

/**
 * The person behind a call; undefined when none is: a timer, a payment notice, the HTTP interface, another function.
 * The search engine's crawler sees what a visitor sees, whatever it carries, so that it never becomes a member.
 */
export function identify({ openid, sources, address }: Caller): Person | undefined {
  const visitor = { openid: undefined, countedAs: `visitor:${address}` };
  switch (sources[0]) {
    case 'wx_client':
    case 'wx_devtools':
      return openid === '' ? visitor : { openid, countedAs: `openid:${openid}` };
    case 'wx_crawler':
      return visitor;
    default:
      return undefined;
  }
}
