import { configGate } from './config-gate';
import type { Gate } from './gate';
import { qualityGate } from './quality-gate';
import { rulesGate } from './rules-gate';
import { sizesGate } from './sizes-gate';
import { templatesGate } from './templates-gate';

/** In the order in which a mistake is best told: what WeChat itself would refuse comes first. */
export const GATES: readonly Gate[] = [configGate, qualityGate, templatesGate, rulesGate, sizesGate];
