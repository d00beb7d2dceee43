import { pickupCode } from '../../../cloudfunctions/core/pickup/pickup-code';

test.each([
  [0, '000000'],
  [0.000001, '000001'],
  [0.5, '500000'],
  [0.999999999, '999999'],
])('%p gives %s', (random, code) => {
  expect(pickupCode(random)).toBe(code);
});

test.each([1, -0.1, NaN])('%p is no random number', (random) => {
  expect(() => pickupCode(random)).toThrow('not a random number');
});
