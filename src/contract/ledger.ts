import type { Instant } from './time';

export const LEDGER_UNITS = ['FEN', 'POINT', 'GROWTH'] as const;
export type LedgerUnit = (typeof LEDGER_UNITS)[number];

/** Addresses of accounts, all of one merchant `m` (rulebook section 11). */
export type Account =
  | `wechat:${string}:clearing`
  | `merchant:${string}:${'pending' | 'payable'}`
  | `${'leader' | 'inviter'}:${string}:${string}:${'payable' | 'withdrawing'}`
  | `member:${string}:${string}:${'points' | 'held' | 'growth'}`
  | `programme:${string}:${'points' | 'growth'}`;

/** Part of a posting of points that touches one lot of the member; `debt` stands for what is owed, not for a lot. */
export interface LotPart {
  lot: string;
  amount: number;
  /** Given when the posting makes the lot or gives back to one that may be gone. */
  earnedAt?: Instant;
  expiresAt?: Instant;
}

/** Moves value from one account to another. */
export interface Posting {
  from: Account;
  to: Account;
  unit: LedgerUnit;
  /** An integer > 0. */
  amount: number;
  /** Which lots of the member a posting of points takes from or gives to; the parts sum to amount. */
  lots?: LotPart[];
  /** The day that a posting of growth counts for. */
  day?: string;
}

export const JOURNAL_KINDS = [
  'hold',
  'release',
  'pay',
  'refund',
  'settle',
  'correct',
  'earn',
  'redeem',
  'expire',
  'withdraw',
  'withdrawn',
  'withdraw-failed',
] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

/** One immutable document of the ledger. `_id` is the business event: it either exists or not. */
export interface Journal {
  _id: string;
  v: 1;
  kind: JournalKind;
  merchantId: string;
  at: Instant;
  postings: Posting[];
  memo: Record<string, string | number | boolean | null>;
  /** SHA-256 of kind, merchant, postings and memo in canonical JSON: the same id with another hash is refused. */
  hash: string;
}
