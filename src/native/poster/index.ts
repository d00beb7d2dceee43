import { definePainted } from '../painting/define-painted';
import { posterSketch } from './sketch';

definePainted(posterSketch);
