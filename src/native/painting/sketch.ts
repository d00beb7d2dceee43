import type { Drawing, Measure, PictureName } from './drawing';
import type { ShareFacts } from './share-facts';

/** A kind of picture that can be painted of a group. */
export interface Sketch {
  layout: (facts: ShareFacts, measure: Measure) => Drawing;
  /** Pictures that it shows. */
  shows: readonly PictureName[];
  /** Those without which it is of no use; without any other it is painted all the same. */
  needs: readonly PictureName[];
}
