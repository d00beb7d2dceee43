import type { Log } from '../usecases/ports';

/** Fields that say who somebody is: the log knows members by their opaque id only. */
const PERSONAL = /^(open_?id|union_?id|touser|phone|name|nickname|person|address|avatar|secret)$/i;
const HIDDEN = '[hidden]';
const MAX_DEPTH = 6;

/** Takes out of a text what would name a person: mobile numbers, openids, and the values of a duplicate key. */
function scrubText(text: string): string {
  return text
    .replace(/dup key: \{[^}]*\}/g, `dup key: ${HIDDEN}`)
    .replace(/(openid["']?\s*[:=]\s*["']?)[\w-]+/gi, `$1${HIDDEN}`)
    .replace(/\bo[\w-]{27}\b/g, HIDDEN)
    .replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, HIDDEN);
}

function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) return '[deeper]';
  if (Array.isArray(value)) return value.map((item) => scrub(item, depth + 1));
  return scrubFields(value, depth + 1);
}

function scrubFields(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, PERSONAL.test(name) ? HIDDEN : scrub(value, depth)]),
  );
}

type Level = 'info' | 'warn' | 'error';

/** Writes one line of JSON an entry: when, how serious, what happened, and its fields. `write` gets the line. */
export function jsonLog(write: (line: string) => void = (line) => console.log(line), now = () => Date.now()): Log {
  const entry = (level: Level, event: string, fields: Record<string, unknown>): void =>
    write(JSON.stringify({ ...scrubFields(fields, 0), at: new Date(now()).toISOString(), level, event }));
  return {
    info: (event, fields) => entry('info', event, fields),
    warn: (event, fields) => entry('warn', event, fields),
    error: (event, fields) => entry('error', event, fields),
  };
}

/** What a log entry says of an error, whatever was thrown. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (error instanceof Error) return { error: error.name, message: error.message, stack: error.stack };
  if (typeof error !== 'object' || error === null) return { error: 'thrown', message: String(error) };
  const { errCode, code, errMsg, message } = error as Record<string, unknown>;
  return { error: String(code ?? errCode ?? 'thrown'), message: String(errMsg ?? message ?? '') };
}
