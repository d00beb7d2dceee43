import { FaultyStore, faultAt, type Fault } from '../simulation/world/faulty-store';
import { drain, endState, findings } from './end-state';
import { SCENARIOS, type Scenario } from './scenarios';

/**
 * E1: every store call of every use case that moves value meets every fault. Whoever asked repeats the work, or nobody
 * does and the timer alone sweeps up; in the first case the end is the one without a fault, in the second the books are
 * right all the same.
 */
const MODES: readonly Exclude<Fault, 'none'>[] = ['crashBefore', 'crashAfter', 'timeoutApplied', 'timeoutNotApplied'];
const FULL = process.env.LINTUAN_FULL === '1';
/** The timer alone is tried at every call in the full run, else at every sixth. */
const ALONE_EVERY = FULL ? 1 : 6;
/** Every call meets every fault in the full run, else two of the four, in turn. */
const meets = (at: number, mode: number): boolean => FULL || (at + mode) % 2 === 0;
const list: { name: string; calls: readonly string[] }[] = [];
let runs = 0;

async function run(scenario: Scenario, fault: { at: number; mode: Fault } | undefined, repeat: boolean) {
  const { town, act } = await scenario.prepare();
  const store = new FaultyStore(town.data, fault ? faultAt(fault.at, fault.mode) : () => 'none');
  // What the function answers does not matter here: its caller may never have heard it.
  await act(town.instance(store)).catch(() => undefined);
  if (repeat) await act(town.instance()).catch(() => undefined);
  await drain(town);
  return { town, calls: store.calls };
}

test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
  '%s: a fault at any store call changes nothing in the end',
  async (_, scenario) => {
    const calm = await run(scenario, undefined, false);
    expect(findings(calm.town)).toEqual([]);
    const wanted = endState(calm.town);
    list.push({ name: scenario.name, calls: calm.calls });
    for (let at = 0; at < calm.calls.length; at += 1)
      for (const [number, mode] of MODES.entries()) {
        if (!meets(at, number)) continue;
        const where = `${mode} ${at} ${calm.calls[at]}`;
        const repeated = await run(scenario, { at, mode }, true);
        expect([where, findings(repeated.town)]).toEqual([where, []]);
        expect([where, endState(repeated.town)]).toEqual([where, wanted]);
        runs += 1;
        if (at % ALONE_EVERY > 0) continue;
        const left = await run(scenario, { at, mode }, false);
        expect([where, findings(left.town)]).toEqual([where, []]);
        runs += 1;
      }
  },
  300_000,
);

afterAll(() => {
  for (const { name, calls } of list) process.stdout.write(`    ${String(calls.length).padStart(3)} calls  ${name}\n`);
  const calls = list.reduce((sum, each) => sum + each.calls.length, 0);
  process.stdout.write(
    `E1  faults: ${calls} store calls of ${list.length} pieces of work x ${MODES.length} faults, ${runs} runs\n`,
  );
});
