// One function instance: a worker thread that loads one bundle and serves one request at a time.
// Plain CommonJS, because an instance that first had to set up a TypeScript loader would make every cold start slow.
const { parentPort, workerData } = require('node:worker_threads');

const RealDate = Date;
let clockOffsetMs = workerData.offsetMs;

/** `Date` as the function sees it: the present is the cloud's, everything else is the language's own. */
function CloudDate(...parts) {
  const present = RealDate.now() + clockOffsetMs;
  if (!new.target) return new RealDate(present).toString();
  return Reflect.construct(RealDate, parts.length === 0 ? [present] : parts, new.target);
}

// The prototype stays the real one, so that dates made by the runtime itself still pass `instanceof Date`.
Object.defineProperties(CloudDate, {
  name: { value: 'Date', configurable: true },
  length: { value: 7, configurable: true },
  prototype: { value: RealDate.prototype, writable: false },
  now: { value: () => RealDate.now() + clockOffsetMs, writable: true, configurable: true },
  UTC: { value: RealDate.UTC, writable: true, configurable: true },
  parse: { value: RealDate.parse, writable: true, configurable: true },
});
Object.defineProperty(RealDate.prototype, 'constructor', { value: CloudDate, writable: true, configurable: true });
Object.defineProperty(globalThis, 'Date', { value: CloudDate, writable: true, configurable: true });

let identityKeys = [];

function takeIdentity(env) {
  for (const key of identityKeys) if (!(key in env)) delete process.env[key];
  Object.assign(process.env, env);
  identityKeys = Object.keys(env);
}

function describe(error) {
  const text = (error && (error.stack || error.errMsg || error.message)) || String(error);
  return text.startsWith('Error') ? text : `Error: ${text}`;
}

let bundle;
let loadError;
try {
  bundle = require(workerData.main);
  if (typeof bundle.main !== 'function') throw new Error('the bundle exports no main function');
} catch (error) {
  loadError = describe(error);
}

parentPort.on('message', async ({ id, event, env, offsetMs, context }) => {
  clockOffsetMs = offsetMs;
  takeIdentity(env);
  try {
    const result = await bundle.main(JSON.parse(event), context);
    // The answer travels as JSON in the cloud too: undefined fields go, dates become texts.
    parentPort.postMessage({ id, result: result === undefined ? 'null' : JSON.stringify(result) });
  } catch (error) {
    parentPort.postMessage({ id, error: describe(error) });
  }
});
parentPort.postMessage({ ready: true, error: loadError });
