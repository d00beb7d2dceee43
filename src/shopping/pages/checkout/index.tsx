import { useState } from 'react';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { ErrorState } from '@/components/blank-state/blank-state';
import { Button } from '@/components/button/button';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Page } from '@/components/page/page';
import { PayBar } from '@/components/pay-bar/pay-bar';
import { Price } from '@/components/price/price';
import { Skeleton } from '@/components/skeleton/skeleton';
import { addFen, fenToNumber, formatFen, isPositiveFen } from '@/contract/money';
import type { GroupDetail, PickupPerson, Quote } from '@/contract/views';
import { QueryView } from '@/features/loading/query-view';
import { BenefitsCard } from '@/features/ordering/benefits-card';
import { LinesCard } from '@/features/ordering/lines-card';
import { PersonSheet } from '@/features/ordering/person-sheet';
import { PickupCard } from '@/features/ordering/pickup-card';
import { SumsCard } from '@/features/ordering/sums-card';
import { useCheckout } from '@/features/ordering/use-checkout';
import { goHome, replaceByPayResult } from '@/lib/go';
import { parseItems } from '@/lib/items-param';
import { useNowOf } from '@/lib/use-now-of';
import { useQuery } from '@/lib/use-query';

export default function CheckoutPage() {
  const { params } = useRouter();
  const groupId = params.g ?? '';
  const group = useQuery('getGroup', { groupId });
  const me = useQuery('enter', {}, { keepAs: 'me' });
  const now = useNowOf(group);
  const [entered, setEntered] = useState<PickupPerson>();
  const person = entered ?? me.data?.person ?? undefined;
  return (
    <Page>
      <NavBar title="确认订单" />
      <QueryView query={group} shape="lines" gone={{ text: '回首页', onTap: goHome }}>
        {(data) => <Order group={data} now={now} items={params.items} person={person} onPerson={setEntered} />}
      </QueryView>
    </Page>
  );
}

interface OrderProps {
  group: GroupDetail;
  now: number;
  items: string | undefined;
  person: PickupPerson | undefined;
  onPerson: (person: PickupPerson) => void;
}

function Order({ group, now, items, person, onPerson }: OrderProps) {
  const [asking, setAsking] = useState(false);
  const checkout = useCheckout(group.card.groupId, parseItems(items));
  const { quote, error, fresh, wish, adjustment } = checkout;
  const pay = async () => {
    if (person === undefined) return setAsking(true);
    const placed = await checkout.place(person);
    if (placed) replaceByPayResult(placed.orderId, placed.result);
    return undefined;
  };
  return (
    <>
      {adjustment && <NoticeStrip tone={adjustment.tone}>{adjustment.message}</NoticeStrip>}
      {error && quote && (
        <NoticeStrip tone="danger" actionText="再试" onAction={checkout.again}>
          {error.message}
        </NoticeStrip>
      )}
      <PickupCard group={group} now={now} person={person} onPerson={() => setAsking(true)} />
      <LinesCard
        group={group}
        wish={wish}
        quote={quote}
        priceChanges={adjustment?.priceChanges ?? []}
        onUnits={checkout.setUnits}
      />
      {quote ? (
        <>
          <BenefitsCard quote={quote} wish={wish} onCoupon={checkout.setCoupon} onPoints={checkout.setPoints} />
          <SumsCard quote={quote} />
        </>
      ) : error ? (
        <ErrorState title="算不出价钱" hint={error.message} onRetry={checkout.again} />
      ) : (
        <Skeleton shape="lines" count={2} />
      )}
      <DueBar
        quote={quote}
        fresh={fresh}
        failed={error !== undefined}
        empty={wish.lines.every(({ units }) => units === 0)}
        onPay={pay}
      />
      <PersonSheet
        open={asking}
        person={person}
        onClose={() => setAsking(false)}
        onSave={(next) => {
          onPerson(next);
          setAsking(false);
        }}
      />
    </>
  );
}

interface DueBarProps {
  quote: Quote | undefined;
  /** The sum is that of what is chosen now. */
  fresh: boolean;
  /** The sum could not be asked for. */
  failed: boolean;
  empty: boolean;
  onPay: () => Promise<unknown>;
}

function DueBar({ quote, fresh, failed, empty, onPay }: DueBarProps) {
  if (quote === undefined || empty) {
    return (
      <PayBar>
        <Button tone="off" grow>
          {empty ? '至少选一份' : failed ? '价钱还没算出来' : '正在算价钱'}
        </Button>
      </PayBar>
    );
  }
  const { payFen, couponFen, pointsFen } = quote.cost;
  const off = addFen(couponFen, pointsFen);
  const act = isPositiveFen(payFen) ? `微信支付 ${formatFen(payFen)}` : '不用付钱，直接下单';
  return (
    <PayBar
      summary={
        <>
          <View className="order-due">
            应付
            <Price fen={fenToNumber(payFen)} label="应付" className="order-due-price" />
          </View>
          {isPositiveFen(off) && <View className="cap cleaf">{`券和积分共抵 ${formatFen(off)}`}</View>}
        </>
      }
    >
      <Button grow tone={failed ? 'off' : 'primary'} loading={!fresh && !failed} onTap={onPay}>
        {act}
      </Button>
    </PayBar>
  );
}
