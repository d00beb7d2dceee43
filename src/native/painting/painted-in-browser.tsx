import { useEffect, useRef } from 'react';
import { browserHost } from './browser-host';
import { Painter } from './painter';
import type { PaintedProps } from './painted-props';
import type { Sketch } from './sketch';

/** Does in a browser what the native components do in WeChat, with the same painter. */
export function PaintedInBrowser({ sketch, facts, onReady, onFailed }: PaintedProps & { sketch: Sketch }) {
  const told = useRef({ onReady, onFailed });
  told.current = { onReady, onFailed };
  const painter = useRef<Painter<HTMLCanvasElement>>();
  useEffect(() => {
    const made = new Painter(sketch, browserHost(), {
      ready: ({ path }) => told.current.onReady(path),
      failed: ({ reason }) => told.current.onFailed(reason),
    });
    painter.current = made;
    return () => made.stop();
  }, [sketch]);
  useEffect(() => {
    void painter.current?.want(facts);
  }, [sketch, facts]);
  return null;
}
