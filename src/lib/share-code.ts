import Taro from '@tarojs/taro';

let current: string | undefined;

const CODE = /^[0-9A-Za-z]{8}$/;

/**
 * Remembers the short code of the card that this visit came through. It goes along with every call, so that whichever
 * reaches the server first binds a new member (rulebook section 8).
 */
export function rememberShareCode(code: string | undefined): void {
  if (code !== undefined && CODE.test(code)) current = code;
}

/** The code in the path or scene that the app was started with, or that a page reported. */
export function shareCode(): string | undefined {
  if (current === undefined) rememberShareCode(codeOf(Taro.getLaunchOptionsSync?.()?.query));
  return current;
}

/** A chat card carries `s`; a mini-program code carries a scene of `s,g`. */
export function codeOf(query: Record<string, unknown> | undefined): string | undefined {
  if (typeof query?.s === 'string') return query.s;
  if (typeof query?.scene !== 'string') return undefined;
  return decodeURIComponent(query.scene).split(',')[0];
}
