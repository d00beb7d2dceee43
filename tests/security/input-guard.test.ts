import fc from 'fast-check';
import { findForbidden } from '../../cloudfunctions/api/input-guard';

test.each<[string, unknown, boolean]>([
  ['nothing', undefined, true],
  ['null', null, true],
  ['texts that look like operators', { note: '$gt', list: ['__proto__'] }, true],
  ['a key with a dollar inside', { a$b: 1 }, true],
  ['an operator', { $gt: 1 }, false],
  ['an operator within a list', { a: [{ b: [{ $ne: null }] }] }, false],
  ['a prototype key from JSON', JSON.parse('{"a":{"__proto__":{}}}'), false],
  ['a constructor', { constructor: { prototype: {} } }, false],
  ['a prototype', { prototype: 1 }, false],
])('%s', (_, value, isFine) => {
  expect(findForbidden(value) === undefined).toBe(isFine);
});

test('whatever is sent is looked through without a failure', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 20 }), (value) => {
      findForbidden(value);
    }),
  );
});
