import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { Icon } from '@/components/icon/icon';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { TierStairs } from '@/components/tier-stairs/tier-stairs';
import { aria } from '@/lib/aria';
import { pictureUrl } from '@/lib/picture-url';
import { readTiers, type Faults } from './check-draft';
import { MOST_TIERS, type ItemDraft, type TierDraft } from './draft';
import { Field, TextInput } from './field';
import './item-editor.scss';

interface ItemEditorProps {
  item: ItemDraft;
  /** Faults of this item: `stock`, `tiers.0.price`. */
  faults: Faults;
  onChange: (item: ItemDraft) => void;
  onRemove: () => void;
}

/** Prices, stock and limits of one product in a campaign. */
export function ItemEditor({ item, faults, onChange, onRemove }: ItemEditorProps) {
  const { product } = item;
  const set = (change: Partial<ItemDraft>) => onChange({ ...item, ...change });
  return (
    <Card>
      <View className="item-editor-head">
        <ProductPicture src={pictureUrl(product.picture)} plate={product.plate as Plate} size="s" />
        <View className="item-editor-words">
          <View className="h3">{product.name}</View>
          <View className="cap c5">{product.spec}</View>
        </View>
        <View
          className="item-editor-drop"
          hoverClass="lt-press"
          onClick={onRemove}
          {...aria('button', `不卖 ${product.name}`)}
        >
          <Icon name="trash" />
        </View>
      </View>
      <Tiers item={item} faults={faults} onChange={(tiers) => set({ tiers })} />
      <View className="item-editor-pair">
        <Field label="库存" fault={faults.stock}>
          <TextInput
            label={`${product.name}的库存`}
            type="number"
            most={6}
            value={item.stock}
            after="件"
            wrong={faults.stock !== undefined}
            onChange={(stock) => set({ stock })}
          />
        </Field>
        <View className="item-editor-gap" />
        <Field label="每户限购" fault={faults.limit} hint="不限就留空">
          <TextInput
            label={`${product.name}的每户限购`}
            type="number"
            most={3}
            value={item.limit}
            placeholder="不限"
            after="件"
            wrong={faults.limit !== undefined}
            onChange={(limit) => set({ limit })}
          />
        </Field>
      </View>
      <Field label="团长佣金" fault={faults.commission} hint="留空就按团长自己的佣金比例">
        <TextInput
          label={`${product.name}的团长佣金`}
          type="digit"
          most={6}
          value={item.commission}
          placeholder="按团长的比例"
          after="%"
          wrong={faults.commission !== undefined}
          onChange={(commission) => set({ commission })}
        />
      </Field>
    </Card>
  );
}

interface TiersProps {
  item: ItemDraft;
  faults: Faults;
  onChange: (tiers: TierDraft[]) => void;
}

function Tiers({ item, faults, onChange }: TiersProps) {
  const { tiers, product } = item;
  const set = (index: number, change: Partial<TierDraft>) =>
    onChange(tiers.map((tier, each) => (each === index ? { ...tier, ...change } : tier)));
  return (
    <>
      <View className="item-editor-label">价格</View>
      {tiers.map((tier, index) => {
        const fault = [faults[`tiers.${index}.fromUnits`], faults[`tiers.${index}.price`]].filter(Boolean).join('；');
        return (
          // A tier is its position: rows have no identity of their own.
          <View key={index}>
            <View className="item-editor-tier">
              <View className="item-editor-units">
                <TextInput
                  label={`${product.name}第 ${index + 1} 档的件数`}
                  type="number"
                  most={6}
                  value={tier.fromUnits}
                  after="件起"
                  wrong={faults[`tiers.${index}.fromUnits`] !== undefined}
                  onChange={(fromUnits) => set(index, { fromUnits })}
                />
              </View>
              <View className="f1">
                <TextInput
                  label={`${product.name}第 ${index + 1} 档的价格`}
                  type="digit"
                  most={12}
                  value={tier.price}
                  before="¥"
                  placeholder="29.80"
                  wrong={faults[`tiers.${index}.price`] !== undefined}
                  onChange={(price) => set(index, { price })}
                />
              </View>
              {index > 0 && (
                <View
                  className="item-editor-drop"
                  hoverClass="lt-press"
                  onClick={() => onChange(tiers.filter((_, each) => each !== index))}
                  {...aria('button', `去掉${product.name}第 ${index + 1} 档`)}
                >
                  <Icon name="x" />
                </View>
              )}
            </View>
            {fault !== '' && (
              <View className="field-fault" {...aria('alert')}>
                {fault}
              </View>
            )}
          </View>
        );
      })}
      {tiers.length < MOST_TIERS && (
        <Button
          tone="outline"
          size="m"
          icon="plus-bold"
          className="item-editor-add"
          onTap={() => onChange([...tiers, { fromUnits: '', price: '' }])}
        >
          加一档，买多更便宜
        </Button>
      )}
      <Preview tiers={tiers} />
    </>
  );
}

/** The stairs as neighbours will see them, once they can be read. */
function Preview({ tiers }: { tiers: readonly TierDraft[] }) {
  let readable = true;
  const read = readTiers(tiers, (_, words) => {
    if (words !== undefined) readable = false;
  });
  if (!readable) return null;
  return (
    <View className="item-editor-preview">
      <View className="cap c5">邻居会看到</View>
      <TierStairs tiers={read.map(({ fromUnits, priceFen }) => ({ fromUnits, fen: priceFen }))} soldUnits={0} />
    </View>
  );
}
