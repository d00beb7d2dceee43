import { deflateSync } from 'node:zlib';
import type { Pixels } from '../services/draw-png';

const MOST_COLORS = 256;
/** Colours are told apart by the upper 5 bits of each channel. */
const BITS = 5;
const CELLS = 1 << (3 * BITS);
const CHANNELS = [0, 1, 2] as const;

const cellOf = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] ?? 0) >> 3) << 10) | (((bytes[at + 1] ?? 0) >> 3) << 5) | ((bytes[at + 2] ?? 0) >> 3);
const channelOf = (cell: number, channel: number): number => (cell >> (BITS * (2 - channel))) & 31;

/** How often each cell of the colour space occurs, and the sums of its colours. */
interface Histogram {
  counts: Uint32Array;
  sums: Float64Array;
}

function histogramOf({ bytes }: Pixels): Histogram {
  const counts = new Uint32Array(CELLS);
  const sums = new Float64Array(CELLS * 3);
  for (let at = 0; at < bytes.length; at += 4) {
    const cell = cellOf(bytes, at);
    counts[cell] = (counts[cell] ?? 0) + 1;
    for (const channel of CHANNELS)
      sums[cell * 3 + channel] = (sums[cell * 3 + channel] ?? 0) + (bytes[at + channel] ?? 0);
  }
  return { counts, sums };
}

/** A set of cells that will share one colour. */
interface Box {
  cells: number[];
  /** The channel in which its cells differ most, and by how much. */
  channel: number;
  spread: number;
  /** What leaving it whole costs: its spread, weighted by the pixels in it. */
  cost: number;
}

function boxOf(cells: number[], { counts }: Histogram): Box {
  let [channel, spread] = [0, 0];
  for (const each of CHANNELS) {
    const values = cells.map((cell) => channelOf(cell, each));
    const range = Math.max(...values) - Math.min(...values);
    if (range > spread) [channel, spread] = [each, range];
  }
  const pixels = cells.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0);
  return { cells, channel, spread, cost: spread * Math.sqrt(pixels) };
}

/** Median cut: the costliest box is split in the middle of its pixels until there are enough colours. */
function boxesOf(histogram: Histogram): Box[] {
  const { counts } = histogram;
  const used = Array.from(counts.keys()).filter((cell) => (counts[cell] ?? 0) > 0);
  const boxes = [boxOf(used, histogram)];
  while (boxes.length < MOST_COLORS) {
    boxes.sort((a, b) => a.cost - b.cost);
    const box = boxes.at(-1);
    if (!box || box.spread === 0) break;
    boxes.pop();
    const cells = box.cells.sort((a, b) => channelOf(a, box.channel) - channelOf(b, box.channel));
    const half = cells.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0) / 2;
    let seen = 0;
    const middle = cells.findIndex((cell) => (seen += counts[cell] ?? 0) >= half);
    const cut = Math.min(Math.max(middle, 1), cells.length - 1);
    boxes.push(boxOf(cells.slice(0, cut), histogram), boxOf(cells.slice(cut), histogram));
  }
  return boxes;
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG of at most 256 colours: a third of the size of a full one, and enough for drawn pictures. Opacity is left out. */
export function palettePng(pixels: Pixels): Buffer {
  const { width, height, bytes } = pixels;
  const histogram = histogramOf(pixels);
  const boxes = boxesOf(histogram);
  const palette = Buffer.alloc(boxes.length * 3);
  const colorOf = new Uint8Array(CELLS);
  for (const [index, { cells }] of boxes.entries()) {
    const count = cells.reduce((sum, cell) => sum + (histogram.counts[cell] ?? 0), 0);
    for (const channel of CHANNELS) {
      const sum = cells.reduce((all, cell) => all + (histogram.sums[cell * 3 + channel] ?? 0), 0);
      palette[index * 3 + channel] = Math.round(sum / count);
    }
    for (const cell of cells) colorOf[cell] = index;
  }
  // A row begins with the byte that says that it is not filtered.
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    rows[pixel + Math.floor(pixel / width) + 1] = colorOf[cellOf(bytes, pixel * 4)] ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
