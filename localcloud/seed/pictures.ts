import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { drawPixels } from '../services/draw-png';
import type { Storage } from '../services/storage';
import { palettePng } from './palette-png';

/** How the demo pictures are composed; lengths are parts of the canvas. */
interface PictureList {
  canvas: number;
  table: { fromTop: number; fill: string; opacity: number };
  object: { size: number; left: number; top: number };
  shadow: { width: number; height: number; left: number; top: number; fill: string; opacity: number };
  plates: Record<string, string>;
  pictures: { emoji: string; name: string; plate: string }[];
}

/** Where an object stands on a wide picture, in px of its 1000 by 800 canvas. */
interface Placing {
  size: number;
  left: number;
  top: number;
  turn: number;
}

const ICONS = '@iconify-json/fluent-emoji/icons.json';
const ICON_BOX = 32;
const SQUARE_WIDTH = 560;
const HERO_WIDTH = 800;
const AVATAR_WIDTH = 160;
const HERO = { width: 1000, height: 800 };
/** The middle band is what a card shows, so everything stands within it; the smaller ones are 60 % and 47 % of the first. */
const HERO_OBJECTS: readonly Placing[] = [
  { size: 404, left: 376, top: 196, turn: 0 },
  { size: 242, left: 732, top: 366, turn: 18 },
  { size: 190, left: 146, top: 420, turn: -22 },
];

/** The keys under which the product pages find a product's pictures. */
export interface ProductPictures {
  picture: string;
  hero: string;
  plate: string;
}

/** Draws the demo pictures and puts them into the cloud's file storage. */
export class Painter {
  private readonly list = JSON.parse(readFileSync(join(__dirname, 'pictures.json'), 'utf8')) as PictureList;
  private readonly icons = (
    JSON.parse(readFileSync(createRequire(__filename).resolve(ICONS), 'utf8')) as {
      icons: Record<string, { body: string }>;
    }
  ).icons;

  constructor(private readonly storage: Storage) {}

  /** The square and the wide picture of a product. */
  async product(emoji: string): Promise<ProductPictures> {
    const entry = this.list.pictures.find((picture) => picture.emoji === emoji);
    if (!entry) throw new Error(`the picture list has no ${emoji}`);
    const plate = this.plate(entry.plate);
    const picture = await this.put(`products/${emoji}.png`, this.square(emoji, plate), SQUARE_WIDTH);
    const hero = await this.put(`products/${emoji}-wide.png`, this.wide(emoji, plate), HERO_WIDTH);
    return { picture, hero, plate: entry.plate };
  }

  /** A neighbour's avatar: a head or a plant on a plate. */
  async avatar(emoji: string, plate: string): Promise<string> {
    const body = `<rect width="32" height="32" fill="${this.plate(plate)}"/><g transform="translate(4.2 4.2) scale(.7375)">${this.body(emoji)}</g>`;
    return this.put(`avatars/${emoji}-${plate}.png`, svg(ICON_BOX, ICON_BOX, body), AVATAR_WIDTH);
  }

  private async put(path: string, picture: string, width: number): Promise<string> {
    this.storage.write(path, palettePng(await drawPixels(picture, width)));
    return this.storage.fileId(path);
  }

  private plate(name: string): string {
    const color = this.list.plates[name];
    if (!color) throw new Error(`the picture list has no plate ${name}`);
    return color;
  }

  private body(emoji: string): string {
    const icon = this.icons[emoji];
    if (!icon) throw new Error(`the icon set has no ${emoji}`);
    return icon.body;
  }

  private square(emoji: string, plate: string): string {
    const { canvas, object } = this.list;
    const placing = { size: object.size * canvas, left: object.left * canvas, top: object.top * canvas, turn: 0 };
    return svg(canvas, canvas, this.scene(emoji, plate, canvas, canvas, [placing]));
  }

  private wide(emoji: string, plate: string): string {
    return svg(HERO.width, HERO.height, this.scene(emoji, plate, HERO.width, HERO.height, HERO_OBJECTS));
  }

  private scene(emoji: string, plate: string, width: number, height: number, placings: readonly Placing[]): string {
    const { table } = this.list;
    const edge = height * table.fromTop;
    return [
      `<defs><symbol id="object" viewBox="0 0 ${ICON_BOX} ${ICON_BOX}">${this.body(emoji)}</symbol></defs>`,
      `<rect width="${width}" height="${height}" fill="${plate}"/>`,
      `<rect y="${edge}" width="${width}" height="${height - edge}" fill="${table.fill}" fill-opacity="${table.opacity}"/>`,
      ...placings.map((placing) => this.shadow(placing)),
      ...placings.map(standing),
    ].join('');
  }

  /** The list gives the shadow for an object of its own size; it shrinks and moves with the object. */
  private shadow({ size, left, top }: Placing): string {
    const { object, shadow } = this.list;
    const scale = size / object.size;
    const x = left + (shadow.left + shadow.width / 2 - object.left) * scale;
    const y = top + (shadow.top + shadow.height / 2 - object.top) * scale;
    const radii = `rx="${(shadow.width / 2) * scale}" ry="${(shadow.height / 2) * scale}"`;
    return `<ellipse cx="${x}" cy="${y}" ${radii} fill="${shadow.fill}" fill-opacity="${shadow.opacity}"/>`;
  }
}

function standing({ size, left, top, turn }: Placing): string {
  const middle = `${left + size / 2} ${top + size / 2}`;
  return `<use href="#object" x="${left}" y="${top}" width="${size}" height="${size}" transform="rotate(${turn} ${middle})"/>`;
}

const svg = (width: number, height: number, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${body}</svg>`;
