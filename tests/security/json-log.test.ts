import { errorFields, jsonLog } from '../../cloudfunctions/adapters/json-log';

const OPENID = 'oAbCdEfGhIjKlMnOpQrStUvWxYz1';

/** What the log writes of an entry. */
function written(fields: Record<string, unknown>): Record<string, unknown> {
  const lines: string[] = [];
  jsonLog(
    (line) => lines.push(line),
    () => 0,
  ).warn('something', fields);
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!) as Record<string, unknown>;
}

test('one line of JSON with time, level and event, which fields can’t replace', () => {
  expect(written({ call: 'enter', event: 'other', level: 'low' })).toEqual({
    call: 'enter',
    at: '1970-01-01T00:00:00.000Z',
    level: 'warn',
    event: 'something',
  });
});

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  [
    'fields about people',
    { openid: 'x', phone: '1', name: 'n' },
    { openid: '[hidden]', phone: '[hidden]', name: '[hidden]' },
  ],
  ['within others', { order: { person: { name: '林' }, fen: 5 } }, { order: { person: '[hidden]', fen: 5 } }],
  ['a mobile number in a text', { message: 'to 13812345678.' }, { message: 'to [hidden].' }],
  ['an openid in a text', { message: `of ${OPENID} is` }, { message: 'of [hidden] is' }],
  ['a named openid in a text', { message: 'openid: abc-1 is' }, { message: 'openid: [hidden] is' }],
  ['a duplicate key', { message: 'E11000 dup key: {"openid":"abc"}' }, { message: 'E11000 dup key: [hidden]' }],
  [
    'an instant and an order stay',
    { at2: '1732200000000', orderId: 'o_20261121' },
    { at2: '1732200000000', orderId: 'o_20261121' },
  ],
])('hides %s', (_, fields, expected) => {
  expect(written(fields)).toMatchObject(expected);
});

test.each<[string, unknown, Record<string, unknown>]>([
  ['an Error', new TypeError('no'), { error: 'TypeError', message: 'no' }],
  ['an error of the SDK', { errCode: -502001, errMsg: 'failed' }, { error: '-502001', message: 'failed' }],
  ['a text', 'no', { error: 'thrown', message: 'no' }],
])('tells of %s', (_, error, expected) => {
  expect(errorFields(error)).toMatchObject(expected);
});
