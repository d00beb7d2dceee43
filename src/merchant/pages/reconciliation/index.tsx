import Taro, { useRouter } from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import { Filled, FILLED_PAGE } from '@/features/long-lists/filled-page';
import { ListEnd } from '@/features/long-lists/list-end';
import { useRows } from '@/features/long-lists/use-rows';
import { DayDetail } from '@/features/reconciling/day-detail';
import { DAY_ROW, DayRow } from '@/features/reconciling/day-row';
import { useShop } from '@/features/shop/use-shop';
import { useQuery } from '@/lib/use-query';
import { useRefresh } from '@/lib/use-refresh';
import { ShopFrame, shopPath, ShopView } from '../../shop-frame';

const REFUSED = '对账只有店主和财务能看';

/** The provider's bills against the shop's books: day by day, or with `f` that one day. */
export default function MerchantReconciliationPage() {
  const { f } = useRouter().params;
  return f === undefined ? <Days /> : <Day day={f} />;
}

function Days() {
  const shop = useShop();
  const { merchantId } = shop;
  const rows = useRows('listReconciliations', merchantId === undefined ? undefined : { merchantId }, {
    keepAs: `merchant-reconciliations:${merchantId ?? ''}`,
  });
  return (
    <ShopFrame title="对账" shop={shop} className={FILLED_PAGE}>
      {(id) => (
        <Filled>
          <ShopView query={rows} shape="lines" refusedTitle={REFUSED}>
            {(data) =>
              data.rows.length === 0 ? (
                <EmptyState title="还没有账单" hint="每天 10 点以后，前一天的收付会和微信账单逐笔核对" />
              ) : (
                <WindowedList
                  items={data.rows}
                  keyOf={({ day }) => day}
                  rowHeight={DAY_ROW}
                  onReachEnd={() => void rows.more()}
                  onRefresh={rows.reload}
                  footer={<ListEnd rows={rows} />}
                  renderRow={(row) => (
                    <DayRow
                      row={row}
                      onOpen={() => void Taro.navigateTo({ url: shopPath('reconciliation', id, row.day) })}
                    />
                  )}
                />
              )
            }
          </ShopView>
        </Filled>
      )}
    </ShopFrame>
  );
}

function Day({ day }: { day: string }) {
  const shop = useShop();
  const { merchantId } = shop;
  const detail = useQuery('getReconciliation', merchantId === undefined ? undefined : { merchantId, day });
  useRefresh(detail.reload);
  return (
    <ShopFrame title="对账" shop={shop}>
      {() => (
        <ShopView query={detail} shape="lines" refusedTitle={REFUSED}>
          {(data) => <DayDetail detail={data} />}
        </ShopView>
      )}
    </ShopFrame>
  );
}
