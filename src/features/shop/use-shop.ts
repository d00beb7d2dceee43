import { useRouter } from '@tarojs/taro';
import type { StaffRole } from '@/contract/views';
import { useQuery } from '@/lib/use-query';

/** The shop that a merchant page is about, and what the caller is there. */
export interface Shop {
  /** undefined until it is known, or for good where the caller works for nobody. */
  merchantId: string | undefined;
  role: StaffRole | undefined;
  /** Who the caller is: what a page shows while the shop is not known. */
  me: ReturnType<typeof useQuery<'enter'>>;
}

/** The page's `m`, else the first shop that the caller works for. */
export function useShop(): Shop {
  const { m } = useRouter().params;
  const me = useQuery('enter', {}, { keepAs: 'merchant-me' });
  const staffOf = me.data?.staffOf ?? [];
  const own = m === undefined ? staffOf[0] : staffOf.find(({ merchantId }) => merchantId === m);
  return { merchantId: m ?? own?.merchantId, role: own?.role, me };
}

/** Goods are the owner's and the operator's to change; finance only reads. */
export const mayChangeGoods = (role: StaffRole | undefined): boolean => role === 'owner' || role === 'operator';
/** The books are open to who answers for money. */
export const maySeeBooks = (role: StaffRole | undefined): boolean => role === 'owner' || role === 'finance';
