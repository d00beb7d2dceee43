/** What keeps the books right at one place, and how to take it away. */
export interface Guard {
  /** Its row in docs/ledger.md. */
  id: string;
  /** What it prevents, in one sentence. */
  what: string;
  file: string;
  /** Text of the file that stands there exactly once. */
  guard: string;
  /** What stands there without the guard. */
  without: string;
  /** The test that must fail then: arguments for jest, or seeds of the simulation. */
  by: { jest: readonly string[] } | { seeds: number };
}
