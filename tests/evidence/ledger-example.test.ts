import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/contract/time';
import { MERCHANT, OWNER } from '../simulation/town';
import { buy, INVITER, LEADER, place, richTown, SHOPPER } from './scenarios';
import { findings } from './end-state';

/** The worked example of docs/ledger.md, lived again: what the page says is what the books have, line by line. */

const PAGE = join(__dirname, '../../docs/ledger.md');

/** The lines of the page's example: `pay | wechat:clearing → merchant:pending | 9,740 fen`. */
function written(): string[] {
  const [, block = ''] = /<!-- example -->([\s\S]*?)<!-- \/example -->/.exec(readFileSync(PAGE, 'utf8')) ?? [];
  return block
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, 4)
        .map((cell) => cell.replaceAll('`', '').trim())
        .join(' | '),
    );
}

test('the example on the page is what the books say', async () => {
  const town = await richTown();
  const group = await town.openGroup(LEADER, town.pointId, [
    {
      tiers: [
        [1, 3280],
        [5, 2680],
      ],
    },
  ]);
  const sku = group.skus[0] ?? '';
  // 林晚 takes three boxes and pays a yuan of them with points; a neighbour takes two, so that the price falls for both.
  const orderId = await place(town, SHOPPER, group, { units: 3, price: 3280, points: 100 });
  town.provider.pay(orderId);
  await town.settleDown();
  await buy(town, INVITER, group, { units: 2, price: 3280 });
  await town.advance(3 * HOUR_MS, 10 * MINUTE_MS);
  await town.call(LEADER, 'markArrived', { groupId: group.groupId });
  // One box was bad: the merchant agrees, and the order completes without it.
  const reason = '有一盒压坏了';
  const asked = { commandId: town.commandId(), orderId, lines: [{ sku, units: 1 }], reason, pictures: [] };
  const { refunds } = await town.call(SHOPPER, 'askRefund', asked);
  const open = refunds.find(({ state }) => state === 'requested');
  const decision = { kind: 'approved' as const, answer: '' };
  await town.call(OWNER, 'decideRefund', { commandId: town.commandId(), refundNo: open?.refundNo ?? '', decision });
  await town.advance(15 * DAY_MS, DAY_MS);
  // Weeks later the merchant gives a second box back: what it had brought is taken back.
  const lines = [{ sku, units: 1, goodwillFen: 0 }];
  await town.call(OWNER, 'refundOrder', { commandId: town.commandId(), orderId, lines, note: '' });
  await town.advance(DAY_MS, HOUR_MS);

  const { journals, members } = town.data.dump();
  const names = new Map(
    members.map(({ _id, openid }) => [
      _id,
      { [SHOPPER]: '林晚', [LEADER]: '周姐', [INVITER]: '陈默' }[openid] ?? openid,
    ]),
  );
  const short = (account: string): string =>
    account
      .split(':')
      .filter((part) => part !== MERCHANT)
      .map((part) => names.get(part) ?? part)
      .join(':');
  const unit = { FEN: 'fen', POINT: 'points', GROWTH: 'growth' };
  const lived = journals
    .filter(({ memo }) => memo.orderId === orderId)
    .flatMap(({ kind, postings }) =>
      postings.map(
        (posting) =>
          `${kind} | ${short(posting.from)} → ${short(posting.to)} | ${posting.amount.toLocaleString('en')} ${unit[posting.unit]}`,
      ),
    );
  expect(written()).toEqual(lived);
  expect(findings(town)).toEqual([]);
});
