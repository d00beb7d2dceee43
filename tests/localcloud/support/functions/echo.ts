import { cloud } from './sdk';

/** Answers what it was given and who it thinks calls, or fails in the way the event asks for. */
export async function main(event: { sleepMs?: number; fail?: string }): Promise<unknown> {
  if (event.sleepMs) await new Promise((resolve) => setTimeout(resolve, event.sleepMs));
  if (event.fail === 'throw') throw new Error('asked to throw');
  if (event.fail === 'exit') process.exit(3);
  if (event.fail === 'reject') void Promise.reject(new Error('nobody waits for this'));
  if (event.fail === 'block') for (;;);
  if (event.fail === 'large') return 'x'.repeat(1_100_000);
  if (event.fail === 'memory') {
    for (const kept: unknown[] = []; ;) kept.push(new Array(100_000).fill(Math.random()));
  }
  if (event.fail) await new Promise((resolve) => setTimeout(resolve, 50));
  return { event, context: cloud.getWXContext() };
}
