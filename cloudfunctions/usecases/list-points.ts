import type { CallOutput, Context, Outcome, ParsedInput } from './context';
import { done } from './context';
import { distanceM, placeOf, pointViews } from './views/point-view';

const MOST_POINTS = 1000;
const MOST_SHOWN = 50;

/** The pickup points that one can choose, nearest first where the caller says where they are. */
export async function listPoints(
  { ports, now }: Context,
  { near }: ParsedInput<'listPoints'>,
): Promise<Outcome<CallOutput<'listPoints'>>> {
  const points = await ports.store.find('points', { where: { active: true }, limit: MOST_POINTS });
  if (near) points.sort((a, b) => distanceM(near, placeOf(a)) - distanceM(near, placeOf(b)));
  return done({ now, points: await pointViews(ports, now, points.slice(0, MOST_SHOWN), near) });
}
