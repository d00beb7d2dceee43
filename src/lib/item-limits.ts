import type { GroupItem } from '../contract/views';

type Limits = Pick<GroupItem, 'left' | 'limitPerMember' | 'bought'>;

/** Units that the caller may still take of an item. */
export const mostUnits = ({ left, limitPerMember, bought }: Limits): number =>
  Math.max(0, limitPerMember === null ? left : Math.min(left, limitPerMember - bought));

/** Why not more, told once the stepper stands at its end. */
export function limitReason({ left, limitPerMember, bought }: Limits): string {
  if (left === 0) return '已抢完';
  if (limitPerMember === null || left < limitPerMember - bought) return `还剩 ${left} 份`;
  return bought > 0 ? `每户限 ${limitPerMember} 份，你已有 ${bought} 份` : `每户限 ${limitPerMember} 份`;
}

/** `剩 34 份 · 每户限 3 份` */
export function stockWords({ left, limitPerMember }: Limits): string {
  const stock = left === 0 ? '已抢完' : `剩 ${left} 份`;
  return limitPerMember === null ? stock : `${stock} · 每户限 ${limitPerMember} 份`;
}
