import type { CallName, MemberContext, Outcome } from './context';
import { mayCall, refuse } from './context';
import type { MemberDocument, MerchantDocument, PointDocument } from './documents';
import { getMerchant, getPoint } from './merchants';

/** As what a member leads: their part at a merchant, and the pickup point that comes with it. */
export interface Leading {
  lead: MemberDocument['leads'][number];
  merchant: MerchantDocument;
  point: PointDocument;
}

/**
 * The caller's part as a leader: at the merchant named, else where it is active, else the first one. Refuses whoever does
 * not lead there.
 */
export async function leadingOf(
  { ports, caller }: MemberContext,
  call: CallName,
  merchantId: string | undefined,
): Promise<{ ok: true; leading: Leading } | Extract<Outcome<never>, { ok: false }>> {
  const lead =
    merchantId === undefined
      ? (caller.leads.find(({ state }) => state === 'active') ?? caller.leads[0])
      : caller.leads.find((each) => each.merchantId === merchantId);
  if (!lead) return refuse('forbidden');
  const [merchant, point] = await Promise.all([
    getMerchant(ports.store, lead.merchantId),
    getPoint(ports.store, lead.pointId),
  ]);
  if (!mayCall(call, caller, point)) return refuse('forbidden');
  return { ok: true, leading: { lead, merchant, point } };
}
