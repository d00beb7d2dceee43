import { INK_7, LEAF_7, NIGHT_3, PERSIM_6, PLATES, POMELO_3, POMELO_4, TABLE } from './colours';
import type { Area, DrawCommand, Font, Measure } from './drawing';
import { cutText, shrinkFont } from './fit-text';
import type { ShareFacts } from './share-facts';

/** What card and poster have in common. */

const TABLE_SHARE = 0.3;
const RING = 'rgba(255, 255, 255, 0.42)';
const SCREW = 'rgba(255, 255, 255, 0.75)';
/** How far below the middle of a line its letters stand, of the font's size. */
const MIDDLE = 0.36;

const half = (length: number): number => length / 2;

/** Where letters stand whose line has its middle at y. */
export const standingAt = (middle: number, { size }: Font): number => Math.round(middle + size * MIDDLE);

/** The goods on their plate; where there is no picture, their name on it. */
export function goods({ pictures, plate, name }: ShareFacts, area: Area, font: Font, measure: Measure): DrawCommand[] {
  const table = Math.round(area.height * TABLE_SHARE);
  const ground: DrawCommand[] = [
    { kind: 'box', ...area, radius: 0, fill: PLATES[plate] },
    { kind: 'box', ...area, y: area.y + area.height - table, height: table, radius: 0, fill: TABLE },
  ];
  if (pictures.hero !== '') return [...ground, { kind: 'picture', name: 'hero', ...area, radius: 0 }];
  const text = cutText(name, font, area.width - 2 * font.size, measure);
  const x = Math.round(area.x + half(area.width - measure(text, font)));
  return [...ground, { kind: 'text', text, x, y: standingAt(area.y + half(area.height), font), font, fill: INK_7 }];
}

interface DoorplateLook {
  x: number;
  y: number;
  height: number;
  font: Font;
  mostWidth: number;
}

/** The enamel plate beside the door: its rule, its two screws, the pickup point's name. */
export function doorplate(place: string, look: DoorplateLook, measure: Measure): DrawCommand[] {
  const { x, y, height, font, mostWidth } = look;
  const padding = Math.round(height * 0.57);
  const text = cutText(place, font, mostWidth - 2 * padding, measure);
  const width = Math.ceil(measure(text, font)) + 2 * padding;
  const inset = Math.round(height / 15);
  const line = half(inset);
  const radius = Math.round(height * 0.23);
  const ring = { x: x + inset, y: y + inset, width: width - 2 * inset, height: height - 2 * inset };
  const screw = (at: number): DrawCommand => ({
    kind: 'circle',
    x: at,
    y: y + half(height),
    radius: inset,
    fill: SCREW,
  });
  return [
    { kind: 'box', x, y, width, height, radius, fill: LEAF_7 },
    { kind: 'frame', ...ring, radius: radius - inset, stroke: RING, line },
    screw(x + Math.round(padding * 0.53)),
    screw(x + width - Math.round(padding * 0.53)),
    { kind: 'text', text, x: x + padding, y: standingAt(y + half(height), font), font, fill: '#ffffff' },
  ];
}

interface PriceLook {
  x: number;
  y: number;
  /** Sizes of ¥ and fen, and of the yuan. */
  small: number;
  large: number;
  mostWidth: number;
}

/** ¥ and fen small, yuan large; smaller altogether where an amount is that long. Answers where it ends. */
export function price(
  { yuan, cents }: ShareFacts['price'],
  look: PriceLook,
  measure: Measure,
): { commands: DrawCommand[]; end: number } {
  const parts = (by: number): [text: string, font: Font][] => [
    ['¥', { size: Math.round(look.small * by), weight: 600 }],
    [yuan, { size: Math.round(look.large * by), weight: 600 }],
    [`.${cents}`, { size: Math.round(look.small * by), weight: 600 }],
  ];
  const widthOf = (of: [string, Font][]): number => of.reduce((sum, [text, font]) => sum + measure(text, font), 0);
  const asked = widthOf(parts(1));
  const drawn = parts(asked > look.mostWidth ? look.mostWidth / asked : 1);
  let x = look.x;
  const commands = drawn.map(([text, font]): DrawCommand => {
    const command: DrawCommand = { kind: 'text', text, x: Math.round(x), y: look.y, font, fill: PERSIM_6 };
    x += measure(text, font);
    return command;
  });
  return { commands, end: Math.ceil(x) };
}

/** A row of windows of the house at dusk; the newest light is the brightest. */
export function windowRow(
  { count, lit }: ShareFacts['windows'],
  { x, y, width, height, gap }: Area & { gap: number },
): DrawCommand[] {
  return Array.from({ length: count }, (_, index): DrawCommand[] => {
    const left = x + index * (width + gap);
    const on = index < lit;
    const fill = on ? (index === lit - 1 ? POMELO_3 : POMELO_4) : NIGHT_3;
    const bar = Math.round(width / 10);
    return [
      { kind: 'box', x: left, y, width, height, radius: Math.round(width / 5), fill },
      {
        kind: 'box',
        x: left + half(width - bar),
        y,
        width: bar,
        height,
        radius: 0,
        fill: on ? 'rgba(122, 79, 0, 0.28)' : 'rgba(16, 53, 42, 0.55)',
      },
    ];
  }).flat();
}

interface LineLook {
  x: number;
  y: number;
  font: Font;
  fill: string;
  mostWidth: number;
  smallest: number;
  /** Ends at x instead of beginning there. */
  fromRight?: boolean;
}

/** One line that holds a figure: it shrinks before anything is cut. */
export function line(words: string, look: LineLook, measure: Measure): DrawCommand {
  const font = shrinkFont(words, look.font, { width: look.mostWidth, smallest: look.smallest }, measure);
  const text = cutText(words, font, look.mostWidth, measure);
  const x = look.fromRight ? Math.round(look.x - measure(text, font)) : look.x;
  return { kind: 'text', text, x, y: look.y, font, fill: look.fill };
}
