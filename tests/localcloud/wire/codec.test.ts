import { parseEjson } from '../../../localcloud/wire/ejson';
import { parseMultipart } from '../../../localcloud/wire/multipart';
import { decodeOpenApiRequest, encodeOpenApiResponse } from '../../../localcloud/wire/protobuf';

describe('extended JSON', () => {
  const now = Date.UTC(2026, 0, 2);
  test.each([
    ['{"n":{"$numberInt":"1"}}', { n: 1 }],
    ['{"n":{"$numberLong":"5000000000"}}', { n: 5_000_000_000 }],
    ['{"n":{"$numberDouble":"9.9"}}', { n: 9.9 }],
    ['{"t":{"$date":{"$numberLong":"1704067200000"}}}', { t: new Date(1704067200000) }],
    ['{"r":{"$regularExpression":{"pattern":"^中","options":"i"}}}', { r: /^中/i }],
    ['{"d":{"$tcb_server_date":{"offset":{"$numberInt":"1000"}}}}', { d: new Date(now + 1000) }],
    ['[{"x":null}]', [{ x: null }]],
    ['"$items"', '$items'],
    ['10', 10],
  ])('%s', (text, value) => {
    expect(parseEjson(text, now)).toEqual(value);
  });
  test('a broken text throws', () => expect(() => parseEjson('{', now)).toThrow(SyntaxError));
});

test('protocol buffers: what the SDK sent is read, what it reads is written', () => {
  const sent = Buffer.from('CAASNAoOCgVzY2VuZRIFImE9MSIKDQoEcGFnZRIFInAvcSIKEwoKY2hlY2tfcGF0aBIFZmFsc2U=', 'base64');
  const pairs = decodeOpenApiRequest(sent).map(({ key, value }) => [key, value.toString()]);
  expect(pairs).toEqual([
    ['scene', '"a=1"'],
    ['page', '"p/q"'],
    ['check_path', 'false'],
  ]);
  expect(encodeOpenApiResponse(Buffer.from('ok'), 'image/png').toString('base64')).toBe('CgJvaxIJaW1hZ2UvcG5nIMgB');
  expect(() => decodeOpenApiRequest(sent.subarray(0, 20))).toThrow('ends inside');
});

test('multipart parts keep their bytes', () => {
  const bytes = Buffer.from([0, 13, 10, 45, 45, 255]);
  const body = Buffer.concat([
    Buffer.from(
      '--X\r\nContent-Disposition: form-data; name="action"\r\n\r\nwx.openApi\r\n--X\r\nContent-Disposition: form-data; name="data"\r\n\r\n',
    ),
    bytes,
    Buffer.from('\r\n--X--\r\n'),
  ]);
  const parts = parseMultipart(body, 'multipart/form-data; boundary=X');
  expect(parts.get('action')?.toString()).toBe('wx.openApi');
  expect(parts.get('data')).toEqual(bytes);
  expect(() => parseMultipart(body, 'multipart/form-data')).toThrow('boundary');
});
