import { invariant } from '../invariant';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 8;

/**
 * The short code of a share (rulebook section 8): 8 base62 characters, from at least 8 random bytes. All bytes together
 * are one number, so that no character is noticeably likelier than another, as byte % 62 would make it.
 */
export function shortCode(bytes: Uint8Array): string {
  invariant(bytes.length >= LENGTH, 'a short code takes at least 8 random bytes');
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let code = '';
  while (code.length < LENGTH) {
    code += ALPHABET[Number(number % 62n)];
    number /= 62n;
  }
  return code;
}
