import { Button } from '@/components/button/button';
import { PayBar, PayBarIcon } from '@/components/pay-bar/pay-bar';
import { formatFen, type Fen } from '@/contract/money';
import type { BarState } from './bar-state';
import './group-bar.scss';

interface GroupBarProps {
  state: BarState;
  /** What the chosen units cost. */
  totalFen: Fen;
  /** Nothing is chosen. */
  empty: boolean;
  onJoin: () => void;
  onOrder: (orderId: string) => void;
  onRefund: () => void;
  onOthers: () => void;
  onShare: () => void;
}

/** The bar of a group's page: what can be done with it in its present state. */
export function GroupBar({ state, totalFen, empty, onJoin, onOrder, onRefund, onOthers, onShare }: GroupBarProps) {
  const join = (words: string) => (
    <Button tone={empty ? 'off' : 'primary'} grow onTap={onJoin}>
      {empty ? '先选一样' : words}
    </Button>
  );
  const order = (orderId: string) => (
    <Button tone="secondary" gap className="group-bar-order" onTap={() => onOrder(orderId)}>
      看订单
    </Button>
  );
  switch (state.kind) {
    case 'join':
      return (
        <PayBar>
          <Button tone="secondary" gap icon="share-fat" className="group-bar-share" onTap={onShare}>
            告诉邻居
          </Button>
          {join(`参团 · ${formatFen(totalFen)}`)}
        </PayBar>
      );
    case 'again':
      return (
        <PayBar>
          <PayBarIcon icon="share-fat" text="告诉邻居" onTap={onShare} />
          {order(state.orderId)}
          {join(`再买一份 · ${formatFen(totalFen)}`)}
        </PayBar>
      );
    case 'wait':
      return (
        <PayBar>
          <PayBarIcon icon="share-fat" text="告诉邻居" onTap={onShare} />
          {state.orderId !== null && order(state.orderId)}
          <Button tone="off" grow>
            {state.text}
          </Button>
        </PayBar>
      );
    case 'over':
      return (
        <PayBar>
          {state.orderId !== null && order(state.orderId)}
          <Button tone={state.orderId === null ? 'secondary' : 'outline'} grow onTap={onOthers}>
            看看其他团
          </Button>
        </PayBar>
      );
    case 'refunded':
      return (
        <PayBar>
          <Button tone="outline" grow onTap={onRefund}>
            {`退款 ${formatFen(state.fen)} 原路退回，看明细`}
          </Button>
        </PayBar>
      );
  }
}
