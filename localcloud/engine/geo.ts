import { isPlainObject } from './paths';

export type Position = readonly [longitude: number, latitude: number];
type Ring = readonly Position[];
type Segment = readonly [Position, Position];

interface Shape {
  points: readonly Position[];
  segments: readonly Segment[];
  /** Each polygon is its outer ring and the holes in it. */
  polygons: readonly (readonly Ring[])[];
}

/** The earth's radius in metres, as the cloud's database has it. */
export const EARTH_RADIUS = 6_378_100;

/** Metres along the great circle. */
export function distanceBetween(a: Position, b: Position): number {
  const radians = Math.PI / 180;
  const [latitudeA, latitudeB] = [a[1] * radians, b[1] * radians];
  const acrossLatitude = Math.sin((latitudeB - latitudeA) / 2) ** 2;
  const acrossLongitude = Math.sin(((b[0] - a[0]) * radians) / 2) ** 2;
  const half = acrossLatitude + Math.cos(latitudeA) * Math.cos(latitudeB) * acrossLongitude;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** A position given as [longitude, latitude] or as a GeoJSON point; null when it is neither. */
export function positionOf(value: unknown): Position | null {
  const pair: unknown = isPlainObject(value) && value.type === 'Point' ? value.coordinates : value;
  if (!Array.isArray(pair) || pair.length < 2) return null;
  const [longitude, latitude]: unknown[] = pair;
  return typeof longitude === 'number' && typeof latitude === 'number' ? [longitude, latitude] : null;
}

function shapeOf(value: unknown): Shape | null {
  const point = positionOf(value);
  if (point) return { points: [point], segments: [], polygons: [] };
  if (!isPlainObject(value) || !Array.isArray(value.coordinates)) return null;
  switch (value.type) {
    case 'MultiPoint':
      return { points: value.coordinates as Position[], segments: [], polygons: [] };
    case 'LineString':
      return ofLines([value.coordinates as Ring]);
    case 'MultiLineString':
      return ofLines(value.coordinates as Ring[]);
    case 'Polygon':
      return ofPolygons([value.coordinates as Ring[]]);
    case 'MultiPolygon':
      return ofPolygons(value.coordinates as Ring[][]);
    default:
      return null;
  }
}

function ofLines(lines: readonly Ring[]): Shape {
  const segments = lines.flatMap((line) => line.slice(1).map((end, i): Segment => [line[i]!, end]));
  return { points: lines.flat(), segments, polygons: [] };
}

function ofPolygons(polygons: readonly (readonly Ring[])[]): Shape {
  return { ...ofLines(polygons.flat()), polygons };
}

/** Straight lines on the map stand for great circles: at the size of a city they are the same. */
function ringHolds(ring: Ring, [x, y]: Position): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[j]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function shapeHolds(shape: Shape, point: Position): boolean {
  return shape.polygons.some(
    ([outer, ...holes]) =>
      outer !== undefined && ringHolds(outer, point) && !holes.some((hole) => ringHolds(hole, point)),
  );
}

function turn(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

function onSegment([a, b]: Segment, p: Position): boolean {
  const between = (i: 0 | 1) => p[i] >= Math.min(a[i], b[i]) && p[i] <= Math.max(a[i], b[i]);
  return turn(a, b, p) === 0 && between(0) && between(1);
}

function segmentsMeet(s: Segment, t: Segment): boolean {
  const crosses = turn(...s, t[0]) !== turn(...s, t[1]) && turn(...t, s[0]) !== turn(...t, s[1]);
  return crosses || onSegment(s, t[0]) || onSegment(s, t[1]) || onSegment(t, s[0]) || onSegment(t, s[1]);
}

/** Whether a stored geometry shares a point with the one asked for. */
export function intersects(stored: unknown, asked: unknown): boolean {
  const [a, b] = [shapeOf(stored), shapeOf(asked)];
  if (!a || !b) return false;
  return (
    a.points.some((p) => shapeHolds(b, p) || b.points.some((q) => p[0] === q[0] && p[1] === q[1])) ||
    b.points.some((p) => shapeHolds(a, p)) ||
    a.segments.some((s) => b.segments.some((t) => segmentsMeet(s, t)) || b.points.some((p) => onSegment(s, p))) ||
    b.segments.some((s) => a.points.some((p) => onSegment(s, p)))
  );
}

/** Whether all corners of a stored geometry lie in the polygons, or in the circle, of a $geoWithin. */
export function isWithin(stored: unknown, operand: unknown): boolean {
  const shape = shapeOf(stored);
  if (!shape || !isPlainObject(operand)) return false;
  if (Array.isArray(operand.$centerSphere)) {
    const centre = positionOf(operand.$centerSphere[0]);
    const radius = Number(operand.$centerSphere[1]) * EARTH_RADIUS;
    return centre !== null && shape.points.every((point) => distanceBetween(centre, point) <= radius);
  }
  const area = shapeOf(operand.$geometry);
  return area !== null && shape.points.every((point) => shapeHolds(area, point));
}

/** A $near: around where, and how far in metres. */
export interface Nearness {
  path: string;
  centre: Position;
  minimum: number;
  maximum: number;
}

export function nearnessOf(path: string, operand: unknown): Nearness | null {
  if (!isPlainObject(operand)) return null;
  const centre = positionOf(operand.$geometry ?? operand);
  const bound = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
  const [minimum, maximum] = [bound(operand.$minDistance, 0), bound(operand.$maxDistance, Infinity)];
  return centre && { path, centre, minimum, maximum };
}

/** Metres from the centre to what a document holds at the path; null when there is no position or it is out of bounds. */
export function distanceTo(nearness: Nearness, stored: unknown): number | null {
  const position = positionOf(stored);
  if (!position) return null;
  const distance = distanceBetween(nearness.centre, position);
  return distance >= nearness.minimum && distance <= nearness.maximum ? distance : null;
}
