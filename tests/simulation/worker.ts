import { simulate, type Simulation } from './simulate';

/** A seed that the parent process asks for, and what became of it. */
export interface Lived {
  seed: number;
  simulation?: Simulation;
  /** Why the run itself could not go on: a broken invariant, or a mistake of the simulation. */
  failure?: string;
}

/** Lives the seeds that the parent sends, one after the other. */
process.on('message', (seed: number) => {
  simulate(seed).then(
    (simulation) => process.send?.({ seed, simulation } satisfies Lived),
    (error: unknown) =>
      process.send?.({
        seed,
        failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies Lived),
  );
});
