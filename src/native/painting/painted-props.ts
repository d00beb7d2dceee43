import type { PaintFailure } from './painter';
import type { ShareFacts } from './share-facts';

/** What React tells a painted component, and hears of it. */
export interface PaintedProps {
  /** The same object as long as they say the same: each new one travels to the native component. */
  facts: ShareFacts;
  /** path: of a file that WeChat shows, sends and saves; in a browser a `data:` address. */
  onReady: (path: string) => void;
  onFailed: (reason: PaintFailure) => void;
}
