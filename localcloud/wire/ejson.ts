import { EJSON } from 'bson';

/** Values of the `bson` library carry their kind under this name. */
interface BsonValue {
  _bsontype: string;
}
interface ServerDate {
  $tcb_server_date: { offset?: number };
}

const isBson = (value: object): value is BsonValue => '_bsontype' in value;
const isServerDate = (value: object): value is ServerDate => '$tcb_server_date' in value;

function plainBson(value: BsonValue): unknown {
  if (value._bsontype === 'BSONRegExp') {
    const { pattern, options } = value as unknown as { pattern: string; options: string };
    return new RegExp(pattern, options);
  }
  if (value._bsontype === 'ObjectID' || value._bsontype === 'Decimal128') return String(value);
  return value.valueOf();
}

function plain(value: unknown, now: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof RegExp) return value;
  if (isBson(value)) return plainBson(value);
  if (Array.isArray(value)) return value.map((item) => plain(item, now));
  if (isServerDate(value)) return new Date(now + Number(value.$tcb_server_date.offset ?? 0));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, now)]));
}

/**
 * Reads the extended JSON that the SDK sends. Dates and regular expressions become the language's own; the SDK's server
 * date becomes `now` (milliseconds since 1970) plus its offset. Throws a SyntaxError on anything else.
 */
export function parseEjson(text: string, now: number): unknown {
  return plain(EJSON.parse(text), now);
}
