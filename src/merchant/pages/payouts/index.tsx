import { useState } from 'react';
import { useRouter } from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Chips } from '@/components/chips/chips';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import type { CallInput } from '@/contract/calls';
import type { Payout } from '@/contract/views';
import { Filled, FILLED_PAGE } from '@/features/long-lists/filled-page';
import { ListEnd } from '@/features/long-lists/list-end';
import { useRows } from '@/features/long-lists/use-rows';
import { DecideSheet } from '@/features/payout/decide-sheet';
import { PAYOUT_ROW, PayoutRow } from '@/features/payout/payout-row';
import { useShop } from '@/features/shop/use-shop';
import { useNowOf } from '@/lib/use-now-of';
import { ShopFrame, ShopView } from '../../shop-frame';

type Filter = CallInput<'listPayouts'>['filter'];
const FILTERS: ReadonlyArray<{ key: Filter; label: string }> = [
  { key: 'waiting', label: '待审核' },
  { key: 'underWay', label: '转账中' },
  { key: 'paid', label: '已到账' },
  { key: 'ended', label: '已退回' },
  { key: 'all', label: '全部' },
];

/** What leaders and inviters ask to be paid out; the owner and finance decide. */
export default function MerchantPayoutsPage() {
  const { f } = useRouter().params;
  const shop = useShop();
  const { merchantId } = shop;
  const [filter, setFilter] = useState<Filter>(FILTERS.find(({ key }) => key === f)?.key ?? 'waiting');
  const [shown, setShown] = useState<Payout>();
  const rows = useRows('listPayouts', merchantId === undefined ? undefined : { merchantId, filter }, {
    keepAs: `merchant-payouts:${merchantId ?? ''}:${filter}`,
  });
  const now = useNowOf({ ...rows, data: rows.data?.head });
  return (
    <ShopFrame title="提现审核" shop={shop} className={FILLED_PAGE}>
      {(id) => (
        <>
          <Chips items={FILTERS} active={filter} onChange={setFilter} />
          <Filled>
            <ShopView query={rows} shape="lines" refusedTitle="提现只有店主和财务能看">
              {(data) =>
                data.rows.length === 0 ? (
                  <EmptyState
                    title={filter === 'waiting' ? '没有等你审核的提现' : '这里还没有提现'}
                    hint="团长和邀请人申请提现后，会出现在这里"
                  />
                ) : (
                  <WindowedList
                    items={data.rows}
                    keyOf={({ withdrawalId }) => withdrawalId}
                    rowHeight={PAYOUT_ROW}
                    onReachEnd={() => void rows.more()}
                    onRefresh={rows.reload}
                    footer={<ListEnd rows={rows} />}
                    renderRow={(payout) => <PayoutRow payout={payout} now={now} onOpen={() => setShown(payout)} />}
                  />
                )
              }
            </ShopView>
          </Filled>
          {shown && (
            <DecideSheet
              key={shown.withdrawalId}
              merchantId={id}
              payout={shown}
              now={now}
              onClose={() => setShown(undefined)}
              onChange={rows.reload}
            />
          )}
        </>
      )}
    </ShopFrame>
  );
}
