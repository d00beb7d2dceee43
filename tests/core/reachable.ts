/** Every state that a table of transitions leads to from a first one, that one included, sorted. */
export function reachable<State extends string>(
  transitions: Readonly<Record<State, readonly State[]>>,
  first: State,
): State[] {
  const seen = new Set<State>([first]);
  for (const state of seen) for (const next of transitions[state]) seen.add(next);
  return [...seen].sort();
}
