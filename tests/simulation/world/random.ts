const WORDS = 2 ** 32;

/**
 * Numbers that look random and are the same for the same seed on every platform: xoshiro128** by Blackman and Vigna
 * (https://prng.di.unimi.it), its state filled by splitmix32. For simulations, not for secrets.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** seed: a whole number from 0 to 2^53 - 1; neighbouring seeds give unrelated numbers. */
  constructor(readonly seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`seed ${seed}`);
    const low = splitmix(seed | 0);
    const high = splitmix(Math.floor(seed / WORDS) ^ 0x5bd1e995);
    this.a = low() ^ high();
    this.b = low() ^ high();
    this.c = low() ^ high();
    this.d = low() ^ high();
  }

  /** The next 32 bits, as a number from 0 to 2^32 - 1. */
  private word(): number {
    const scrambled = Math.imul(rotated(Math.imul(this.b, 5), 7), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = rotated(this.d, 11);
    return scrambled;
  }

  /** A whole number from 0 to below - 1, each as likely as the others. below: 1 to 2^32. */
  integer(below: number): number {
    if (!Number.isInteger(below) || below < 1 || below > WORDS) throw new RangeError(`an integer below ${below}`);
    // Words beyond the last whole multiple would make small numbers likelier.
    const usable = WORDS - (WORDS % below);
    for (;;) {
      const word = this.word();
      if (word < usable) return word % below;
    }
  }

  /** true with probability p: never for 0, always for 1. */
  chance(p: number): boolean {
    return this.word() / WORDS < p;
  }

  /** One of the items; there must be one. */
  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('nothing to pick from');
    return items[this.integer(items.length)] as Item;
  }

  /** The items in an order of chance, in a new array. */
  shuffle<Item>(items: readonly Item[]): Item[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = this.integer(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
    }
    return shuffled;
  }

  /** Another sequence, that depends on where this one is: what draws from it leaves this one's numbers as they are. */
  fork(): Random {
    return new Random((this.word() >>> 11) * WORDS + this.word());
  }
}

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** Turns a seed into well mixed words, which xoshiro's state needs. */
function splitmix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  };
}
