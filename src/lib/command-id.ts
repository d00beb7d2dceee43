const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** An id for one intent of a person: made when the sheet or page opens, sent again with every retry of the same tap. */
export function newCommandId(): string {
  let id = Date.now().toString(36);
  while (id.length < 20) id += ALPHABET[Math.floor(Math.random() * ALPHABET.length)];
  return id;
}
