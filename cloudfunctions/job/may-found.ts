import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Whether a call may found a merchant or rebuild the views: it knows the deployment's own secret, and comes from the
 * cloud's tools, not from WeChat. A deployment without LINTUAN_SETUP_SECRET does neither. Digests are compared, for they
 * are of one length.
 */
export function mayFound(source: string, given: unknown, secret: string | undefined): boolean {
  if (source.startsWith('wx_') || typeof given !== 'string' || !secret) return false;
  return timingSafeEqual(digest(given), digest(secret));
}
