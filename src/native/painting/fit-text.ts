import type { Font, Measure } from './drawing';

const ELLIPSIS = '…';
const STEP = 2;
/**
 * What stays together at the end of a line: a word or number of Latin letters, or one character, each with the
 * punctuation that must not begin a line.
 */
const PIECE = /(?:[\x21-\x7e]+|[^\s])[，。、！？；：·）」』》】％]*|\s+/gu;

interface Room {
  width: number;
  lines: number;
}

/** Text in at most so many lines; what is left out is an ellipsis. */
export function wrapText(text: string, font: Font, { width, lines }: Room, measure: Measure): string[] {
  const wrapped: string[] = [];
  let line = '';
  const pieces = text.trim().match(PIECE) ?? [];
  for (const [index, piece] of pieces.entries()) {
    if (measure(line + piece, font) <= width) {
      line += piece;
      continue;
    }
    if (wrapped.length === lines - 1) {
      wrapped.push(cutText(line + pieces.slice(index).join(''), font, width, measure));
      return wrapped;
    }
    if (line.trim() !== '') wrapped.push(line.trimEnd());
    line = piece.trimStart();
    // A word that is longer than a line is broken where the line ends.
    while (wrapped.length < lines - 1 && measure(line, font) > width) {
      const head = fitting(line, font, width, measure);
      wrapped.push(head);
      line = line.slice(head.length);
    }
  }
  if (line.trim() !== '') wrapped.push(cutText(line.trimEnd(), font, width, measure));
  return wrapped;
}

/** Text on one line: as it is where it fits, else its beginning and an ellipsis. */
export function cutText(text: string, font: Font, width: number, measure: Measure): string {
  if (measure(text, font) <= width) return text;
  return fitting(text, font, width - measure(ELLIPSIS, font), measure).trimEnd() + ELLIPSIS;
}

/** The font, made smaller until the text fits, down to the smallest size: a figure must never be cut. */
export function shrinkFont(
  text: string,
  font: Font,
  room: { width: number; smallest: number },
  measure: Measure,
): Font {
  let { size } = font;
  while (size > room.smallest && measure(text, { ...font, size }) > room.width) size -= STEP;
  return { ...font, size };
}

/** As many whole characters as fit, and at least one. */
function fitting(text: string, font: Font, width: number, measure: Measure): string {
  let fits = '';
  for (const character of text) {
    if (fits !== '' && measure(fits + character, font) > width) break;
    fits += character;
  }
  return fits;
}
