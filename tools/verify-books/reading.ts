import { Fields, ShapeError } from './fields';
import { type Journal, readJournal } from './records/journal';
import { type Membership, readMembership } from './records/membership';
import { type Order, readOrder } from './records/order';
import {
  readRedemption,
  readRewardCount,
  readShopReward,
  type Redemption,
  type RewardCount,
  type ShopReward,
} from './records/redemption';
import { type Refund, readRefund } from './records/refund';
import {
  type Campaign,
  type Coupon,
  type Group,
  type Member,
  type Merchant,
  readCampaign,
  readCoupon,
  readGroup,
  readMember,
  readMerchant,
} from './records/shop';
import {
  type Balance,
  type Progress,
  type Purchase,
  readBalance,
  readProgress,
  readPurchase,
  readReferralMonth,
  readStock,
  type ReferralMonth,
  type Stock,
} from './records/views';
import { type Payee, readPayee, readWithdrawal, type Withdrawal } from './records/withdrawal';
import type { Report } from './report';
import type { BookSource, StoredDocument } from './source';

/** What the documents of each collection say. */
export interface Records {
  merchants: Merchant;
  members: Member;
  campaigns: Campaign;
  groups: Group;
  orders: Order;
  refunds: Refund;
  withdrawals: Withdrawal;
  redemptions: Redemption;
  journals: Journal;
  memberships: Membership;
  referralMonths: ReferralMonth;
  balances: Balance;
  stocks: Stock;
  purchases: Purchase;
  progress: Progress;
  coupons: Coupon;
  payees: Payee;
  rewards: ShopReward;
  rewardCounts: RewardCount;
}

/** In the order in which they are read: what a journal is about is known before the journal comes. */
const READERS: { [Name in keyof Records]: (fields: Fields) => Records[Name] } = {
  merchants: readMerchant,
  members: readMember,
  campaigns: readCampaign,
  groups: readGroup,
  orders: readOrder,
  refunds: readRefund,
  withdrawals: readWithdrawal,
  redemptions: readRedemption,
  journals: readJournal,
  memberships: readMembership,
  referralMonths: readReferralMonth,
  balances: readBalance,
  stocks: readStock,
  purchases: readPurchase,
  progress: readProgress,
  coupons: readCoupon,
  payees: readPayee,
  rewards: readShopReward,
  rewardCounts: readRewardCount,
};

export const COLLECTIONS = Object.keys(READERS) as (keyof Records)[];

/** The version that the documents' schema has now. */
const SCHEMA = 1;

type Visit<Item> = (item: Item, place: number) => void;

/** Goes through a book once, each document read once, and shows it to every check that asked for its collection. */
export class Reading {
  readonly newestAt: number;
  private readonly visits = new Map<keyof Records, { visit: Visit<never>; report: Report }[]>();

  constructor(
    readonly source: BookSource,
    private readonly documents: Report,
  ) {
    this.newestAt = source.newestAt();
  }

  /** Asks to be shown every document of a collection; place: 0, 1, 2 ... in the order of the source. */
  each<Name extends keyof Records>(collection: Name, report: Report, visit: Visit<Records[Name]>): void {
    const others = this.visits.get(collection) ?? [];
    this.visits.set(collection, [...others, { visit, report }]);
  }

  run(): void {
    for (const collection of COLLECTIONS) this.read(collection);
  }

  private read(collection: keyof Records): void {
    const visits = this.visits.get(collection) ?? [];
    let place = 0;
    for (const stored of this.source.documents(collection)) {
      const record = this.recordOf(collection, stored);
      if (record === undefined) continue;
      for (const { visit, report } of visits) {
        guarded(report, nameOf(collection, stored), () => (visit as Visit<unknown>)(record, place));
      }
      place += 1;
    }
  }

  private recordOf(collection: keyof Records, stored: StoredDocument): unknown {
    this.documents.count();
    const name = nameOf(collection, stored);
    try {
      const fields = Fields.of(stored);
      if (fields.integer('v') !== SCHEMA) throw new ShapeError(`v is ${fields.integer('v')}, known is ${SCHEMA}`);
      return READERS[collection](fields);
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      this.documents.find('unreadable', `${name} can't be read: ${error.message}`);
      return undefined;
    }
  }
}

const nameOf = (collection: string, { _id }: StoredDocument): string => `${collection}/${String(_id)}`;

/** Whatever stands in the data, a check that stumbles over it says so and goes on. */
export function guarded(report: Report, name: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    report.find('unforeseen', `${name} can't be checked: ${(error as Error).message}`);
  }
}
