import type { Sketch } from '../painting/sketch';
import { layoutShareCard } from './layout';

export const shareCardSketch: Sketch = { layout: layoutShareCard, shows: ['hero'], needs: [] };
