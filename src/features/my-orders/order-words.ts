import type { IconName } from '@/components/icon/icon-names';
import type { TagTone } from '@/components/tag/tag';
import { formatFen } from '@/contract/money';
import type { OrderDetail, OrderLineView, OrderSummary } from '@/contract/views';
import { missingOf, thresholdUnit } from '@/lib/group-words';
import { timeText, whenWords } from '@/lib/when-words';

/** What an order's state is called, and the sentence that says what comes next. */
export interface OrderWords {
  tag: string;
  tone: TagTone;
  icon: IconName;
  next: string;
}

export function orderWords(order: OrderSummary, now: number): OrderWords {
  const { group } = order;
  switch (order.state) {
    case 'unpaid':
      return { tag: '待付款', tone: 'per', icon: 'hourglass-medium', next: holdWords(order) };
    case 'paid':
      return { tag: '待成团', tone: 'pom', icon: 'users', next: formingWords(group) };
    case 'confirmed':
      return { tag: '待到货', tone: 'leaf', icon: 'truck', next: `${whenWords(group.arrivesAt, now)} 到` };
    case 'arrived':
      return { tag: '待取', tone: 'pom', icon: 'package', next: pickupWords(order, now) };
    case 'collected':
      return { tag: '已取货', tone: 'leaf', icon: 'check', next: '售后期过后完成' };
    case 'completed':
      return { tag: '已完成', tone: 'leaf', icon: 'check', next: '积分和成长值已入账' };
    case 'cancelled':
      return { tag: '已取消', tone: 'plain', icon: 'x', next: '库存已放回' };
    case 'refunded':
      return {
        tag: '已退款',
        tone: 'info',
        icon: 'arrow-counter-clockwise',
        next: `${formatFen(order.payFen)} 原路退回`,
      };
  }
}

const holdWords = ({ unpaidUntil }: OrderSummary): string =>
  unpaidUntil === null ? '等你付款' : `库存为你留到 ${timeText(unpaidUntil)}`;

function formingWords(group: OrderSummary['group']): string {
  if (group.state === 'closing') return '已截单，正在确认成团';
  if (group.threshold.kind === 'none') return '买了就成，等截单备货';
  const missing = missingOf(group);
  return missing === 0 ? '已够成团，等截单' : `再 ${missing} ${thresholdUnit(group.threshold)}成团`;
}

const pickupWords = ({ pickup }: OrderSummary, now: number): string =>
  pickup === null ? '已到自提点' : `${whenWords(pickup.until, now)} 前来取`;

/** Units that were not given back. */
export const unitsLeft = ({ units, refundedUnits }: OrderLineView): number => units - refundedUnits;

export const lineName = ({ name, spec }: Pick<OrderLineView, 'name' | 'spec'>): string =>
  spec === '' || name.includes(spec) ? name : `${name} · ${spec}`;

/** An order in a line: `脐橙 · 5 斤 × 2`, of several goods `土豆 × 1 等 3 件`. */
export function goodsWords({ lines }: OrderSummary): string {
  const [first] = lines;
  if (first === undefined) return '';
  const words = `${lineName(first)} × ${first.units}`;
  if (lines.length === 1) return words;
  return `${words} 等 ${lines.reduce((sum, { units }) => sum + units, 0)} 件`;
}

/** A line's own state while the order is handed out in parts. */
export function lineTag(line: OrderLineView): { text: string; tone: TagTone; icon?: IconName } | undefined {
  switch (line.state) {
    case 'arrived':
      return { text: '待取', tone: 'pom', icon: 'package' };
    case 'partly':
      return { text: `已取 ${line.collectedUnits} 份`, tone: 'pom', icon: 'package' };
    case 'collected':
      return { text: '已取', tone: 'leaf', icon: 'check' };
    case 'refunded':
      return { text: '已退', tone: 'info', icon: 'arrow-counter-clockwise' };
    case 'waiting':
      return undefined;
  }
}

export const TIMELINE_WORDS: Readonly<Record<OrderDetail['timeline'][number]['kind'], string>> = {
  placed: '下单',
  paid: '付款',
  formed: '成团了',
  failed: '没成团',
  groupCancelled: '团取消了',
  arrived: '到货',
  collected: '取货',
  collectUndone: '撤销取货',
  autoCollected: '到期没取，按已取处理',
  completed: '订单完成',
  cancelled: '取消订单',
  timedOut: '超时没付，已取消',
  refunded: '全部退款',
  partlyRefunded: '退了一部分',
  differenceRefunded: '退差价',
  refundAsked: '申请退款',
  refundApproved: '退款申请通过',
  refundRejected: '商家没有同意退款',
  refundAppealed: '申诉退款',
  merchantRefunded: '商家退款',
};

type Refund = OrderDetail['refunds'][number];

export const REFUND_REASON_WORDS: Readonly<Record<Refund['reason'], string>> = {
  memberCancelled: '你取消了',
  groupFailed: '没成团，全额退',
  groupCancelled: '团取消了，全额退',
  latePayment: '付款晚了，全额退',
  tierDifference: '成团退差价',
  afterSale: '售后退款',
  merchant: '商家退款',
};

/** Where the money of a refund is now. */
export const REFUND_STATE_WORDS: Readonly<Record<Refund['state'], string>> = {
  requested: '等商家处理',
  approved: '商家同意了，马上退',
  rejected: '商家没有同意',
  sending: '微信正在退，零钱马上到，银行卡 1–3 个工作日',
  done: '已退到原来的付款方式',
  failed: '退款没成功，正在重试，钱不会少',
};
