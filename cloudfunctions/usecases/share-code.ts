import { invariant } from '../core/invariant';
import { shortCode } from '../core/share/short-code';
import type { MemberContext } from './context';

const CODE_BYTES = 8;
const TRIES = 5;

/** One code for a member and group: the one that is there, or a new one. */
export async function shareCodeOf({ ports, now, caller }: MemberContext, groupId: string): Promise<string> {
  const { store, ids } = ports;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const [known] = await store.find('shareCodes', { where: { memberId: caller._id, groupId }, limit: 1 });
    if (known) return known._id;
    const code = shortCode(ids.bytes(CODE_BYTES));
    if (await store.insert('shareCodes', { _id: code, v: 1, memberId: caller._id, groupId, createdAt: now }))
      return code;
  }
  invariant(false, `no share code could be made for group ${groupId}`);
}
