import type { Tier } from '../contract/campaign';

const NAMES: Readonly<Record<Tier, string>> = { basic: '普通', silver: '银卡', gold: '金卡', diamond: '钻石' };

export const tierName = (tier: Tier): string => NAMES[tier];

/** `1.1 倍` */
export const multiplierWords = (bps: number): string => `${bps / 10_000} 倍`;
