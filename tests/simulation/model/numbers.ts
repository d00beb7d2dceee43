/** A number that is one exactly. Throws RangeError for what passes 2^53. */
export function exact(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an exact integer`);
  return value === 0 ? 0 : value;
}

/** floor(amount * times / by), by > 0. */
export function floorOf(amount: number, times: number, by: number): number {
  const product = BigInt(amount) * BigInt(times);
  const whole = product / BigInt(by);
  return exact(Number(product < whole * BigInt(by) ? whole - 1n : whole));
}

export const sumOf = <Item>(items: Iterable<Item>, amountOf: (item: Item) => number): number => {
  let sum = 0;
  for (const item of items) sum = exact(sum + amountOf(item));
  return sum;
};

/**
 * Spreads a total by largest remainder (rulebook section 5): everyone has the floor of their exact share, and while
 * something is left over, one goes to whoever is owed the most, the earlier on ties.
 */
export function sharesOf(total: number, weights: readonly number[]): number[] {
  const all = sumOf(weights, (weight) => weight);
  if (all === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => floorOf(total, weight, all));
  const owed = weights.map(
    (weight, index) => BigInt(total) * BigInt(weight) - BigInt(shares[index] ?? 0) * BigInt(all),
  );
  for (let left = total - sumOf(shares, (share) => share); left > 0; left -= 1) {
    let most = 0;
    owed.forEach((part, index) => {
      if (part > (owed[most] ?? 0n)) most = index;
    });
    shares[most] = (shares[most] ?? 0) + 1;
    owed[most] = -1n;
  }
  return shares;
}
