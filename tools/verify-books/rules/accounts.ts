export type Unit = 'FEN' | 'POINT' | 'GROWTH';

/** An account of the rulebook's section 11, taken apart. */
export interface AccountParts {
  /** What kind of account: `leader.payable`. */
  shape: string;
  merchantId: string;
  /** The member whose it is; empty for the merchant's own. */
  ownerId: string;
  unit: Unit;
}

/** By the first word of an address: whether a member's id stands in it, and the pockets with what they count in. */
const ROLES: Readonly<Record<string, { owned: boolean; pockets: Readonly<Record<string, Unit>> }>> = {
  wechat: { owned: false, pockets: { clearing: 'FEN' } },
  merchant: { owned: false, pockets: { pending: 'FEN', payable: 'FEN' } },
  leader: { owned: true, pockets: { payable: 'FEN', withdrawing: 'FEN' } },
  inviter: { owned: true, pockets: { payable: 'FEN', withdrawing: 'FEN' } },
  member: { owned: true, pockets: { points: 'POINT', held: 'POINT', growth: 'GROWTH' } },
  programme: { owned: false, pockets: { points: 'POINT', growth: 'GROWTH' } },
};

/** The same few accounts stand in most journals. */
const MOST_KNOWN = 50_000;
const taken = new Map<string, AccountParts | undefined>();

/** Takes an address apart; undefined when the rulebook knows no such account. */
export function partsOf(account: string): AccountParts | undefined {
  const before = taken.get(account);
  if (before) return before;
  if (taken.size >= MOST_KNOWN) taken.clear();
  const parts = takeApart(account);
  taken.set(account, parts);
  return parts;
}

function takeApart(account: string): AccountParts | undefined {
  const words = account.split(':');
  const [role = '', merchantId = ''] = words;
  const known = Object.hasOwn(ROLES, role) ? ROLES[role] : undefined;
  if (!known || words.length !== (known.owned ? 4 : 3) || words.includes('')) return undefined;
  const ownerId = known.owned ? (words[2] ?? '') : '';
  const pocket = words[words.length - 1] ?? '';
  const unit = Object.hasOwn(known.pockets, pocket) ? known.pockets[pocket] : undefined;
  return unit && { shape: `${role}.${pocket}`, merchantId, ownerId, unit };
}
