import { describeStore } from '../../usecases/store-conformance';
import { MemoryStore } from './memory-store';

describeStore('the store in memory', () => new MemoryStore());
