import type { Change, Condition, Where } from '../usecases/ports';
import type { Command, Commands } from './sdk';
import { storable } from './storable';

/** The field, and the field's condition, as the SDK wants them. */
function fieldCommand(_: Commands, field: string, condition: Condition): [string, Command] {
  if (typeof condition !== 'object' || condition === null) return [field, _.eq(condition)];
  if ('in' in condition) return [field, _.in(condition.in)];
  // Not equal, on a field within an array, holds when no element is equal.
  if ('unmarked' in condition) return [`${field}.id`, _.neq(condition.unmarked)];
  if ('marked' in condition) return [`${field}.id`, _.eq(condition.marked)];
  const { gt, gte, lt, lte, ne } = condition;
  const bounds = [
    gt !== undefined && _.gt(gt),
    gte !== undefined && _.gte(gte),
    lt !== undefined && _.lt(lt),
    lte !== undefined && _.lte(lte),
    ne !== undefined && _.neq(ne),
  ].filter((bound) => bound !== false);
  const [first, ...others] = bounds;
  if (!first) throw new RangeError(`an empty condition on ${field} would match everything`);
  return [field, others.reduce((all, bound) => all.and(bound), first)];
}

/** Throws RangeError for a condition without a bound, and for two conditions that fall on one field. */
export function whereCommands(_: Commands, where: Where): Record<string, Command> {
  const commands: Record<string, Command> = {};
  for (const [name, condition] of Object.entries(where)) {
    const [field, command] = fieldCommand(_, name, condition);
    if (field in commands) throw new RangeError(`two conditions on ${field}`);
    commands[field] = command;
  }
  return commands;
}

/**
 * Throws RangeError when two changes fall on one field, on a field and a part of it, or when there is none: the database
 * refuses the former, and the SDK would silently keep one of the two.
 */
export function changeCommands(_: Commands, change: Change): Record<string, Command> {
  const commands: Record<string, Command> = {};
  const add = <Value>(
    values: Readonly<Record<string, Value>> | undefined,
    command: (value: Value) => Command,
  ): void => {
    for (const [field, value] of Object.entries(values ?? {})) {
      const other = Object.keys(commands).find((taken) => overlaps(taken, field));
      if (other !== undefined) throw new RangeError(`two changes of ${field}: ${other} is changed, too`);
      commands[field] = command(value);
    }
  };
  add(change.set, (value) => _.set(storable(value)));
  add(change.increment, (by) => _.inc(by));
  add(change.push, (value) => _.push([storable(value)]));
  add(change.addToSet, (value) => _.addToSet(storable(value)));
  add(change.pull, (value) => _.pull(value));
  add(change.unmark, (ids) => _.pull({ id: _.in(ids) }));
  if (Object.keys(commands).length === 0) throw new RangeError('a change that changes nothing');
  return commands;
}

const overlaps = (a: string, b: string): boolean => `${a}.`.startsWith(`${b}.`) || `${b}.`.startsWith(`${a}.`);
