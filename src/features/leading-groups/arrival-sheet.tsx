import { useEffect, useState } from 'react';
import { View } from '@tarojs/components';
import { ErrorState } from '@/components/blank-state/blank-state';
import { Button } from '@/components/button/button';
import { ConfirmDialog } from '@/components/confirm-dialog/confirm-dialog';
import { Icon } from '@/components/icon/icon';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { Sheet } from '@/components/sheet/sheet';
import { Skeleton } from '@/components/skeleton/skeleton';
import type { GroupItem, LeaderGroup } from '@/contract/views';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import { pictureUrl } from '@/lib/picture-url';
import { useQuery } from '@/lib/use-query';
import './arrival-sheet.scss';

interface ArrivalSheetProps {
  /** undefined: closed. */
  group: LeaderGroup | undefined;
  /** skus undefined: everything has come. */
  onArrive: (group: LeaderGroup, skus: string[] | undefined) => Promise<void>;
  onClose: () => void;
}

/** Which goods of a formed group have come. Neighbours are told at once, so it is asked once more. */
export function ArrivalSheet({ group, onArrive, onClose }: ArrivalSheetProps) {
  const detail = useQuery('getGroup', group ? { groupId: group.card.groupId } : undefined);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [sure, setSure] = useState(false);
  useEffect(() => {
    setMissing([]);
    setSure(false);
  }, [group]);
  const heard = group && detail.data?.card.groupId === group.card.groupId ? detail.data : undefined;
  const items = (heard?.items ?? []).filter(({ paidUnits }) => paidUnits > 0);
  const come = items.filter(({ sku }) => !missing.includes(sku));
  const all = come.length === items.length;
  const turn = (sku: string) =>
    setMissing((before) => (before.includes(sku) ? before.filter((each) => each !== sku) : [...before, sku]));
  return (
    <>
      <Sheet
        open={group !== undefined}
        title="哪些货到了"
        onClose={onClose}
        footer={
          <Button tone={come.length === 0 ? 'off' : 'primary'} grow onTap={() => setSure(true)}>
            {come.length === 0 ? '先选到了的货' : all ? '全部到货' : `这 ${come.length} 样到货`}
          </Button>
        }
      >
        {heard &&
          items.map((item) => <Arrival key={item.sku} item={item} come={!missing.includes(item.sku)} onTurn={turn} />)}
        {!heard && detail.error && <ErrorState bare hint={detail.error.message} onRetry={detail.reload} />}
        {!heard && !detail.error && <Skeleton shape="lines" count={2} />}
      </Sheet>
      <ConfirmDialog
        open={sure && group !== undefined}
        title="确认货到了？"
        confirmText="确认到货"
        onCancel={() => setSure(false)}
        onConfirm={() => group && onArrive(group, all ? undefined : come.map(({ sku }) => sku))}
      >
        {`${all ? '全部' : come.map(({ name }) => name).join('、')}到货后，会马上告诉买了的邻居来取，并发出取件码。这一步不能撤回。`}
      </ConfirmDialog>
    </>
  );
}

interface ArrivalProps {
  item: GroupItem;
  come: boolean;
  onTurn: (sku: string) => void;
}

function Arrival({ item, come, onTurn }: ArrivalProps) {
  return (
    <View
      className="arrival"
      hoverClass="lt-press"
      onClick={() => onTurn(item.sku)}
      {...aria('switch', `${item.name} ${item.paidUnits} 件`, { checked: come })}
    >
      <View className={classNames('arrival-box', come && 'arrival-come')}>
        {come && <Icon name="check-bold" size="s" />}
      </View>
      <ProductPicture src={pictureUrl(item.picture)} plate={item.plate as Plate} size="s" faded={!come} />
      <View className="arrival-words">
        <View className="med">{item.name}</View>
        <View className="cap c5">{`${item.spec} · 共 ${item.paidUnits} 件`}</View>
      </View>
      <View className="cap c7">{come ? '到了' : '还没到'}</View>
    </View>
  );
}
