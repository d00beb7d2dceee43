import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Card } from '@/components/card/card';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Price } from '@/components/price/price';
import { fenText } from '@/components/price/split-fen';
import { fenToNumber } from '@/contract/money';
import type { MerchantDay } from '@/contract/views';
import { BooksCard } from '@/features/shop/books-card';
import { Figure } from '@/features/shop/figure';
import { maySeeBooks, useShop } from '@/features/shop/use-shop';
import { useQuery } from '@/lib/use-query';
import { useRefresh } from '@/lib/use-refresh';
import { ShopFrame, shopPath, ShopView } from '../../shop-frame';
import './index.scss';

const REFRESH_MS = 30_000;
const ROLES = { owner: '店主', operator: '运营', finance: '财务' } as const;

export default function MerchantTodayPage() {
  const shop = useShop();
  const { merchantId } = shop;
  const day = useQuery('getMerchantDay', merchantId === undefined ? undefined : { merchantId }, {
    refreshMs: REFRESH_MS,
    keepAs: `merchant-day:${merchantId ?? ''}`,
  });
  const seesBooks = maySeeBooks(day.data?.role);
  const books = useQuery('getBooks', seesBooks && merchantId !== undefined ? { merchantId } : undefined);
  useRefresh(() => Promise.all([day.reload(), books.reload()]));
  return (
    <ShopFrame title="今日" active="today" shop={shop}>
      {() => (
        <>
          <ShopView query={day} shape="lines">
            {(data) => <Day day={data} />}
          </ShopView>
          {seesBooks && (
            <ShopView query={books} shape="lines">
              {(data) => <BooksCard books={data} />}
            </ShopView>
          )}
        </>
      )}
    </ShopFrame>
  );
}

function Day({ day }: { day: MerchantDay }) {
  const { merchantId, merchantName, role, ordersToday, paidTodayFen, toArrive, openGroups } = day;
  return (
    <>
      <View className="today-head">
        <View className="h1">{merchantName}</View>
        <View className="sub c5">{`你是${ROLES[role]} · 在开 ${openGroups} 个团`}</View>
      </View>
      <Money money={day.money} />
      <View className="today-figures">
        <Figure
          label="今天下单"
          value={`${ordersToday} 单`}
          act="看订单"
          onTap={() => void Taro.redirectTo({ url: shopPath('orders', merchantId) })}
        />
        <Figure label="今天收款" value={fenText(fenToNumber(paidTodayFen))} />
      </View>
      {maySeeBooks(role) && <MoneyMatters day={day} />}
      <Late day={day} />
      {toArrive === 0 && isQuiet(day) && (
        <EmptyState title="今天的事都办完了" hint="有货要到、库存见底或退款不顺，会先出现在这里" />
      )}
    </>
  );
}

const isQuiet = ({
  role,
  lowStock,
  refundsInFlight,
  refundsFailed,
  payoutsWaiting,
  billDifferences,
}: MerchantDay): boolean =>
  lowStock.length === 0 &&
  refundsInFlight === 0 &&
  refundsFailed === 0 &&
  (!maySeeBooks(role) || payoutsWaiting + billDifferences === 0);

/** What whoever answers for money has to look at. */
function MoneyMatters({ day: { merchantId, payoutsWaiting, billDifferences } }: { day: MerchantDay }) {
  return (
    <View className="today-figures">
      <Figure
        label="提现待审核"
        value={`${payoutsWaiting} 笔`}
        act={payoutsWaiting > 0 ? '去审核' : '看提现'}
        onTap={() => void Taro.navigateTo({ url: shopPath('payouts', merchantId) })}
      />
      <Figure
        label="和微信账单"
        value={billDifferences > 0 ? `${billDifferences} 笔不一致` : '全部对上'}
        act="看对账"
        onTap={() => void Taro.navigateTo({ url: shopPath('reconciliation', merchantId) })}
      />
    </View>
  );
}

function Money({ money }: { money: MerchantDay['money'] }) {
  return (
    <Card>
      <View className="today-money">
        <View className="f1">
          <View className="sub c7">待结算</View>
          <Price fen={fenToNumber(money.pendingFen)} tone="ink" label="待结算" />
          <View className="cap c5">订单完成后转为可结算</View>
        </View>
        <View className="f1">
          <View className="sub c7">可结算</View>
          <Price fen={fenToNumber(money.payableFen)} tone="ink" label="可结算" />
          <View className="cap c5">由微信支付结算到店</View>
        </View>
      </View>
    </Card>
  );
}

/** What waits for somebody: goods to come, stock that runs low, refunds that are not through. */
function Late({ day }: { day: MerchantDay }) {
  const { merchantId, toArrive, lowStock, refundsInFlight, refundsFailed } = day;
  return (
    <>
      {refundsFailed > 0 && (
        <NoticeStrip tone="danger">{`${refundsFailed} 笔退款没退成，系统会接着重试，请看看微信支付余额够不够`}</NoticeStrip>
      )}
      {refundsInFlight > 0 && <NoticeStrip tone="pomelo">{`${refundsInFlight} 笔退款正在原路退回`}</NoticeStrip>}
      {toArrive > 0 && (
        <View className="today-figures">
          <Figure
            label="成团待到货"
            value={`${toArrive} 个团`}
            act="看已成团的订单"
            onTap={() => void Taro.redirectTo({ url: shopPath('orders', merchantId, 'confirmed') })}
          />
        </View>
      )}
      {lowStock.length > 0 && (
        <Card
          title="库存见底"
          extra="看活动"
          onMore={() => void Taro.redirectTo({ url: shopPath('campaigns', merchantId) })}
        >
          {lowStock.map(({ campaignId, sku, name, left }) => (
            <View key={`${campaignId}:${sku}`} className="today-stock">
              <View className="f1 ell">{name}</View>
              <View className="strong">{left === 0 ? '已抢完' : `剩 ${left} 份`}</View>
            </View>
          ))}
        </Card>
      )}
    </>
  );
}
