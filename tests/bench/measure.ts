/** One thing measured two ways. Each way does `count` operations, and is told the round, so that it can take new data. */
export interface Comparison {
  name: string;
  kind: 'read' | 'write';
  count: number;
  ours(round: number): void | Promise<void>;
  baseline(round: number): void | Promise<void>;
}

export interface Outcome {
  name: string;
  kind: 'read' | 'write';
  /** Medians over the rounds, in microseconds an operation. */
  oursMicroseconds: number;
  baselineMicroseconds: number;
  /** Baseline time over our time: 1 is as fast, 0.5 takes twice as long. The median of the rounds' ratios. */
  ratio: number;
  lowestRatio: number;
  highestRatio: number;
}

/** Measures in rounds that take turns, so that a slow moment of the machine falls on both. The first is a warm-up. */
export async function compare(comparison: Comparison, rounds: number): Promise<Outcome> {
  const ours: number[] = [];
  const baseline: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const oursFirst = round % 2 === 0;
    if (oursFirst) ours.push(await time(comparison.ours, round, comparison.count));
    baseline.push(await time(comparison.baseline, round, comparison.count));
    if (!oursFirst) ours.push(await time(comparison.ours, round, comparison.count));
  }
  const measured = ours.slice(1);
  const ratios = measured.map((microseconds, i) => baseline[i + 1]! / microseconds).sort((a, b) => a - b);
  return {
    name: comparison.name,
    kind: comparison.kind,
    oursMicroseconds: median(measured),
    baselineMicroseconds: median(baseline.slice(1)),
    ratio: median(ratios),
    lowestRatio: ratios[0]!,
    highestRatio: ratios[ratios.length - 1]!,
  };
}

async function time(run: Comparison['ours'], round: number, count: number): Promise<number> {
  const started = process.hrtime.bigint();
  await run(round);
  return Number(process.hrtime.bigint() - started) / 1000 / count;
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Prints one line an outcome. `baseline` names what ours is held against. */
export function printOutcomes(title: string, baseline: string, outcomes: readonly Outcome[]): void {
  const lines = outcomes.map(({ name, oursMicroseconds, baselineMicroseconds, ratio, lowestRatio, highestRatio }) => [
    name,
    `${oursMicroseconds.toFixed(1)} us`,
    `${baselineMicroseconds.toFixed(1)} us`,
    ratio.toFixed(3),
    `${lowestRatio.toFixed(3)} - ${highestRatio.toFixed(3)}`,
  ]);
  const table = [['', 'ours', baseline, 'ratio', 'spread'], ...lines];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  console.log(`\n${title}`);
  for (const row of table)
    console.log(row.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  '));
}
