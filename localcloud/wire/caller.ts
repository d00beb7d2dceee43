/** Which invocation sent a request, as told by the token that the runner gave it. */
export interface WireCaller {
  token: string;
  /** 0 when the request comes from outside any invocation. */
  invocation: number;
  openid: string;
}

/** Reads `local:<invocation>:<function>:<openid>`. */
export function parseCaller(token: unknown): WireCaller {
  const text = typeof token === 'string' ? token : '';
  const parts = /^local:(\d+):[^:]*:(.*)$/.exec(text);
  return { token: text, invocation: Number(parts?.[1] ?? 0), openid: parts?.[2] ?? '' };
}
