import { encode } from '../../../localcloud/engine/codec';
import { documentKeys, keyField } from '../../../localcloud/engine/keys';
import type { Document, IndexSpec } from '../../../localcloud/engine/types';
import type { RawStatements } from './raw-statements';

export const DOCUMENTS = 20_000;
const SHOPPERS = 1000;

export const INDEXES: IndexSpec[] = [
  {
    name: 'shopper_at',
    keys: [
      ['shopper', 1],
      ['at', -1],
    ],
  },
  { name: 'state', keys: [['state', 1]] },
  { name: 'number', keys: [['number', 1]], unique: true },
];
const FIELDS = INDEXES.map((index) => index.keys.map(([path, direction]) => keyField(path, direction as 1 | -1)));

export interface Rows {
  document: Document;
  text: string;
  /** For each index the keys of the document. */
  keys: Buffer[][];
}

/** An order as the application stores it, about 450 bytes of JSON. */
export function makeOrder(i: number, paid = false): Document {
  return {
    _id: `order-${String(i).padStart(9, '0')}`,
    v: 1,
    shopper: `o6_bmjrPTlm6_2sgVt7hMZOPf${i % SHOPPERS}`,
    at: new Date(1_700_000_000_000 + i * 1000),
    state: paid ? 'paid' : 'placed',
    number: `2024${String(i).padStart(10, '0')}`,
    total: 5990 + (i % 100),
    lines: [
      { goods: 'g-apple', title: '烟台红富士苹果 5斤', quantity: 2, price: 1990, left: true },
      { goods: 'g-egg', title: '散养土鸡蛋 30枚', quantity: 1, price: 2010, left: false },
    ],
    pickUp: { leader: 'l-0042', address: '和平里小区东门', from: new Date(1_700_086_400_000), note: null },
  };
}

export function rowsOf(document: Document): Rows {
  return { document, text: encode(document), keys: FIELDS.map((fields) => documentKeys(document, fields).keys) };
}

export function putRaw(raw: RawStatements, { document, text, keys }: Rows): void {
  raw.putDocument(document._id, text);
  keys.forEach((ofIndex, index) => ofIndex.forEach((key) => raw.putEntry(index + 1, key, document._id)));
}

export function requireResult(found: number, wanted: number): void {
  if (found !== wanted) throw new Error(`found ${found} documents instead of ${wanted}`);
}

/** A step that visits the documents in no order, and all of them before one comes again. */
export const scattered = (i: number): number => (i * 7919) % DOCUMENTS;
