/** A broken promise of the program itself, never an expected failure: those are values with a code. */
export class InvariantError extends Error {
  override name = 'InvariantError';
}

/** Throws InvariantError unless the condition holds. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
