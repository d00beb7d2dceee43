import type { Log, Ports, Store } from '../../../cloudfunctions/usecases/ports';

/** Says nothing of what goes well; what does not go as the benchmark means it to ends the benchmark. */
const strictLog: Log = {
  info: () => undefined,
  warn: (event, fields) => fail(event, fields),
  error: (event, fields) => fail(event, fields),
};

function fail(event: string, fields: Record<string, unknown>): never {
  throw new Error(`${event} ${JSON.stringify(fields)}`);
}

/** Ports for use cases that only touch the store. */
export const storePorts = (store: Store): Ports => {
  const missing = new Proxy({}, { get: (_, name) => () => fail(`the benchmark has no ${String(name)}`, {}) });
  return {
    store,
    clock: { now: () => fail('the benchmark has no clock', {}) },
    ids: missing as Ports['ids'],
    payments: missing as Ports['payments'],
    messages: missing as Ports['messages'],
    contentCheck: missing as Ports['contentCheck'],
    programCodes: missing as Ports['programCodes'],
    log: strictLog,
  };
};
