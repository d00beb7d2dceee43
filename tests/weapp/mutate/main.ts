import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GATES } from '../gates/all-gates';
import type { Gate } from '../gates/gate';
import { playerGate } from '../gates/player-gate';
import type { Mutation } from './mutation';
import { MUTATIONS } from './mutations';

const DIST = join(__dirname, '../../../dist/weapp');
/** What takes milliseconds comes before what takes seconds. */
const CHEAPEST_FIRST = ['sizes', 'templates', 'rules', 'quality', 'config', 'player'];
const COLUMNS = [20, 58, 12] as const;

/** `npm run mutate:weapp [-- ID ...]`: makes the built mini-program worse in many ways, and shows which gate notices. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((id) => !MUTATIONS.some((mutation) => mutation.id === id));
  if (unknown.length > 0) throw new RangeError(`no mutation ${unknown.join(', ')}`);
  const mutations = MUTATIONS.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const gates = CHEAPEST_FIRST.flatMap((name) => [...GATES, playerGate].filter((gate) => gate.name === name));
  // One build for all of them, also when somebody builds meanwhile.
  const right = await onACopyOf(DIST, async (sound) => {
    await baseline(gates, sound);
    return judged(mutations, gates, sound);
  });
  process.stdout.write(`${right} of ${mutations.length} noticed as declared\n`);
  if (right < mutations.length) process.exitCode = 1;
}

/** Prints what became of each mutation; returns how many were noticed by the gate that is declared. */
async function judged(mutations: readonly Mutation[], gates: readonly Gate[], sound: string): Promise<number> {
  let right = 0;
  for (const mutation of mutations) {
    const noticed = await onACopyOf(sound, (dist) => firstToNotice(mutation, gates, dist));
    if (noticed?.gate === mutation.by) right += 1;
    process.stdout.write(`${row(mutation, noticed)}\n`);
  }
  return right;
}

interface Notice {
  gate: string;
  complaint: string;
}

async function onACopyOf<Result>(folder: string, work: (dist: string) => Promise<Result>): Promise<Result> {
  const dist = mkdtempSync(join(tmpdir(), 'lintuan-mutants-'));
  try {
    cpSync(folder, dist, { recursive: true });
    return await work(dist);
  } finally {
    rmSync(dist, { recursive: true, force: true });
  }
}

/** A gate that complains about the artefact as it is would notice everything and show nothing. */
async function baseline(gates: readonly Gate[], dist: string): Promise<void> {
  for (const gate of gates) {
    const complaints = await gate.check(dist);
    if (complaints.length > 0) throw new Error(`${gate.name} complains already:\n${complaints.join('\n')}`);
  }
}

async function firstToNotice(mutation: Mutation, gates: readonly Gate[], dist: string): Promise<Notice | undefined> {
  mutation.apply(dist);
  for (const gate of gates) {
    const [complaint] = await gate.check(dist);
    if (complaint !== undefined) return { gate: gate.name, complaint };
  }
  return undefined;
}

/** One line of the table: the mutation, which gate noticed, and what it said first. */
function row({ id, what, by }: Mutation, noticed: Notice | undefined): string {
  const gate = noticed === undefined ? 'SURVIVED' : noticed.gate === by ? by : `${noticed.gate}, not ${by}`;
  const said = noticed?.complaint.split('\n')[0]?.slice(0, 110) ?? '';
  return [id, what, gate].map((text, column) => text.padEnd(COLUMNS[column] ?? 0)).join(' ') + ` ${said}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
