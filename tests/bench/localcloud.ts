import { engineSection } from './localcloud/engine-section';

/** Sections run one after another, each against its own baseline in the same run, so that ratios can be compared. */
const sections: readonly (() => boolean | Promise<boolean>)[] = [engineSection];

async function main(): Promise<void> {
  let met = true;
  for (const section of sections) met = (await section()) && met;
  if (!met) process.exitCode = 1;
}

void main();
