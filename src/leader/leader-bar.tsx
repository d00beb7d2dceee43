import Taro, { useRouter } from '@tarojs/taro';
import { BottomBar } from '@/components/bottom-bar/bottom-bar';

const BAR = [
  { key: 'desk', label: '工作台', icon: 'squares-four', activeIcon: 'squares-four-fill' },
  { key: 'groups', label: '我的团', icon: 'users-three', activeIcon: 'users-three-fill' },
  { key: 'verify', label: '核销', icon: 'list-checks', activeIcon: 'list-checks-fill' },
  { key: 'earnings', label: '收益', icon: 'wallet', activeIcon: 'wallet-fill' },
] as const;
type BarKey = (typeof BAR)[number]['key'];
export type LeaderPageName = BarKey | 'open';

/** The merchant that a leader's page is about; without one the server takes the first that is led. */
export function useLedMerchant(): { merchantId?: string } {
  const { m } = useRouter().params;
  return m === undefined ? {} : { merchantId: m };
}

/** Address of a leader's page; `m` goes along from page to page, `f` is the filter that it opens with. */
export function leaderPath(page: LeaderPageName, params: { merchantId?: string; filter?: string }): string {
  const query = [
    params.merchantId === undefined ? '' : `m=${encodeURIComponent(params.merchantId)}`,
    params.filter === undefined ? '' : `f=${params.filter}`,
  ].filter(Boolean);
  return [`/leader/pages/${page}/index`, ...(query.length > 0 ? [query.join('&')] : [])].join('?');
}

/** The bar of the leader's pages: switching replaces the page, so that going back leaves them. */
export function LeaderBar({ active }: { active: BarKey }) {
  const led = useLedMerchant();
  return (
    <BottomBar items={BAR} active={active} onChange={(page) => void Taro.redirectTo({ url: leaderPath(page, led) })} />
  );
}
