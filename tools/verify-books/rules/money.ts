/** floor(amount * by / of), exact whatever the size: products pass 2^53. by and of: integers, of > 0. */
export function proportion(amount: number, by: number, of: number): number {
  const product = BigInt(amount) * BigInt(by);
  const quotient = product / BigInt(of);
  return Number(product % BigInt(of) < 0n ? quotient - 1n : quotient);
}

/** floor(amount * bps / 10,000). */
export const rate = (amount: number, bps: number): number => proportion(amount, bps, 10_000);

/**
 * Spreads a total over weights by largest remainder (rulebook section 5): the floor of each exact share, and what is
 * left over one each to the largest fractional parts, earlier ones first on ties. All zero where there is no weight.
 */
export function spread(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (all === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => proportion(weight, total, all));
  const rest = total - shares.reduce((sum, share) => sum + share, 0);
  const fraction = (index: number): bigint => (BigInt(total) * BigInt(weights[index] ?? 0)) % BigInt(all);
  weights
    .map((_, index) => index)
    .sort((a, b) => (fraction(a) === fraction(b) ? a - b : fraction(a) > fraction(b) ? -1 : 1))
    .slice(0, rest)
    .forEach((index) => (shares[index] = (shares[index] ?? 0) + 1));
  return shares;
}

export const sum = (amounts: Iterable<number>): number => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
};
