import type { Context } from '../context';
import type { MerchantDocument, PointDocument } from '../documents';
import { getMerchant } from '../merchants';
import type { Ports } from '../ports';

/**
 * The merchant that a member's pages are about: the one named, else that of the chosen pickup point, else that of any
 * active point. undefined: the one named does not exist, or there is none at all.
 */
export async function merchantFor(
  { ports, caller }: Context,
  merchantId: string | undefined,
): Promise<MerchantDocument | undefined> {
  const { store } = ports;
  if (merchantId !== undefined) return store.get('merchants', merchantId);
  const point = (await chosenPoint(ports, caller?.pointId ?? null)) ?? (await anyPoint(ports));
  return point && getMerchant(store, point.merchantId);
}

/** The member's pickup point, while it is active. */
export async function chosenPoint(
  { store }: Pick<Ports, 'store'>,
  pointId: string | null,
): Promise<PointDocument | undefined> {
  const point = pointId === null ? undefined : await store.get('points', pointId);
  return point?.active ? point : undefined;
}

/** The first active point, for who has not chosen one. */
export async function anyPoint({ store }: Pick<Ports, 'store'>): Promise<PointDocument | undefined> {
  const [point] = await store.find('points', { where: { active: true }, limit: 1 });
  return point;
}
