import { seconds, type Section } from './section';
import { flashSale } from './flash-sale';
import { leaders } from './leaders';
import { memory } from './memory';
import { reads } from './reads';
import { settling } from './settling';
import { storeCalls } from './store-calls';

/** One after another, each against its own baseline in the same run. */
const SECTIONS: readonly Section[] = [settling, storeCalls, leaders, reads, memory, flashSale];

const USAGE = `npm run bench:settlement -- [--only NAME] [--quick]
NAME is one of ${SECTIONS.map(({ name }) => name).join(', ')}.`;

/** The sections asked for; undefined when there is no such section. */
function chosen(args: readonly string[]): readonly Section[] | undefined {
  const at = args.indexOf('--only');
  if (at < 0) return SECTIONS;
  const found = SECTIONS.filter(({ name }) => name === args[at + 1]);
  return found.length === 0 ? undefined : found;
}

async function main(args: readonly string[]): Promise<void> {
  const sections = chosen(args);
  if (!sections || args.includes('--help')) {
    console.log(USAGE);
    process.exitCode = sections ? 0 : 1;
    return;
  }
  const missed: string[] = [];
  for (const section of sections) {
    console.log(`\n== ${section.name}: ${section.title}`);
    const began = Date.now();
    if (!(await section.run(args.includes('--quick')))) missed.push(section.name);
    console.log(`  took ${seconds(Date.now() - began)}`);
  }
  console.log(missed.length === 0 ? '\nall met' : `\nMISSED: ${missed.join(', ')}`);
  if (missed.length > 0) process.exitCode = 1;
}

void main(process.argv.slice(2));
