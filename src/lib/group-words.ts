import type { Threshold } from '../contract/campaign';

/** How far a group is from its threshold. */
export interface Standing {
  threshold: Threshold;
  people: number;
  units: number;
}

/** What counts towards the threshold so far: households or 件. */
export const countedOf = ({ threshold, people, units }: Standing): number =>
  threshold.kind === 'people' ? people : units;

/** What is missing, never below zero. */
export const missingOf = (standing: Standing): number =>
  standing.threshold.kind === 'none' ? 0 : Math.max(0, standing.threshold.count - countedOf(standing));

export const thresholdUnit = (threshold: Threshold): string => (threshold.kind === 'people' ? '户' : '件');

/** `再 7 户成团`, `已够成团`, `买了就成`. */
export function standingWords(standing: Standing): string {
  if (standing.threshold.kind === 'none') return '买了就成';
  const missing = missingOf(standing);
  return missing === 0 ? '已够成团' : `再 ${missing} ${thresholdUnit(standing.threshold)}成团`;
}

/** What GroupProgress is told. */
export const progressProps = (standing: Standing) => ({
  goal: standing.threshold.kind,
  target: standing.threshold.kind === 'none' ? 0 : standing.threshold.count,
  current: countedOf(standing),
});
