import { canonicalJson, sha256Hex, type CanonicalValue } from '../core/canonical';

/**
 * An id that follows from the event it stands for, so that repeating the event meets what it made the first time.
 * 21 letters and digits: it fits the payment provider's 32 characters.
 */
export const derivedId = (prefix: string, ...parts: readonly string[]): string =>
  `${prefix}${sha256Hex(parts.join('\u0000')).slice(0, 20)}`;

/** Hash of what a command asked for: the same command with other content is refused. */
export const inputHash = (input: CanonicalValue): string => sha256Hex(canonicalJson(input)).slice(0, 32);

export const refundNumber = (orderId: string, ...what: readonly string[]): string => derivedId('r', orderId, ...what);
