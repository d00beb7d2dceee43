import { INK_7, INK_9, LINE_STRONG, NIGHT, NIGHT_TEXT, PLATES, POMELO_4, SURFACE } from '../painting/colours';
import type { DrawCommand, Drawing, Font, Measure } from '../painting/drawing';
import { cutText, wrapText } from '../painting/fit-text';
import { doorplate, goods, line, price, standingAt, windowRow } from '../painting/parts';
import type { ShareFacts } from '../painting/share-facts';

/** Twice the design's pixels: sharp in an album and in a chat. */
const WIDTH = 1120;
const PICTURE = { x: 0, y: 0, width: WIDTH, height: 744 };
const STRIP = { x: 0, y: 744, width: WIDTH, height: 144 };
const SIDE = 64;
const STRIP_SIDE = 56;
const GAP = 36;
const MOST = WIDTH - 2 * SIDE;
const NAME_FONT: Font = { size: 80, weight: 600 };
const NAME_LINE = 108;
const NAME_LINES = 2;
const STRIP_FONT: Font = { size: 48, weight: 600 };
const LEADER_FONT: Font = { size: 52, weight: 500 };
const FACT_FONT: Font = { size: 48, weight: 400 };
const FACT_LINE = 68;
const SMALLEST = 32;
const CODE = 312;
const AVATAR = 104;
const OPENED = '开的团';
const WINDOW = { width: 40, height: 56, gap: 16 };

/** A poster: the goods with the door's plate, the strip of windows, name, price, who leads, when, and the code. */
export function layoutPoster(facts: ShareFacts, measure: Measure): Drawing {
  const plateFont: Font = { size: 52, weight: 600 };
  const names = wrapText(facts.name, NAME_FONT, { width: MOST, lines: NAME_LINES }, measure);
  const priceTop = STRIP.y + STRIP.height + 52 + names.length * NAME_LINE + 24;
  const dashes = priceTop + 128 + 52;
  const bottom = dashes + 44;
  const height = bottom + CODE + 56;
  return {
    width: WIDTH,
    height,
    commands: [
      { kind: 'box', x: 0, y: 0, width: WIDTH, height, radius: 0, fill: SURFACE },
      ...goods(facts, PICTURE, NAME_FONT, measure),
      ...doorplate(
        facts.place,
        { x: STRIP_SIDE, y: 56, height: 120, font: plateFont, mostWidth: WIDTH - 2 * STRIP_SIDE },
        measure,
      ),
      ...strip(facts, measure),
      ...names.map((text, index): DrawCommand => {
        const middle = STRIP.y + STRIP.height + 52 + (index + 0.5) * NAME_LINE;
        return { kind: 'text', text, x: SIDE, y: standingAt(middle, NAME_FONT), font: NAME_FONT, fill: INK_9 };
      }),
      ...priceRow(facts, priceTop, measure),
      { kind: 'dashes', x: SIDE, y: dashes, width: MOST, line: 4, dash: 12, stroke: LINE_STRONG },
      ...leader(facts, bottom, measure),
      ...when(facts, bottom, measure),
      { kind: 'picture', name: 'code', x: WIDTH - SIDE - CODE, y: bottom, width: CODE, height: CODE, radius: 0 },
    ],
  };
}

/** How far the group is: windows and words; where nobody else is needed, who is in. */
function strip({ windows, joined, standing }: ShareFacts, measure: Measure): DrawCommand[] {
  const { count } = windows;
  const middle = STRIP.y + STRIP.height / 2;
  const y = standingAt(middle, STRIP_FONT);
  const row = count * (WINDOW.width + WINDOW.gap) - WINDOW.gap;
  const half = (WIDTH - 2 * STRIP_SIDE - GAP) / 2;
  const room = count === 0 ? half : WIDTH - 2 * STRIP_SIDE - GAP - row;
  const words = { y, font: STRIP_FONT, smallest: SMALLEST } as const;
  return [
    { kind: 'box', ...STRIP, radius: 0, fill: NIGHT },
    ...(count === 0
      ? [line(joined, { ...words, x: STRIP_SIDE, fill: NIGHT_TEXT, mostWidth: half }, measure)]
      : windowRow(windows, { x: STRIP_SIDE, y: middle - WINDOW.height / 2, ...WINDOW })),
    line(standing, { ...words, x: WIDTH - STRIP_SIDE, fill: POMELO_4, mostWidth: room, fromRight: true }, measure),
  ];
}

function priceRow({ price: asked, next }: ShareFacts, top: number, measure: Measure): DrawCommand[] {
  const { commands, end } = price(
    asked,
    { x: SIDE, y: top + 108, small: 68, large: 120, mostWidth: Math.round(MOST * (next.length === 0 ? 1 : 0.56)) },
    measure,
  );
  const x = end + GAP;
  const lines = next.map((words, index) => {
    const y = standingAt(top + 66 + (index - (next.length - 1) / 2) * 64, FACT_FONT);
    return line(
      words,
      { x, y, font: FACT_FONT, fill: INK_7, mostWidth: WIDTH - SIDE - x, smallest: SMALLEST },
      measure,
    );
  });
  return [...commands, ...lines];
}

/** Who opened the group, with their face, or its first letter. */
function leader({ leader: name, pictures }: ShareFacts, top: number, measure: Measure): DrawCommand[] {
  const radius = AVATAR / 2;
  const middle = top + radius;
  const x = SIDE + AVATAR + 28;
  const room = WIDTH - SIDE - CODE - GAP - x - measure(OPENED, LEADER_FONT);
  const text = cutText(name, LEADER_FONT, room, measure) + OPENED;
  const letter = [...name][0] ?? '';
  const face: DrawCommand =
    pictures.avatar === ''
      ? {
          kind: 'text',
          text: letter,
          x: Math.round(SIDE + radius - measure(letter, LEADER_FONT) / 2),
          y: standingAt(middle, LEADER_FONT),
          font: LEADER_FONT,
          fill: INK_7,
        }
      : { kind: 'picture', name: 'avatar', x: SIDE, y: top, width: AVATAR, height: AVATAR, radius };
  return [
    { kind: 'circle', x: SIDE + radius, y: middle, radius, fill: PLATES.apricot },
    face,
    { kind: 'text', text, x, y: standingAt(middle, LEADER_FONT), font: LEADER_FONT, fill: INK_9 },
  ];
}

function when({ closes, arrives }: ShareFacts, top: number, measure: Measure): DrawCommand[] {
  const mostWidth = MOST - CODE - GAP;
  return [closes, arrives].map((words, index) => {
    const y = standingAt(top + AVATAR + 44 + (index + 0.5) * FACT_LINE, FACT_FONT);
    return line(words, { x: SIDE, y, font: FACT_FONT, fill: INK_7, mostWidth, smallest: SMALLEST }, measure);
  });
}
