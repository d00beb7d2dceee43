import { canonicalJson, sha256Hex, type CanonicalValue } from '../../cloudfunctions/core/canonical';

test.each<[CanonicalValue, string]>([
  [{ b: 1, a: [2, { d: null, c: true }] }, '{"a":[2,{"c":true,"d":null}],"b":1}'],
  [{ a: undefined, b: 'é"' }, '{"b":"é\\""}'],
  [[undefined], '[null]'],
  [-0, '0'],
])('%j is written as %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test('a number that JSON cannot carry is a broken invariant', () => {
  expect(() => canonicalJson({ a: NaN })).toThrow('not a JSON number');
});

test('sha-256 of a text in UTF-8', () => {
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256Hex('团')).toBe('0b301faf8ede92a2fae8b270a6801798d0a163a84dff63b9a9fc2a8151c69dfc');
});
