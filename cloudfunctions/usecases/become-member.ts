import type { Instant } from '../../src/contract/time';
import { invariant } from '../core/invariant';
import { derivedId } from './derived-id';
import type { MemberDocument } from './documents';
import type { Ports } from './ports';

/** What a member is called until they say. */
export const NEW_NICKNAME = '新邻居';

/**
 * The member behind an openid, made at the first call from WeChat. Who arrives through a member's code is bound to that
 * member now, once and for ever (rulebook section 8); an unknown code binds to nobody.
 */
export async function becomeMember(
  { store }: Pick<Ports, 'store'>,
  now: Instant,
  openid: string,
  shareCode: string | undefined,
): Promise<MemberDocument> {
  const share = shareCode === undefined ? undefined : await store.get('shareCodes', shareCode);
  const member: MemberDocument = {
    _id: derivedId('m', openid),
    v: 1,
    rev: 0,
    openid,
    nickname: NEW_NICKNAME,
    avatar: '',
    createdAt: now,
    inviterId: share?.memberId ?? null,
    arrivedBy: share?._id ?? null,
    pointId: null,
    person: null,
    leads: [],
    staffOf: [],
  };
  if (await store.insert('members', member)) return member;
  const before = await store.get('members', member._id);
  invariant(before !== undefined, 'a member that could not be made is there');
  return before;
}
