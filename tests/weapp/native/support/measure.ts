import type { Measure } from '../../../../src/native/painting/drawing';

/** A typeface that is easy to count: a Chinese character is as wide as the font's size, anything else half of it. */
export const measure: Measure = (text, { size }) => {
  let width = 0;
  for (const character of text) width += (character > '\u2e7f' ? 1 : 0.5) * size;
  return width;
};
