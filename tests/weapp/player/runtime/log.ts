/**
 * What happened, for tests to read. `error`: an exception, or something that WeChat would report as one. `fail`: a call of
 * `wx` that failed. `missing`: a key of `wx` that the player does not have. `warning`: of the framework. `call`: what the app
 * asked of `wx` that a person would notice.
 */
export type LogKind = 'error' | 'fail' | 'missing' | 'warning' | 'call';

export interface LogEntry {
  kind: LogKind;
  text: string;
  /** Path of the page on top at the time. */
  page: string;
}

/**
 * The framework's remarks on what is no fault of the app. Taro passes every attribute of a component, set or not, and goes
 * through the children of what has none; glass-easel says so where WeChat is silent.
 */
const NOISE =
  /is not a valid property|type-incompatible|for-list data is neither Array nor Object, got type "undefined"/;

export const log: LogEntry[] = [];

/** The path of the page on top; set by the page stack, which the log must not import. */
let pageOnTop = (): string => '';
export function tellPageOnTop(read: () => string): void {
  pageOnTop = read;
}

export function note(kind: LogKind, text: string): void {
  if (kind === 'warning' && NOISE.test(text)) return;
  log.push({ kind, text, page: pageOnTop() });
}

const textOf = (thing: unknown): string =>
  thing instanceof Error ? (thing.stack ?? thing.message) : typeof thing === 'string' ? thing : safeJson(thing);

function safeJson(thing: unknown): string {
  try {
    return JSON.stringify(thing) ?? String(thing);
  } catch {
    return String(thing);
  }
}

export const noteError = (where: string, error: unknown): void => note('error', `${where}: ${textOf(error)}`);

/** Everything that the page's scripts throw or print as an error ends up in the log. */
export function listenForErrors(): void {
  window.addEventListener('error', (event) => {
    // A picture's own error is the image component's to tell.
    if (event instanceof ErrorEvent) noteError('uncaught', event.error ?? event.message);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => noteError('unhandled rejection', reason));
  const printed = console.error;
  console.error = (...things: unknown[]) => {
    note('error', things.map(textOf).join(' '));
    printed(...things);
  };
}
