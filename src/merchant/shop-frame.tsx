import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { BottomBar } from '@/components/bottom-bar/bottom-bar';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Icon } from '@/components/icon/icon';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { Page } from '@/components/page/page';
import { isRefusal, Refused } from '@/features/asking/refused';
import { QueryView } from '@/features/loading/query-view';
import type { Shop } from '@/features/shop/use-shop';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import type { Query } from '@/lib/use-query';
import './shop-frame.scss';

const BAR = [
  { key: 'today', label: '今日', icon: 'storefront', activeIcon: 'storefront-fill' },
  { key: 'campaigns', label: '活动', icon: 'package', activeIcon: 'package-fill' },
  { key: 'orders', label: '订单', icon: 'receipt', activeIcon: 'receipt-fill' },
] as const;
type BarKey = (typeof BAR)[number]['key'];

/** Address of a merchant's page; `f` is the filter that it opens with. */
export function shopPath(
  page: BarKey | 'publish' | 'payouts' | 'reconciliation',
  merchantId: string,
  filter?: string,
): string {
  return `/merchant/pages/${page}/index?m=${encodeURIComponent(merchantId)}${filter === undefined ? '' : `&f=${filter}`}`;
}

interface ShopFrameProps {
  title: string;
  /** undefined: a page above these, with a way back and no bar. */
  active?: BarKey;
  shop: Shop;
  className?: string;
  children: (merchantId: string) => ReactNode;
}

/** A merchant's page: whose shop, the bar below or, on a wide window, at the side. */
export function ShopFrame({ title, active, shop, className, children }: ShopFrameProps) {
  const { merchantId } = shop;
  const go = (page: BarKey) =>
    merchantId !== undefined && page !== active && void Taro.redirectTo({ url: shopPath(page, merchantId) });
  return (
    <Page wide className={classNames('shop-page', className)}>
      {active && <SideBar active={active} onChange={go} />}
      <View className={classNames('shop-main', active && 'shop-beside')}>
        <NavBar title={title} />
        {merchantId === undefined ? <NoShop shop={shop} /> : children(merchantId)}
        {active && (
          <View className="shop-bar">
            <BottomBar items={BAR} active={active} onChange={go} />
          </View>
        )}
      </View>
    </Page>
  );
}

function SideBar({ active, onChange }: { active: BarKey; onChange: (page: BarKey) => void }) {
  return (
    <View className="shop-side" {...aria('tablist')}>
      <View className="shop-brand">邻团商家</View>
      {BAR.map(({ key, label, icon, activeIcon }) => (
        <View
          key={key}
          className={classNames('shop-side-item', key === active && 'shop-side-on')}
          hoverClass="lt-press"
          onClick={() => onChange(key)}
          {...aria('tab', label, { selected: key === active })}
        >
          <Icon name={key === active ? activeIcon : icon} className="shop-side-icon" />
          {label}
        </View>
      ))}
    </View>
  );
}

/** Who works for no shop has nothing to see here. */
const NoShop = ({ shop }: { shop: Shop }) => (
  <ShopView query={shop.me}>
    {() => (
      <EmptyState
        title="你还不是哪家店的店员"
        hint="请店主在店员里加上你"
        actionText="回到我的"
        onAction={() => void Taro.switchTab({ url: '/pages/me/index' })}
      />
    )}
  </ShopView>
);

interface ShopViewProps<Data> {
  query: Query<Data>;
  shape?: 'item' | 'lines' | 'facade';
  refusedTitle?: string;
  children: (data: Data) => ReactNode;
}

/** What a merchant's page asked for; staff whose role does not reach that far are told so. */
export function ShopView<Data>({ query, refusedTitle = '这里只有店员能看', ...rest }: ShopViewProps<Data>) {
  if (query.data === undefined && isRefusal(query.error)) return <Refused title={refusedTitle} />;
  return <QueryView query={query} {...rest} />;
}
