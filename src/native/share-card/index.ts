import { definePainted } from '../painting/define-painted';
import { shareCardSketch } from './sketch';

definePainted(shareCardSketch);
