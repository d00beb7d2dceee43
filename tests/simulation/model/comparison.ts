type Value = string | number | boolean | null | undefined;

/** How long after something was due it must have been done: the timer ticks every day at least. */
export const GRACE_MS = 2 * 86_400_000;

/** Counts what was compared, and says in a sentence what was not as the rulebook has it. */
export class Comparison {
  compared = 0;
  readonly differences: string[] = [];

  /** One value: as the model has it, and as it is shown. */
  same(where: string, what: string, expected: Value, found: Value): void {
    this.compared += 1;
    if (expected !== found)
      this.differences.push(`${where}: ${what} is ${String(found)}, by the model ${String(expected)}`);
  }

  /** Something that must be so; the sentence says what is wrong. */
  must(isSo: boolean, where: string, wrong: string): void {
    this.compared += 1;
    if (!isSo) this.differences.push(`${where}: ${wrong}`);
  }
}
