import { View } from '@tarojs/components';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Button } from '@/components/button/button';
import { Icon } from '@/components/icon/icon';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { Sheet } from '@/components/sheet/sheet';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import type { ProductView } from '@/contract/views';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import { pictureUrl } from '@/lib/picture-url';
import './product-sheet.scss';

interface ProductSheetProps {
  open: boolean;
  products: readonly ProductView[];
  /** Ids of those taken up. */
  chosen: readonly string[];
  onTurn: (product: ProductView) => void;
  onClose: () => void;
}

const ROW = 144;

/** Chooses among the shop's products. */
export function ProductSheet({ open, products, chosen, onTurn, onClose }: ProductSheetProps) {
  return (
    <Sheet
      open={open}
      title="选商品"
      onClose={onClose}
      footer={
        <Button grow onTap={onClose}>
          {chosen.length === 0 ? '先不选' : `选好了 ${chosen.length} 样`}
        </Button>
      }
    >
      {products.length === 0 ? (
        <EmptyState bare title="店里还没有商品" hint="商品要先连同图片录入，才能在这里选；手机上还不能上传图片" />
      ) : (
        <WindowedList
          items={products}
          keyOf={({ productId }) => productId}
          rowHeight={ROW}
          height="56vh"
          renderRow={(product) => (
            <Choice product={product} on={chosen.includes(product.productId)} onTurn={() => onTurn(product)} />
          )}
        />
      )}
    </Sheet>
  );
}

const Choice = ({ product, on, onTurn }: { product: ProductView; on: boolean; onTurn: () => void }) => (
  <View
    className="product-choice"
    hoverClass="lt-press"
    onClick={onTurn}
    {...aria('switch', `${product.name} ${product.spec}`, { checked: on })}
  >
    <ProductPicture src={pictureUrl(product.picture)} plate={product.plate as Plate} size="s" />
    <View className="product-choice-words">
      <View className="med ell">{product.name}</View>
      <View className="cap c5 ell">{[product.spec, product.category].filter(Boolean).join(' · ')}</View>
    </View>
    <View className={classNames('product-choice-box', on && 'product-choice-on')}>
      {on && <Icon name="check-bold" size="s" />}
    </View>
  </View>
);
