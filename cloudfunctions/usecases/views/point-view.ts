import type { Instant } from '../../../src/contract/time';
import type { PointView } from '../../../src/contract/views';
import type { MerchantDocument, PointDocument } from '../documents';
import { invariant } from '../../core/invariant';
import type { Ports } from '../ports';
import { readById, theOne } from './read-by-id';

export interface Place {
  lat: number;
  lng: number;
}

const EARTH_RADIUS_M = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two places as the crow flies, by the haversine formula. */
export function distanceM(from: Place, to: Place): number {
  const halfLat = Math.sin(radians(to.lat - from.lat) / 2);
  const halfLng = Math.sin(radians(to.lng - from.lng) / 2);
  const square = halfLat ** 2 + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * halfLng ** 2;
  return Math.round(2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(square))));
}

export function placeOf({ location }: PointDocument): Place {
  const [lng, lat] = location.coordinates;
  return { lat, lng };
}

/** Pickup points as anybody may see them. near: where the caller is, if they said. */
export async function pointViews(
  ports: Pick<Ports, 'store'>,
  now: Instant,
  points: readonly PointDocument[],
  near?: Place,
): Promise<PointView[]> {
  const [merchants, openGroups, formedGroups] = await Promise.all([
    readById(
      ports.store,
      'merchants',
      points.map(({ merchantId }) => merchantId),
    ),
    Promise.all(points.map((point) => countOpenGroups(ports, now, point._id))),
    Promise.all(points.map((point) => countFormedGroups(ports, point))),
  ]);
  return points.map((point, index) =>
    viewOf(
      point,
      theOne(merchants, point.merchantId),
      { open: openGroups[index] ?? 0, formed: formedGroups[index] ?? 0 },
      near,
    ),
  );
}

export async function pointView(ports: Pick<Ports, 'store'>, now: Instant, point: PointDocument): Promise<PointView> {
  const [view] = await pointViews(ports, now, [point]);
  invariant(view !== undefined, 'a point has a view');
  return view;
}

/** Groups that take orders by the clock, whatever the job has written so far. */
const countOpenGroups = ({ store }: Pick<Ports, 'store'>, now: Instant, pointId: string): Promise<number> =>
  store.count('groups', {
    pointId,
    closesAt: { gt: now },
    opensAt: { lte: now },
    state: { in: ['scheduled', 'open'] },
  });

/** Groups that formed under the leader of a point, at this point. */
const countFormedGroups = (
  { store }: Pick<Ports, 'store'>,
  { _id: pointId, leaderId }: PointDocument,
): Promise<number> => store.count('groups', { leaderId, state: { in: ['formed', 'arrived', 'finished'] }, pointId });

function viewOf(
  point: PointDocument,
  merchant: MerchantDocument,
  groups: { open: number; formed: number },
  near?: Place,
): PointView {
  const place = placeOf(point);
  return {
    pointId: point._id,
    merchantId: point.merchantId,
    merchantName: merchant.name,
    name: point.name,
    address: point.address,
    hours: point.hours,
    ...place,
    distanceM: near === undefined ? null : distanceM(near, place),
    leader: {
      leaderId: point.leaderId,
      name: point.leaderName,
      avatar: point.leaderAvatar,
      since: point.since,
      formedGroups: groups.formed,
    },
    openGroups: groups.open,
  };
}
