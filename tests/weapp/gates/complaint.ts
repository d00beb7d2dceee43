/** A sentence that can be acted on: where, what is wrong, and what to do about it. */
export function complaint(where: string, wrong: string, remedy: string): string {
  return `${where}: ${wrong.trim().replaceAll('\n', '\n    ')}\n    → ${remedy}`;
}
