/** One thing that is measured, beside what is wanted of it. */
export interface Section {
  name: string;
  /** What it shows, in one line. */
  title: string;
  /** Prints its figures; false when one of them is not what is wanted. quick: with less work. */
  run(quick: boolean): Promise<boolean>;
}

/** Prints a figure beside what is wanted of it; returns whether it is met. */
export function verdict(what: string, figure: string, wanted: string, met: boolean): boolean {
  console.log(`  ${what}: ${figure}, wanted ${wanted}: ${met ? 'met' : 'MISSED'}`);
  return met;
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
