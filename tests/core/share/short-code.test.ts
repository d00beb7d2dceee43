import fc from 'fast-check';
import { shortCode } from '../../../cloudfunctions/core/share/short-code';

test.each([
  [[0, 0, 0, 0, 0, 0, 0, 0], '00000000'],
  [[0, 0, 0, 0, 0, 0, 0, 61], 'z0000000'],
  [[0, 0, 0, 0, 0, 0, 0, 62], '01000000'],
])('%j is %s', (bytes, code) => {
  expect(shortCode(Uint8Array.from(bytes))).toBe(code);
});

test('always 8 characters of base62', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 16 }), (bytes) => /^[0-9A-Za-z]{8}$/.test(shortCode(bytes))),
  );
});

test('too few bytes are a broken invariant', () => {
  expect(() => shortCode(new Uint8Array(7))).toThrow('at least 8');
});
