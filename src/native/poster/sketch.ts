import type { Sketch } from '../painting/sketch';
import { layoutPoster } from './layout';

/** A poster that leads nowhere is none. */
export const posterSketch: Sketch = { layout: layoutPoster, shows: ['hero', 'avatar', 'code'], needs: ['code'] };
