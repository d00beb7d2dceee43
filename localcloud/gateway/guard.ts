import type { IncomingMessage } from 'node:http';

const OWN_NAMES = new Set(['127.0.0.1', 'localhost']);

const hostName = (host: string): string => host.replace(/:\d+$/, '');

/**
 * Why a request is turned away; undefined when it may pass. A foreign host name means that a web page made its own name
 * point here; a foreign origin on a write means that a web page tries to act through the visitor's browser.
 */
export function refusal(request: IncomingMessage): string | undefined {
  const host = request.headers.host ?? '';
  if (!OWN_NAMES.has(hostName(host))) return 'the local cloud answers to 127.0.0.1 and localhost only';
  const { origin } = request.headers;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead && origin !== undefined && origin !== `http://${host}`) return 'this origin may not write here';
  return undefined;
}
