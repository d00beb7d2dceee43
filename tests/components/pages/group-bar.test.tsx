import { fireEvent, render, screen } from '@testing-library/react';
import { fen } from '@/contract/money';
import type { GroupDetail } from '@/contract/views';
import { barState } from '@/features/group-page/bar-state';
import { GroupBar } from '@/features/group-page/group-bar';
import { group, item, NOW } from './data';

const TOMORROW_EIGHT = Date.parse('2026-11-22T08:00:00+08:00');
const MINUTE = 60_000;

const nothing = () => undefined;
const bar = (detail: GroupDetail, acts: Partial<Parameters<typeof GroupBar>[0]> = {}) =>
  render(
    <GroupBar
      state={barState(detail, NOW)}
      totalFen={fen(2980)}
      empty={false}
      onJoin={nothing}
      onOrder={nothing}
      onRefund={nothing}
      onOthers={nothing}
      onShare={nothing}
      {...acts}
    />,
  );

const scheduled = { state: 'scheduled', opensAt: TOMORROW_EIGHT };
const soldOut = group({ card: { soldOut: true }, items: [item({ left: 0 })] });
const limited = group({ items: [item({ limitPerMember: 3, bought: 3 })], myOrderId: 'o1' });

test.each<[string, GroupDetail, string[]]>([
  [
    'scheduled',
    group({ card: scheduled, mayPlace: false, opensForMeAt: TOMORROW_EIGHT }),
    ['告诉邻居', '明天 08:00 开团'],
  ],
  [
    'scheduled, earlier for my tier',
    group({ card: scheduled, mayPlace: false, opensForMeAt: TOMORROW_EIGHT - 10 * MINUTE }),
    ['告诉邻居', '明天 07:50 开团（你早 10 分钟）'],
  ],
  ['scheduled, open for my tier', group({ card: scheduled }), ['告诉邻居', '参团 · ¥29.80']],
  ['open', group(), ['告诉邻居', '参团 · ¥29.80']],
  ['joined', group({ myOrderId: 'o1' }), ['告诉邻居', '看订单', '再买一份 · ¥29.80']],
  ['a visitor', group({ mayPlace: false }), ['告诉邻居', '在微信里打开就能参团']],
  ['sold out', soldOut, ['告诉邻居', '已抢完']],
  ['at the limit', limited, ['告诉邻居', '看订单', '已买到每户上限']],
  ['closing', group({ card: { state: 'closing' }, myOrderId: 'o1' }), ['告诉邻居', '看订单', '已截单，正在确认成团']],
  ['formed', group({ card: { state: 'formed' } }), ['看看其他团']],
  ['arrived, with my order', group({ card: { state: 'arrived' }, myOrderId: 'o1' }), ['看订单', '看看其他团']],
  ['failed, refunded', group({ card: { state: 'failed' }, myRefundFen: 5950 }), ['退款 ¥59.50 原路退回，看明细']],
  ['failed, nothing of mine', group({ card: { state: 'failed' } }), ['看看其他团']],
  ['cancelled', group({ card: { state: 'cancelled' }, myRefundFen: 100 }), ['退款 ¥1.00 原路退回，看明细']],
])('%s', (_name, detail, words) => {
  bar(detail);
  expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(words);
});

test('what cannot be done now takes no tap', () => {
  const onJoin = jest.fn();
  bar(soldOut, { onJoin });
  fireEvent.click(screen.getByText('已抢完'));
  expect(onJoin).not.toHaveBeenCalled();
  expect(screen.getByText('已抢完').getAttribute('aria-disabled')).toBe('true');
});

test('an empty selection cannot be joined with', () => {
  const onJoin = jest.fn();
  bar(group(), { onJoin, empty: true });
  fireEvent.click(screen.getByText('先选一样'));
  expect(onJoin).not.toHaveBeenCalled();
});
