import { useDidShow } from '@tarojs/taro';
import { View } from '@tarojs/components';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { Page } from '@/components/page/page';
import { QueryView } from '@/features/loading/query-view';
import { Balances } from '@/features/membership/balances';
import { CheckInCard } from '@/features/membership/check-in-card';
import { CouponsCard } from '@/features/membership/coupons-card';
import { InviteCard } from '@/features/membership/invite-card';
import { ShopCard } from '@/features/membership/shop-card';
import { TierHead } from '@/features/membership/tier-head';
import { goHome, goLedger, goRewards } from '@/lib/go';
import { showOrderBadge } from '@/lib/order-badge';
import { useNowOf } from '@/lib/use-now-of';
import { useQuery } from '@/lib/use-query';
import { useRefresh } from '@/lib/use-refresh';
import './index.scss';

export default function MemberPage() {
  const membership = useQuery('getMembership', {}, { keepAs: 'member' });
  const me = useQuery('enter', {}, { keepAs: 'me' });
  const now = useNowOf(membership);
  useRefresh(membership.reload);
  useDidShow(() => {
    if (me.data) showOrderBadge(me.data.badge);
  });
  return (
    <Page>
      <NavBar title="会员" large />
      <QueryView query={membership} shape="facade">
        {(data) => (
          <>
            <View className="cap c5 member-merchant">{data.merchantName}</View>
            <TierHead membership={data} avatar={me.data?.avatar ?? ''} name={me.data?.nickname ?? ''} />
            <Balances membership={data} now={now} onOpen={goLedger} />
            <CheckInCard membership={data} now={now} onChecked={membership.reload} />
            <ShopCard onOpen={goRewards} />
            <CouponsCard coupons={data.coupons} now={now} onUse={goHome} />
            <InviteCard membership={data} onLedger={() => goLedger('referral')} onGroups={goHome} />
          </>
        )}
      </QueryView>
    </Page>
  );
}
