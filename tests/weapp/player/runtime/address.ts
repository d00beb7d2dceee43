/** Where a page is asked for: its path and the parameters, which WeChat hands over as they were written. */
export interface Address {
  path: string;
  query: Record<string, string>;
}

function queryOf(text: string): Record<string, string> {
  const pairs = text.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/** Reads `/pages/group/index?g=1`, or a path relative to the page `from`. */
export function parseAddress(url: string, from = ''): Address {
  const [path = '', query = ''] = url.split('?');
  const absolute = path.startsWith('/') ? path.slice(1) : new URL(path, `http://x/${from}`).pathname.slice(1);
  return { path: absolute.replace(/\.html$/, ''), query: queryOf(query) };
}

export function addressText({ path, query }: Address): string {
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${value}`);
  return `/${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}
