import { storable } from '../../../cloudfunctions/adapters/storable';
import type { Change, Condition, Where } from '../../../cloudfunctions/usecases/ports';
import type { Filter } from '../../../localcloud/engine/types';

/** The conditions as the engine takes them. Throws RangeError as the cloud's store does. */
export function filterOf(where: Where): Filter {
  const filter: Filter = {};
  for (const [name, condition] of Object.entries(where)) {
    const [field, asked] = fieldOf(name, condition);
    if (field in filter) throw new RangeError(`two conditions on ${field}`);
    filter[field] = asked;
  }
  return filter;
}

function fieldOf(field: string, condition: Condition): [string, unknown] {
  if (typeof condition !== 'object' || condition === null) return [field, condition];
  if ('in' in condition) return [field, { $in: [...condition.in] }];
  if ('unmarked' in condition) return [`${field}.id`, { $ne: condition.unmarked }];
  if ('marked' in condition) return [`${field}.id`, condition.marked];
  const bounds = Object.entries(condition).filter(([, value]) => value !== undefined);
  if (bounds.length === 0) throw new RangeError(`an empty condition on ${field} would match everything`);
  return [field, Object.fromEntries(bounds.map(([bound, value]) => [`$${bound}`, value]))];
}

/** The change as the engine takes it. Throws RangeError as the cloud's store does. */
export function updateOf(change: Change): Record<string, Record<string, unknown>> {
  const update: Record<string, Record<string, unknown>> = {};
  const taken: string[] = [];
  const add = <Value>(
    operator: string,
    values: Readonly<Record<string, Value>> | undefined,
    operand: (value: Value) => unknown,
  ): void => {
    for (const [field, value] of Object.entries(values ?? {})) {
      if (taken.some((other) => overlaps(other, field))) throw new RangeError(`two changes of ${field}`);
      taken.push(field);
      update[operator] = { ...update[operator], [field]: operand(value) };
    }
  };
  const asIs = (value: unknown): unknown => storable(value);
  add('$set', change.set, asIs);
  add('$inc', change.increment, asIs);
  add('$push', change.push, (value) => ({ $each: [storable(value)] }));
  add('$addToSet', change.addToSet, asIs);
  add('$pull', change.pull, asIs);
  add('$pull', change.unmark, (ids) => ({ id: { $in: [...ids] } }));
  if (taken.length === 0) throw new RangeError('a change that changes nothing');
  return update;
}

const overlaps = (a: string, b: string): boolean => `${a}.`.startsWith(`${b}.`) || `${b}.`.startsWith(`${a}.`);
