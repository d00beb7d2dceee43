import { type Fields } from '../fields';

/** A part of a posting that touches one lot of a member; the lot `debt` stands for what is owed. */
export interface LotPart {
  lot: string;
  amount: number;
  earnedAt: number | null;
  expiresAt: number | null;
}

export interface Posting {
  from: string;
  to: string;
  unit: string;
  amount: number;
  lots: LotPart[] | null;
  day: string | null;
}

export interface Journal {
  id: string;
  kind: string;
  merchantId: string;
  at: number;
  postings: Posting[];
  memo: Readonly<Record<string, unknown>>;
  hash: string;
  key: string;
  accounts: string[];
  /** By member: its place in the member's sequence at the merchant, from 1. */
  turns: Map<string, number>;
  appliedAt: number | null;
}

export const readLotPart = (fields: Fields): LotPart => ({
  lot: fields.text('lot'),
  amount: fields.number('amount'),
  earnedAt: fields.instantOrNull('earnedAt'),
  expiresAt: fields.instantOrNull('expiresAt'),
});

const readPosting = (fields: Fields): Posting => ({
  from: fields.text('from'),
  to: fields.text('to'),
  unit: fields.text('unit'),
  amount: fields.number('amount'),
  lots: fields.has('lots') ? fields.list('lots', readLotPart) : null,
  day: fields.textOrNull('day'),
});

export const readJournal = (fields: Fields): Journal => ({
  id: fields.text('_id'),
  kind: fields.text('kind'),
  merchantId: fields.text('merchantId'),
  at: fields.instant('at'),
  postings: fields.list('postings', readPosting),
  memo: fields.object('memo').values,
  hash: fields.text('hash'),
  key: fields.text('key'),
  accounts: fields.texts('accounts'),
  turns: fields.table('turns', (values, memberId) => values.integer(memberId)),
  appliedAt: fields.instantOrNull('appliedAt'),
});
