import { INK_7, INK_9, LEAF_7, SURFACE } from '../painting/colours';
import type { Drawing, Font, Measure } from '../painting/drawing';
import { doorplate, goods, line, price } from '../painting/parts';
import type { ShareFacts } from '../painting/share-facts';

/** WeChat shows a card's picture at 5:4 and about 210 points wide: letters are large here. */
const WIDTH = 1000;
const HEIGHT = 800;
/** The picture has the upper two thirds, the facts the lower one. */
const PICTURE = { x: 0, y: 0, width: WIDTH, height: 532 };
const SIDE = 44;
const MOST = WIDTH - 2 * SIDE;
const GAP = 36;
/** Letters of the first and second line of facts stand here. */
const FIRST = 664;
const SECOND = 758;
const PLATE_FONT: Font = { size: 48, weight: 600 };
const NAME_FONT: Font = { size: 72, weight: 600 };
const STANDING_FONT: Font = { size: 60, weight: 600 };
const SMALLEST = 36;

/** A chat card: the goods, and below them price, who has joined and what is missing, deadline; the door on a plate. */
export function layoutShareCard(facts: ShareFacts, measure: Measure): Drawing {
  const amount = price(
    facts.price,
    { x: SIDE, y: FIRST, small: 60, large: 112, mostWidth: Math.round(MOST * 0.62) },
    measure,
  );
  const standing = line(
    facts.standing,
    {
      x: WIDTH - SIDE,
      y: FIRST,
      font: STANDING_FONT,
      fill: LEAF_7,
      mostWidth: WIDTH - SIDE - GAP - amount.end,
      smallest: SMALLEST,
      fromRight: true,
    },
    measure,
  );
  const closes = line(
    facts.closes,
    {
      x: WIDTH - SIDE,
      y: SECOND,
      font: { size: 52, weight: 500 },
      fill: INK_9,
      mostWidth: Math.round(MOST * 0.52),
      smallest: SMALLEST,
      fromRight: true,
    },
    measure,
  );
  const joined = line(
    facts.joined,
    {
      x: SIDE,
      y: SECOND,
      font: { size: 52, weight: 400 },
      fill: INK_7,
      mostWidth: Math.round(MOST * 0.46),
      smallest: SMALLEST,
    },
    measure,
  );
  return {
    width: WIDTH,
    height: HEIGHT,
    commands: [
      ...goods(facts, PICTURE, NAME_FONT, measure),
      ...doorplate(facts.place, { x: SIDE, y: 40, height: 104, font: PLATE_FONT, mostWidth: MOST }, measure),
      {
        kind: 'box',
        x: 0,
        y: PICTURE.height,
        width: WIDTH,
        height: HEIGHT - PICTURE.height,
        radius: 0,
        fill: SURFACE,
      },
      ...amount.commands,
      standing,
      joined,
      closes,
    ],
  };
}
