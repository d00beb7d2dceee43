import type { PickupRow } from '@/contract/views';

const named = (lines: ReadonlyArray<{ name: string; units: number }>): string =>
  lines
    .filter(({ units }) => units > 0)
    .map(({ name, units }) => `${name} ×${units}`)
    .join('，');

/** What is still to be handed out: `牛乳吐司 ×1，西兰花 ×2`. */
export const waitingText = ({ lines }: PickupRow): string =>
  named(lines.map(({ name, waiting }) => ({ name, units: waiting })));

/** What has been handed out. */
export const takenText = ({ lines }: PickupRow): string =>
  named(lines.map(({ name, taken }) => ({ name, units: taken })));

/** How many kinds of goods somebody who came once still has to fetch. */
export const kindsLeft = ({ lines }: PickupRow): number => lines.filter(({ waiting }) => waiting > 0).length;
