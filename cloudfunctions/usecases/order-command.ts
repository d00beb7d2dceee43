import type { OrderDocument } from './documents';

/**
 * Whether a command on an order is new, was carried out before, or its id was used for something else, by the hash of
 * what it asks for (`inputHash`).
 */
export function orderCommand(
  { timeline }: Pick<OrderDocument, 'timeline'>,
  commandId: string,
  hash: string,
): 'new' | 'done' | 'reused' {
  const entry = timeline.find((each) => each.commandId === commandId);
  if (!entry) return 'new';
  return entry.inputHash === hash ? 'done' : 'reused';
}
