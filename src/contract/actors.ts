/**
 * Who calls, seen from what the call is about. One person can be several at once: a leader who also buys is `member`
 * of their own order and `leader` of the group.
 */
export const ACTORS = [
  /** 访客: no openid. */
  'visitor',
  /** The member whose order, membership or profile it is. */
  'member',
  'otherMember',
  /** Leader of this group or pickup point. */
  'leader',
  'otherLeader',
  'owner',
  'operator',
  'finance',
  /** Staff of another merchant. */
  'otherStaff',
] as const;
export type Actor = (typeof ACTORS)[number];

export const EVERYONE: readonly Actor[] = ACTORS;
export const EVERY_MEMBER: readonly Actor[] = ACTORS.filter((actor) => actor !== 'visitor');
export const THE_MEMBER: readonly Actor[] = ['member'];
export const THE_LEADER: readonly Actor[] = ['leader'];
export const THE_STAFF: readonly Actor[] = ['owner', 'operator', 'finance'];
export const GOODS_STAFF: readonly Actor[] = ['owner', 'operator'];
export const MONEY_STAFF: readonly Actor[] = ['owner', 'finance'];
export const THE_OWNER: readonly Actor[] = ['owner'];
