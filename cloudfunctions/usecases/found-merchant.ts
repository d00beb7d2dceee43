import type { Instant } from '../../src/contract/time';
import { DEFAULT_SETTINGS } from '../core/settings';
import { becomeMember } from './become-member';
import { getMerchant } from './merchants';
import type { Ports } from './ports';
import { beginReconciling } from './reconcile-day';

export interface Founding {
  merchantId: string;
  name: string;
  /** Sub-merchant number of WeChat Pay. */
  subMchId: string;
  /** Openid of the first owner, who may never have opened the mini-program. */
  ownerOpenid: string;
}

/** Makes a merchant with the default settings and its first owner. Repeating it changes nothing. */
export async function foundMerchant(
  ports: Ports,
  now: Instant,
  founding: Founding,
): Promise<{ merchantId: string; ownerId: string }> {
  const { store } = ports;
  const { merchantId, name, subMchId } = founding;
  await store.insert('merchants', {
    _id: merchantId,
    v: 1,
    rev: 1,
    name,
    subMchId,
    createdAt: now,
    settings: DEFAULT_SETTINGS,
  });
  await beginReconciling(ports, await getMerchant(store, merchantId));
  const owner = await becomeMember(ports, now, founding.ownerOpenid, undefined);
  await store.transact(async (transaction) => {
    const member = await transaction.get('members', owner._id);
    if (!member || member.staffOf.some((staff) => staff.merchantId === merchantId)) return;
    await transaction.replace('members', { ...member, staffOf: [...member.staffOf, { merchantId, role: 'owner' }] });
  });
  return { merchantId, ownerId: owner._id };
}
