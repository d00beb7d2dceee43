import { type Fields } from '../fields';
import { type LotPart, readLotPart } from './journal';
import { type Mark, readMark } from './views';

/** Something taken from the points shop. */
export interface Redemption {
  id: string;
  merchantId: string;
  memberId: string;
  rewardId: string;
  points: number;
  lots: LotPart[];
}

export const readRedemption = (fields: Fields): Redemption => ({
  id: fields.text('_id'),
  merchantId: fields.text('merchantId'),
  memberId: fields.text('memberId'),
  rewardId: fields.text('rewardId'),
  points: fields.integer('points'),
  lots: fields.list('lots', readLotPart),
});

/** What a merchant gives for points, with how many units were taken. */
export interface ShopReward {
  id: string;
  taken: number;
  applied: Mark[];
}

export const readShopReward = (fields: Fields): ShopReward => ({
  id: fields.text('_id'),
  taken: fields.integer('taken'),
  applied: fields.list('applied', readMark),
});

/** How often a member took a reward: the id is reward:member. */
export interface RewardCount {
  id: string;
  redeemed: number;
}

export const readRewardCount = (fields: Fields): RewardCount => ({
  id: fields.text('_id'),
  redeemed: fields.integer('redeemed'),
});
