import { createHash } from 'node:crypto';
import { drawPng } from './draw-png';

const RAYS = 60;
const BITS_PER_RAY = 5;
/** Longer rays would cross an eye. */
const BITS_BY_EYE = 2;
const INNER_RADIUS = 62;
const STEP = 14;
const CENTER = 160;
const KEPT = 200;
/** Where the three eyes sit, in degrees. */
const EYES = [-45, -135, 135] as const;
const EYE_RADIUS = 122;

const images = new Map<string, Buffer>();

/** The length, then seven bits a character, then bits from the scene's digest so that every code looks full. */
function bitsOf(scene: string): string {
  const binary = (value: number, width: number): string => value.toString(2).padStart(width, '0');
  const data = binary(scene.length, 6) + [...scene].map((char) => binary(char.charCodeAt(0), 7)).join('');
  const digest = createHash('sha512').update(scene).digest();
  return data + [...digest].map((byte) => binary(byte, 8)).join('');
}

function point(angle: number, radius: number): string {
  const radians = (angle * Math.PI) / 180;
  return `${(CENTER + radius * Math.cos(radians)).toFixed(1)} ${(CENTER + radius * Math.sin(radians)).toFixed(1)}`;
}

const isByEye = (angle: number): boolean => EYES.some((eye) => Math.abs(((angle - eye + 540) % 360) - 180) < 15);

/** One ray's strokes: neighbouring ones join into a longer stroke. */
function rayPath(angle: number, bits: string): string {
  return [...bits.matchAll(/1+/g)]
    .map(({ index, 0: run }) => {
      const start = INNER_RADIUS + index * STEP;
      return `M${point(angle, start)}L${point(angle, start + (run.length - 1) * STEP + 4)}`;
    })
    .join('');
}

function drawRays(bits: string): string {
  let path = '';
  let used = 0;
  for (let angle = 0; angle < 360; angle += 360 / RAYS) {
    const room = isByEye(angle) ? BITS_BY_EYE : BITS_PER_RAY;
    path += rayPath(angle, bits.slice(used, used + room));
    used += room;
  }
  return path;
}

function drawSvg(scene: string): string {
  const eyes = EYES.map((angle) => {
    const [x, y] = point(angle, EYE_RADIUS).split(' ');
    return `<circle cx="${x}" cy="${y}" r="16" fill="none" stroke="#1a1a1a" stroke-width="5"/><circle cx="${x}" cy="${y}" r="7"/>`;
  }).join('');
  const petals = Array.from({ length: 12 }, (_, index) => {
    const turn = `rotate(${index * 30} 160 160)`;
    return `<ellipse cx="160" cy="131" rx="8" ry="17" transform="${turn}" fill="#f5b301"/>`;
  }).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" fill="#1a1a1a">
<rect width="320" height="320" fill="#fff"/>
<path d="${drawRays(bitsOf(scene))}" stroke="#1a1a1a" stroke-width="5" stroke-linecap="round" fill="none"/>
${eyes}${petals}<circle cx="160" cy="160" r="19" fill="#6b4423"/>
</svg>`;
}

/** A picture in the manner of a mini-program code, as PNG of `width` pixels. No camera reads it: its strokes spell the scene. */
export async function drawMiniProgramCode(scene: string, width: number): Promise<Buffer> {
  const key = `${width}:${scene}`;
  const drawn = images.get(key);
  if (drawn) return drawn;
  const png = await drawPng(drawSvg(scene), width);
  if (images.size >= KEPT) images.delete(images.keys().next().value ?? '');
  images.set(key, png);
  return png;
}
