import { simulate } from './simulate';
async function main() {
  const from = Number(process.argv[2] ?? 0),
    n = Number(process.argv[3] ?? 100);
  const began = performance.now();
  let acts = 0,
    faults = 0,
    journals = 0,
    sums = 0,
    bad = 0;
  for (let seed = from; seed < from + n; seed++) {
    try {
      const r = await simulate(seed);
      acts += r.acts;
      faults += r.faults;
      journals += r.journals;
      sums += r.sums;
      if (r.findings.length) {
        bad++;
        console.log(seed, r.findings.slice(0, 4));
      }
    } catch (e) {
      bad++;
      console.log(seed, 'THROWN', (e as Error).stack?.split('\n').slice(0, 8).join('\n'));
    }
    if (bad > 6) break;
  }
  const ms = performance.now() - began;
  console.log({ n, ms: ms / n, acts, faults, journals, sums, bad });
}
void main();
