import { engineSection } from './localcloud/engine-section';
import { sdkSection } from './localcloud/sdk-section';

/** Sections run one after another, each against its own baseline in the same run, so that ratios can be compared. */
const sections: readonly (() => Promise<boolean>)[] = [engineSection, sdkSection];

async function main(): Promise<void> {
  let met = true;
  for (const section of sections) met = (await section()) && met;
  if (!met) process.exitCode = 1;
}

void main();
