import * as v from 'valibot';

declare const unit: unique symbol;

/**
 * An amount of money: an integer number of fen (分, 1/100 yuan), negative where something is owed.
 * At run time it is a plain number, so it travels and is stored as one; to the compiler it is opaque, so
 * that `price + 1` or `price * 2` does not compile and every sum goes through the functions below.
 */
export interface Fen {
  readonly [unit]: 'fen';
}

/** Largest magnitude that the arithmetic below accepts: 2^50 fen, about eleven trillion yuan. */
export const MAX_FEN = 2 ** 50;

/** Brands an integer as fen. Throws RangeError for anything but an integer within ±2^50. */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount) || Math.abs(amount) > MAX_FEN)
    throw new RangeError(`not an amount of fen: ${amount}`);
  // -0 would survive JSON as 0 but compare unequal with Object.is, so it never comes into being.
  return (amount === 0 ? 0 : amount) as unknown as Fen;
}

/** The plain number of fen, for formatting, hashing and the wire. */
export const fenToNumber = (amount: Fen): number => amount as unknown as number;

export const ZERO_FEN = fen(0);

export const addFen = (...amounts: readonly Fen[]): Fen =>
  fen(amounts.reduce((sum, each) => sum + fenToNumber(each), 0));
export const subtractFen = (from: Fen, amount: Fen): Fen => fen(fenToNumber(from) - fenToNumber(amount));
export const negateFen = (amount: Fen): Fen => fen(-fenToNumber(amount));
/** units: an integer, 0 or more. */
export const timesFen = (amount: Fen, units: number): Fen => fen(fenToNumber(amount) * units);
export const minFen = (...amounts: readonly Fen[]): Fen => fen(Math.min(...amounts.map(fenToNumber)));
export const maxFen = (...amounts: readonly Fen[]): Fen => fen(Math.max(...amounts.map(fenToNumber)));
export const compareFen = (a: Fen, b: Fen): number => fenToNumber(a) - fenToNumber(b);
export const isZeroFen = (amount: Fen): boolean => fenToNumber(amount) === 0;
export const isPositiveFen = (amount: Fen): boolean => fenToNumber(amount) > 0;

/** floor(amount * numerator / denominator), exact for every amount: the product may pass 2^53, so it is a BigInt. */
export function scaleFen(amount: Fen, numerator: number, denominator: number): Fen {
  return fen(floorDivide(BigInt(fenToNumber(amount)) * BigInt(numerator), BigInt(denominator)));
}

/** floor(amount * bps / 10,000). */
export const rateFen = (amount: Fen, bps: number): Fen => scaleFen(amount, bps, 10_000);

/** floor(dividend / divisor) for divisor > 0, as a number. */
export function floorDivide(dividend: bigint, divisor: bigint): number {
  const quotient = dividend / divisor;
  return Number(dividend % divisor < 0n ? quotient - 1n : quotient);
}

/**
 * Spreads total over weights in proportion, by largest remainder: everyone gets the floor of their exact share, the
 * fen left over go one each to the largest fractional parts, earlier first on ties (rulebook section 5).
 * total >= 0, weights integers >= 0. The parts always sum to total; with no weight at all, total must be 0.
 */
export function allocateFen(total: Fen, weights: readonly number[]): Fen[] {
  return allocate(fenToNumber(total), weights).map(fen);
}

/** The same for any integer unit. Throws RangeError where nothing can take the total. */
export function allocate(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total) || total < 0) throw new RangeError(`cannot allocate ${total}`);
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0))
    throw new RangeError('weights are integers >= 0');
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) {
    if (total !== 0) throw new RangeError(`nothing can take ${total}`);
    return weights.map(() => 0);
  }
  const shares = weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, floor: Number(product / sum), remainder: product % sum };
  });
  let left = total - shares.reduce((all, share) => all + share.floor, 0);
  const parts = shares.map((share) => share.floor);
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of byRemainder) {
    if (left === 0) break;
    parts[share.index] = share.floor + 1;
    left -= 1;
  }
  return parts;
}

const MINUS = '\u2212';

/** The parts of an amount as a price shows them: sign, yuan with thousands commas, two digits of fen. */
export function splitFen(amount: Fen): { sign: '' | typeof MINUS; yuan: string; cents: string } {
  const value = fenToNumber(amount);
  const digits = String(Math.abs(value)).padStart(3, '0');
  return {
    sign: value < 0 ? MINUS : '',
    yuan: digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ','),
    cents: digits.slice(-2),
  };
}

/** `¥1,234.50`, negative `−¥8.00` with U+2212 before the sign of the currency. */
export function formatFen(amount: Fen): string {
  const { sign, yuan, cents } = splitFen(amount);
  return `${sign}¥${yuan}.${cents}`;
}

/** Reads what a person types, `12`, `12.5`, `12.50`, into fen; undefined when it is no amount of at most 9 digits of yuan. */
export function parseYuan(text: string): Fen | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim());
  return match ? fen(Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))) : undefined;
}

/** Schema of an amount on the wire; min and max in fen. */
export const fenSchema = (min = -MAX_FEN, max = MAX_FEN) =>
  v.pipe(
    v.number('金额要是整数分'),
    v.safeInteger('金额要是整数分'),
    v.minValue(min),
    v.maxValue(max),
    v.transform(fen),
  );
