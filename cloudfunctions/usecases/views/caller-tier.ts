import type { Tier } from '../../../src/contract/campaign';
import type { Context } from '../context';
import type { GroupDocument } from '../documents';
import { membershipId } from '../memberships';

/** The caller's tier at a merchant; a visitor or newcomer has the first one. */
export async function callerTier({ ports, caller }: Context, merchantId: string): Promise<Tier> {
  if (!caller) return 'basic';
  const membership = await ports.store.get('memberships', membershipId(merchantId, caller._id));
  return membership?.tier ?? 'basic';
}

/** Whether a tier changes what a group's items cost, so that it is read only where it matters. */
export const hasMemberPrices = ({ items }: GroupDocument): boolean =>
  items.some(({ memberPricesFen }) => memberPricesFen !== undefined && Object.keys(memberPricesFen).length > 0);
