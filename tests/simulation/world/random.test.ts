import { Random } from './random';

const numbers = (random: Random, count = 4): number[] => Array.from({ length: count }, () => random.integer(2 ** 32));

test.each([
  // Computed by another program from the published algorithms.
  [0, [3537168312, 3408869669, 1568621095, 512711364]],
  [1, [1859756884, 2932928853, 1348689063, 1383533138]],
  [2 ** 40 + 7, [1990501288, 860658496, 3599300655, 1373425859]],
])('seed %d gives the same numbers everywhere', (seed, expected) => {
  expect(numbers(new Random(seed))).toEqual(expected);
});

test('a seed that is no whole number, or too large to be told from its neighbours, is refused', () => {
  for (const seed of [-1, 0.5, NaN, 2 ** 53]) expect(() => new Random(seed)).toThrow(RangeError);
});

test('neighbouring seeds and forks share nothing', () => {
  const first = Array.from({ length: 1000 }, (_, seed) => new Random(seed).integer(2 ** 32));
  expect(new Set(first).size).toBeGreaterThan(995);
  const random = new Random(5);
  const [one, other] = [random.fork(), random.fork()];
  const drawn = [...numbers(one, 50), ...numbers(other, 50), ...numbers(random, 50)];
  expect(new Set(drawn).size).toBe(150);
  expect(numbers(new Random(5).fork(), 50)).toEqual(drawn.slice(0, 50));
});

test('a fork leaves the numbers of its origin as they are, however much is drawn from it', () => {
  const [busy, idle] = [new Random(9), new Random(9)];
  numbers(busy.fork(), 100);
  idle.fork();
  expect(numbers(busy)).toEqual(numbers(idle));
});

test.each([1, 2, 3, 6, 7, 10])('integers below %d are equally likely', (below) => {
  const random = new Random(42);
  const counts = Array.from({ length: below }, () => 0);
  for (let draw = 0; draw < 10_000 * below; draw += 1) counts[random.integer(below)]! += 1;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test('integer takes 1 to 2^32', () => {
  for (const below of [0, -1, 1.5, 2 ** 32 + 1]) expect(() => new Random(1).integer(below)).toThrow(RangeError);
});

test('chance holds as often as it says: never for 0, always for 1', () => {
  const random = new Random(3);
  const share = (p: number) => Array.from({ length: 10_000 }, () => random.chance(p)).filter(Boolean).length / 10_000;
  expect([share(0), share(1)]).toEqual([0, 1]);
  expect(share(0.3)).toBeCloseTo(0.3, 1);
});

test('pick takes every item, and shuffle makes every order', () => {
  const random = new Random(11);
  const items = ['a', 'b', 'c'] as const;
  expect(new Set(Array.from({ length: 100 }, () => random.pick(items)))).toEqual(new Set(items));
  expect(new Set(Array.from({ length: 200 }, () => random.shuffle(items).join('')))).toEqual(
    new Set(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']),
  );
  expect(items).toEqual(['a', 'b', 'c']);
  expect(() => random.pick([])).toThrow(RangeError);
});
