export const GROUP_STATES = [
  'scheduled',
  'open',
  'closing',
  'formed',
  'failed',
  'arrived',
  'finished',
  'cancelled',
] as const;
/** 预热 进行中 截单 成团 未成团 到货 已完结 已取消 (rulebook section 3). */
export type GroupState = (typeof GROUP_STATES)[number];
