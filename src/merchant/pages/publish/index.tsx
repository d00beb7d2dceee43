import { useState } from 'react';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Segmented } from '@/components/segmented/segmented';
import type { ProductView } from '@/contract/views';
import { withProduct, type CampaignDraft } from '@/features/publishing/draft';
import { Field, TextInput } from '@/features/publishing/field';
import { ItemEditor } from '@/features/publishing/item-editor';
import { ProductSheet } from '@/features/publishing/product-sheet';
import { TimeField } from '@/features/publishing/time-field';
import { faultsUnder, usePublishing } from '@/features/publishing/use-publishing';
import { useShop } from '@/features/shop/use-shop';
import { serverNow } from '@/lib/server-clock';
import { toast } from '@/lib/toast';
import { useQuery } from '@/lib/use-query';
import { ShopFrame, shopPath, ShopView } from '../../shop-frame';
import './index.scss';

const THRESHOLDS = [
  { key: 'people', label: '按户数' },
  { key: 'units', label: '按件数' },
  { key: 'none', label: '买了就成' },
] as const;

const TIMES = [
  { key: 'opensAt', label: '开团' },
  { key: 'closesAt', label: '截单' },
  { key: 'arrivesAt', label: '到货' },
  { key: 'pickupUntil', label: '当天取货截止' },
] as const;

export default function MerchantPublishPage() {
  const shop = useShop();
  const { merchantId } = shop;
  const products = useQuery('listProducts', merchantId === undefined ? undefined : { merchantId });
  return (
    <ShopFrame title="新建活动" shop={shop}>
      {(id) => (
        <ShopView query={products} shape="lines" refusedTitle="发布活动要店主或运营来做">
          {(data) => <Publish merchantId={id} products={data.products} />}
        </ShopView>
      )}
    </ShopFrame>
  );
}

type Publishing = ReturnType<typeof usePublishing>;

function Publish({ merchantId, products }: { merchantId: string; products: readonly ProductView[] }) {
  const toCampaigns = () => void Taro.redirectTo({ url: shopPath('campaigns', merchantId) });
  const publishing = usePublishing(merchantId, () => {
    toast('发布了，团长现在能开团');
    toCampaigns();
  });
  const { faults, error, publish } = publishing;
  const wrong = Object.keys(faults).length;
  return (
    <>
      <Basics publishing={publishing} />
      <Items publishing={publishing} products={products} />
      <Threshold publishing={publishing} />
      <Schedule publishing={publishing} />
      {wrong > 0 && <NoticeStrip tone="danger">{`还有 ${wrong} 处要改，红字写在旁边`}</NoticeStrip>}
      {error?.code === 'commandReused' ? (
        <NoticeStrip tone="info" actionText="去看看" onAction={toCampaigns}>
          刚才那次其实已经发布了，之后的改动没有算进去
        </NoticeStrip>
      ) : (
        error && <NoticeStrip tone="danger">{error.message}</NoticeStrip>
      )}
      <View className="publish-room" />
      <View className="publish-bar">
        <Button grow onTap={publish}>
          发布活动
        </Button>
      </View>
    </>
  );
}

function Basics({ publishing }: { publishing: Publishing }) {
  const { draft, set, faults } = publishing;
  return (
    <Card title="活动">
      <Field label="名字" fault={faults.title}>
        <TextInput
          label="活动名字"
          value={draft.title}
          placeholder="丹东 99 草莓"
          wrong={faults.title !== undefined}
          onChange={(title) => set({ title })}
        />
      </Field>
      <Field label="一句话介绍" fault={faults.summary} hint="可以不写">
        <TextInput
          label="一句话介绍"
          most={100}
          value={draft.summary}
          placeholder="凌晨采摘，当天到"
          wrong={faults.summary !== undefined}
          onChange={(summary) => set({ summary })}
        />
      </Field>
    </Card>
  );
}

function Items({ publishing, products }: { publishing: Publishing; products: readonly ProductView[] }) {
  const { draft, set, replace, faults } = publishing;
  const [choosing, setChoosing] = useState(false);
  const turn = (product: ProductView) => replace((before) => withProduct(before, product));
  return (
    <>
      <Card title="商品">
        <Field
          label="卖什么"
          fault={faults.items}
          hint={products.length === 0 ? '店里还没有商品，要先连同图片录入' : undefined}
        >
          <View className="publish-choose">
            <Button tone="secondary" size="m" icon="plus-bold" onTap={() => setChoosing(true)}>
              {draft.items.length === 0 ? '选商品' : `已选 ${draft.items.length} 样，再改改`}
            </Button>
          </View>
        </Field>
      </Card>
      {draft.items.map((item, index) => (
        <ItemEditor
          key={item.product.productId}
          item={item}
          faults={faultsUnder(faults, `items.${index}`)}
          onChange={(next) => set({ items: draft.items.map((each) => (each === item ? next : each)) })}
          onRemove={() => turn(item.product)}
        />
      ))}
      <ProductSheet
        open={choosing}
        products={products}
        chosen={draft.items.map(({ product }) => product.productId)}
        onTurn={turn}
        onClose={() => setChoosing(false)}
      />
    </>
  );
}

function Threshold({ publishing }: { publishing: Publishing }) {
  const { draft, set, faults } = publishing;
  const { threshold } = draft;
  return (
    <Card title="怎样算成团">
      <View className="publish-threshold">
        <Segmented items={THRESHOLDS} active={threshold} onChange={(next) => set({ threshold: next })} />
      </View>
      {threshold !== 'none' && (
        <Field label="满多少成团" fault={faults.threshold} hint="没满就全部原路退款">
          <TextInput
            label="成团门槛"
            type="number"
            most={7}
            value={draft.thresholdCount}
            after={threshold === 'people' ? '户' : '件'}
            wrong={faults.threshold !== undefined}
            onChange={(thresholdCount) => set({ thresholdCount })}
          />
        </Field>
      )}
    </Card>
  );
}

function Schedule({ publishing }: { publishing: Publishing }) {
  const { draft, set, faults } = publishing;
  return (
    <Card title="时间">
      {TIMES.map(({ key, label }) => (
        <TimeField
          key={key}
          label={label}
          at={draft[key]}
          from={serverNow()}
          fault={faults[key]}
          onChange={(at) => set({ [key]: at } as Pick<CampaignDraft, typeof key>)}
        />
      ))}
    </Card>
  );
}
