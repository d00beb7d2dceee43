import { randomBytes } from 'node:crypto';
import type { Ids } from '../usecases/ports';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 16;
/** Bytes from here on are thrown away, so that every letter is equally likely. */
const FAIR_BYTES = 256 - (256 % ALPHABET.length);

function make(): string {
  let id = '';
  while (id.length < LENGTH) {
    for (const byte of randomBytes(LENGTH)) {
      if (byte < FAIR_BYTES && id.length < LENGTH) id += ALPHABET[byte % ALPHABET.length];
    }
  }
  return id;
}

/** Ids of 95 bits from the system's secure source. */
export const secureIds: Ids = { make, bytes: (length) => new Uint8Array(randomBytes(length)) };
