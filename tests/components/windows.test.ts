import { windowsOf } from '@/components/group-progress/windows';

test.each([
  // target, current, most → windows, lit, households each
  [30, 0, 30, 30, 0, 1],
  [30, 23, 30, 30, 23, 1],
  [30, 29, 30, 30, 29, 1],
  [30, 30, 30, 30, 30, 1],
  [30, 41, 30, 30, 30, 1],
  [30, 23, 15, 15, 11, 2], // lit rounds down
  [30, 29, 15, 15, 14, 2],
  [31, 30, 30, 16, 15, 2], // the last window waits for the last household
  [31, 31, 30, 16, 16, 2],
  [45, 44, 30, 23, 22, 2],
  [100, 99, 30, 25, 24, 4],
  [3, 1, 30, 3, 1, 1],
  [1, 0, 30, 1, 0, 1],
  [2000, 1240, 20, 20, 12, 100],
  [0, 5, 30, 0, 0, 0],
  [20, -2, 20, 20, 0, 1], // a correction below zero lights nothing
])(
  'target %i with %i on at most %i windows: %i windows, %i lit, %i each',
  (target, current, most, count, lit, each) => {
    expect(windowsOf(target, current, most)).toEqual({ count, lit, each });
  },
);

test('for every target: never more windows than asked, full only when reached', () => {
  const wrong: Array<[number, number]> = [];
  for (let target = 1; target <= 300; target += 1) {
    for (let current = 0; current <= target; current += 1) {
      const { count, lit } = windowsOf(target, current, 30);
      if (count > 30 || (lit === count) !== (current === target)) wrong.push([target, current]);
    }
  }
  expect(wrong).toEqual([]);
});
