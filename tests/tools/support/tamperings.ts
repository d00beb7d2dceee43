import type { CheckResult } from '../../../tools/verify-books/report';
import type { BookEdit, Loose } from './book-edit';

/** Something wrong that somebody, or some mistake, could do to the books. */
export interface Tampering {
  name: string;
  /** The check that must see it. */
  check: string;
  /** Does it; returns what the finding must name. */
  tamper(book: BookEdit): string;
}

/** What became of it. */
export interface Tried {
  name: string;
  check: string;
  /** What the finding must name. */
  names: string;
  results: CheckResult[];
  /** The folder after the check is the one before it, byte by byte. */
  isUnchanged: boolean;
}

const kind = (wanted: string) => (journal: Loose) => journal.kind === wanted;
const posts = (wanted: string, unit: string) => (journal: Loose) =>
  journal.kind === wanted && journal.postings.some((posting: Loose) => posting.unit === unit);
const settled = (order: Loose) => order.completedAt !== null;
const byId = (wanted: string) => (document: Loose) => document._id === wanted;
const anyOf = () => true;

/** A journal before the last one of its member: nothing at the end of the sequence is missing with it. */
function inTheMiddle(book: BookEdit): Loose {
  const memberships = new Map(book.all('memberships').map((each: Loose) => [each.memberId, each.turn]));
  return book.one('journals', ({ turns }) =>
    Object.entries(turns).some(([memberId, turn]) => Number(turn) > 1 && Number(turn) < memberships.get(memberId)),
  );
}

const FILES: Tampering[] = [
  {
    name: 'a file of a later format',
    check: 'files',
    tamper: (book) => {
      book.run('PRAGMA user_version = 2');
      return 'format 2';
    },
  },
  {
    name: 'a file of another program',
    check: 'files',
    tamper: (book) => {
      book.run('PRAGMA application_id = 7');
      return 'another program';
    },
  },
  {
    name: 'an entry of an index lost',
    check: 'files',
    tamper: (book) => {
      const { _id } = book.one('orders', anyOf);
      book.run('DELETE FROM entries WHERE id = ?', _id);
      return 'of orders lacks 1';
    },
  },
  {
    name: 'half a document',
    check: 'documents',
    tamper: (book) => {
      const { _id } = book.one('members', anyOf);
      book.run(`UPDATE ${book.table('members')} SET body = substr(body, 1, 40) WHERE id = ?`, _id);
      return _id;
    },
  },
  {
    name: 'half a document of a collection that no other check reads',
    check: 'documents',
    tamper: (book) => {
      const { _id } = book.one('notices', anyOf);
      book.run(`UPDATE ${book.table('notices')} SET body = substr(body, 1, 40) WHERE id = ?`, _id);
      return _id;
    },
  },
  {
    name: 'a document that is not text',
    check: 'documents',
    tamper: (book) => {
      const { _id } = book.one('groups', anyOf);
      book.run(`UPDATE ${book.table('groups')} SET body = CAST(x'7B22FF28C3' AS TEXT) WHERE id = ?`, _id);
      return _id;
    },
  },
  {
    name: 'a document under another id',
    check: 'documents',
    tamper: (book) => {
      const { _id } = book.one('coupons', anyOf);
      book.run(`UPDATE ${book.table('coupons')} SET id = 'elsewhere' WHERE id = ?`, _id);
      return 'elsewhere';
    },
  },
  {
    name: 'a document of a later schema',
    check: 'documents',
    tamper: (book) => book.change('campaigns', anyOf, (campaign) => (campaign.v = 2)),
  },
  {
    name: 'a text where a number was',
    check: 'documents',
    tamper: (book) => book.change('refunds', anyOf, (refund) => (refund.fen = '12')),
  },
];

const JOURNALS: Tampering[] = [
  {
    name: 'an amount changed',
    check: 'journals',
    tamper: (book) => book.change('journals', posts('pay', 'FEN'), ({ postings }) => (postings[0].amount += 1)),
  },
  {
    name: 'an amount below zero, the hash made to fit',
    check: 'journals',
    tamper: (book) => book.forge(posts('pay', 'FEN'), ({ postings }) => (postings[0].amount = -5)),
  },
  {
    name: 'half a fen',
    check: 'journals',
    tamper: (book) => book.forge(posts('pay', 'FEN'), ({ postings }) => (postings[0].amount += 0.5)),
  },
  {
    name: 'a kind that there is none of',
    check: 'journals',
    tamper: (book) => book.forge(kind('earn'), (journal) => (journal.kind = 'gift')),
  },
  {
    name: 'another kind than its id',
    check: 'journals',
    tamper: (book) => book.forge(kind('redeem'), (journal) => (journal.kind = 'expire')),
  },
  {
    name: 'an account that pays itself',
    check: 'journals',
    tamper: (book) => book.forge(posts('pay', 'FEN'), ({ postings }) => (postings[0].to = postings[0].from)),
  },
  {
    name: 'an account of another merchant',
    check: 'journals',
    tamper: (book) => book.forge(posts('pay', 'FEN'), ({ postings }) => (postings[0].to = 'merchant:mch2:pending')),
  },
  {
    name: 'a payment that runs the other way',
    check: 'journals',
    tamper: (book) =>
      book.forge(posts('pay', 'FEN'), ({ postings: [posting] }) => {
        [posting.from, posting.to] = [posting.to, posting.from];
      }),
  },
  {
    name: 'a journal with postings that are not of its kind',
    check: 'journals',
    tamper: (book) => {
      const model = book.one('journals', kind('redeem'));
      const extra = { from: 'merchant:mch1:payable', to: 'merchant:mch1:pending', unit: 'FEN', amount: 1 };
      const memo = { redemptionId: 'x-forged' };
      return book.addJournal(model, { _id: 'redeem:x-forged', memo, postings: [...model.postings, extra] });
    },
  },
  {
    name: 'points without lots',
    check: 'journals',
    tamper: (book) => book.forge(kind('redeem'), ({ postings }) => delete postings[0].lots),
  },
  {
    name: 'lots that do not sum to the amount',
    check: 'journals',
    tamper: (book) => book.forge(kind('redeem'), ({ postings }) => (postings[0].lots[0].amount += 1)),
  },
  {
    name: 'growth on another day',
    check: 'journals',
    tamper: (book) =>
      book.forge(posts('settle', 'GROWTH'), ({ postings }) => {
        postings.find((posting: Loose) => posting.unit === 'GROWTH').day = '2030-01-01';
      }),
  },
  {
    name: 'an instant moved',
    check: 'journals',
    tamper: (book) => book.change('journals', kind('hold'), (journal) => (journal.at -= 86_400_000)),
  },
  {
    name: 'an account that it is not listed under',
    check: 'journals',
    tamper: (book) => book.change('journals', kind('hold'), (journal) => journal.accounts.pop()),
  },
  {
    name: 'points in an account of money',
    check: 'sums',
    tamper: (book) => {
      book.forge(kind('redeem'), ({ postings }) => (postings[0].to = 'merchant:mch1:payable'));
      return 'all journals in POINT';
    },
  },
];

const CHAINS: Tampering[] = [
  {
    name: "a journal in the middle of a member's sequence lost",
    check: 'chains',
    tamper: (book) => {
      const { _id, turns } = inTheMiddle(book);
      book.remove('journals', _id);
      const [memberId = '', turn = 0] = Object.entries(turns).find(([, each]) => Number(each) > 1) ?? [];
      return `${memberId}: no journal has turn ${Number(turn)}`;
    },
  },
  {
    name: "the last journal of a member's sequence lost",
    check: 'chains',
    tamper: (book) => {
      const { memberId, turn } = book.one('memberships', (membership) => membership.turn > 2);
      const { _id } = book.one('journals', ({ turns }) => turns[memberId] === turn);
      book.remove('journals', _id);
      return `${memberId}: journals after turn ${turn - 1}`;
    },
  },
  {
    name: 'a turn taken twice',
    check: 'chains',
    tamper: (book) => {
      const { turns } = inTheMiddle(book);
      const [memberId = '', turn = 0] = Object.entries(turns).find(([, each]) => Number(each) > 1) ?? [];
      book.change(
        'journals',
        (each) => each.turns[memberId] === Number(turn) + 1,
        (each) => (each.turns[memberId] -= 1),
      );
      return `${memberId}: turn ${Number(turn)} was taken twice`;
    },
  },
  {
    name: 'a membership that knows more turns',
    check: 'chains',
    tamper: (book) =>
      book.change(
        'memberships',
        ({ turn }) => turn > 0,
        (membership) => (membership.turn += 1),
      ),
  },
  {
    name: 'a membership lost',
    check: 'chains',
    tamper: (book) => {
      const { _id } = book.one('memberships', ({ turn }) => turn > 0);
      book.remove('memberships', _id);
      return _id;
    },
  },
  {
    name: 'an order settled twice, under another id',
    check: 'chains',
    tamper: (book) => {
      const model = book.one('journals', kind('settle'));
      return book.addJournal(model, { _id: `${model._id}-2` });
    },
  },
  {
    name: 'a refund posted twice, under another id',
    check: 'chains',
    tamper: (book) => {
      const model = book.one('journals', posts('refund', 'FEN'));
      return book.addJournal(model, { _id: `${model._id}-2` });
    },
  },
  {
    name: 'more refunded than was paid',
    check: 'chains',
    tamper: (book) => {
      const { memo } = book.one('journals', posts('refund', 'FEN'));
      book.forge(
        (journal) => journal.kind === 'refund' && journal.memo.orderId === memo.orderId,
        ({ postings }) => {
          postings[0].amount += 1_000_000;
        },
      );
      return memo.orderId;
    },
  },
  {
    name: 'the payment of a settled order lost',
    check: 'chains',
    tamper: (book) => {
      const { _id } = book.one('orders', settled);
      book.remove('journals', `pay:${_id}`);
      return `settle:${_id}`;
    },
  },
  {
    name: 'a settlement that comes before its payment',
    check: 'chains',
    tamper: (book) => {
      const { _id } = book.one('orders', (order) => settled(order) && order.points === 0);
      const pay = book.one('journals', byId(`pay:${_id}`));
      book.remove('journals', pay._id);
      book.add('journals', pay);
      return `settle:${_id}`;
    },
  },
  {
    name: 'a settlement that takes what was refunded',
    check: 'chains',
    tamper: (book) => {
      const { memo } = book.one(
        'journals',
        (journal) => kind('refund')(journal) && journal.postings[0]?.from.endsWith('pending'),
      );
      const { _id } = book.one('orders', (order) => order._id === memo.orderId || settled(order));
      book.forge(byId(`settle:${_id}`), ({ postings }) => {
        postings.find((posting: Loose) => posting.to === 'merchant:mch1:payable').amount += 77;
      });
      return _id;
    },
  },
  {
    name: 'points held that were never taken out',
    check: 'chains',
    tamper: (book) => {
      const { memo, _id } = book.one('journals', kind('hold'));
      book.remove('journals', _id);
      return memo.orderId;
    },
  },
  {
    name: 'a correction of what was never refunded',
    check: 'chains',
    tamper: (book) => {
      const { memo } = book.one('journals', kind('correct'));
      book.remove('journals', `refund:${memo.refundNo}`);
      return `correct:${memo.refundNo}`;
    },
  },
  {
    name: 'a payout both confirmed and given back',
    check: 'chains',
    tamper: (book) => {
      const model = book.one('journals', kind('withdrawn'));
      const { withdrawalId } = model.memo;
      const [{ from, amount }] = model.postings;
      const postings = [{ from, to: from.replace('withdrawing', 'payable'), unit: 'FEN', amount }];
      return book.addJournal(model, { _id: `withdraw-failed:${withdrawalId}`, kind: 'withdraw-failed', postings });
    },
  },
  {
    name: 'a payout whose end is lost',
    check: 'chains',
    tamper: (book) => {
      const { _id, memo } = book.one('journals', kind('withdrawn'));
      book.remove('journals', _id);
      return memo.withdrawalId;
    },
  },
  {
    name: 'a payout of another amount than was asked for',
    check: 'chains',
    tamper: (book) => book.forge(kind('withdrawn'), ({ postings }) => (postings[0].amount += 100)),
  },
  {
    name: 'a payout of more than there was',
    check: 'chains',
    tamper: (book) => {
      const { memo, _id } = book.one('journals', kind('withdraw'));
      for (const each of ['withdraw', 'withdrawn'])
        book.forge(byId(`${each}:${memo.withdrawalId}`), ({ postings }) => (postings[0].amount = 9_000_000));
      book.change('withdrawals', byId(memo.withdrawalId), (withdrawal) => (withdrawal.amountFen = 9_000_000));
      return _id;
    },
  },
  {
    name: 'a payee whose open payout is forgotten',
    check: 'chains',
    tamper: (book) =>
      book.change(
        'payees',
        ({ openWithdrawalId }) => openWithdrawalId !== null,
        (payee) => (payee.openWithdrawalId = null),
      ),
  },
  {
    name: 'a unit of the points shop that nobody counted',
    check: 'chains',
    tamper: (book) =>
      book.change(
        'rewards',
        ({ taken }) => taken > 0,
        (reward) => (reward.taken -= 1),
      ),
  },
  {
    name: 'a member who redeemed more often than it shows',
    check: 'chains',
    tamper: (book) => book.change('rewardCounts', anyOf, (count) => (count.redeemed -= 1)),
  },
  {
    name: 'goods from the points shop that nobody paid for',
    check: 'chains',
    tamper: (book) => {
      const { memo, _id } = book.one('journals', kind('redeem'));
      book.remove('journals', _id);
      return memo.redemptionId;
    },
  },
];

const ORDERS: Tampering[] = [
  {
    name: 'an order that costs less than it was paid with',
    check: 'orders',
    tamper: (book) => book.change('orders', settled, (order) => (order.payFen -= 1)),
  },
  {
    name: 'a price that was never offered',
    check: 'orders',
    tamper: (book) => book.change('orders', settled, (order) => (order.lines[0].unitPriceFen -= 1)),
  },
  {
    name: 'a coupon that takes off more',
    check: 'orders',
    tamper: (book) =>
      book.change(
        'orders',
        ({ couponFen }) => couponFen > 0,
        (order) => {
          order.couponFen += 10;
          order.payFen -= 10;
          order.lines[0].couponShareFen += 10;
          order.lines[0].netFen -= 10;
        },
      ),
  },
  {
    name: 'an order that its group has forgotten',
    check: 'orders',
    tamper: (book) => {
      const { groupId } = book.one('orders', ({ state }) => state === 'paid' || state === 'confirmed');
      return book.change('groups', byId(groupId), (group) => {
        group.state = 'finished';
        group.dueAt = null;
      });
    },
  },
  {
    name: 'one coupon for two orders',
    check: 'orders',
    tamper: (book) => {
      const used = book.one('coupons', ({ state }) => state === 'used');
      book.change(
        'orders',
        (order) => settled(order) && order.couponId === null,
        (order) => (order.couponId = used._id),
      );
      return used._id;
    },
  },
  {
    name: 'more given back than the units are worth',
    check: 'orders',
    tamper: (book) =>
      book.change(
        'orders',
        (order) => order.lines[0].givenBackFen > 0,
        (order) => (order.lines[0].givenBackFen += 1),
      ),
  },
  {
    name: 'a refund of another amount',
    check: 'orders',
    tamper: (book) =>
      book.change(
        'refunds',
        ({ lines }) => lines.length > 0,
        (refund) => {
          refund.fen += 1;
          refund.lines[0].fen += 1;
        },
      ),
  },
  {
    name: 'a refund that was forgotten',
    check: 'orders',
    tamper: (book) => {
      const { _id } = book.one('refunds', ({ state }) => state === 'done');
      book.remove('refunds', _id);
      return _id;
    },
  },
  {
    name: 'points that go back to another lot than the last',
    check: 'orders',
    tamper: (book) => {
      const { orderId } = book.one('refunds', ({ lots }) => lots.length === 1);
      const { lots } = book.one('orders', byId(orderId));
      book.change(
        'refunds',
        (refund) => refund.orderId === orderId,
        (refund) => {
          refund.lots = [{ ...lots[0], amount: refund.points }];
        },
      );
      return orderId;
    },
  },
  {
    name: 'rewards that show more than was posted',
    check: 'orders',
    tamper: (book) => book.change('orders', settled, (order) => (order.posted.points += 5)),
  },
  {
    name: 'a fen more commission, all books made to fit',
    check: 'orders',
    tamper: (book) => {
      const accounts: string[] = [];
      const id = book.forge(kind('settle'), ({ postings }) => {
        const leader = postings.find((posting: Loose) => posting.to.startsWith('leader:'));
        leader.amount += 1;
        postings.find((posting: Loose) => posting.to === 'merchant:mch1:payable').amount -= 1;
        accounts.push(leader.to);
      });
      book.adjust(accounts[0] ?? '', 1);
      book.adjust('merchant:mch1:payable', -1);
      return id;
    },
  },
  {
    name: 'more points than the multiplier gives',
    check: 'orders',
    tamper: (book) => {
      const { _id } = book.one('orders', (order) => settled(order) && order.posted.points > 50);
      book.change('orders', byId(_id), (order) => (order.terms.multiplierBps -= 500));
      return `settle:${_id}`;
    },
  },
  {
    name: 'a multiplier raised before the order is completed',
    check: 'orders',
    tamper: (book) =>
      book.change(
        'orders',
        (order) => order.terms && !settled(order),
        (order) => (order.terms.multiplierBps *= 2),
      ),
  },
  {
    name: 'a referral rate raised before the order is completed',
    check: 'orders',
    tamper: (book) =>
      book.change(
        'orders',
        (order) => order.terms?.referral && !settled(order),
        (order) => (order.terms.referral.bps = 900),
      ),
  },
  {
    name: 'a referral beyond its limit',
    check: 'orders',
    tamper: (book) => {
      const { _id } = book.one('orders', (order) => settled(order) && order.posted.referral > 0);
      book.change('orders', byId(_id), (order) => (order.terms.referral.perOrderLimit = 7));
      return `settle:${_id}`;
    },
  },
  {
    name: 'a referral to somebody who did not bring the member',
    check: 'orders',
    tamper: (book) =>
      book.change(
        'orders',
        (order) => order.terms?.referral,
        (order) => (order.terms.referral.inviterId = order.leaderId),
      ),
  },
  {
    name: "an inviter's month that counts less",
    check: 'orders',
    tamper: (book) =>
      book.change(
        'referralMonths',
        ({ used }) => used > 0,
        (month) => (month.used -= 1),
      ),
  },
  {
    name: "an inviter's month lost",
    check: 'orders',
    tamper: (book) => {
      const { _id } = book.one('referralMonths', ({ used }) => used > 0);
      book.remove('referralMonths', _id);
      return _id;
    },
  },
  {
    name: 'a correction lost, all books made to fit',
    check: 'orders',
    tamper: (book) => {
      const { _id, memo } = book.one('journals', (journal) => kind('correct')(journal) && journal.postings.length > 0);
      book.remove('journals', _id);
      return `correct:${memo.refundNo}`;
    },
  },
  {
    name: 'a correction that takes back too little',
    check: 'orders',
    tamper: (book) =>
      book.forge(kind('correct'), ({ postings }) => {
        postings.find((posting: Loose) => posting.from.startsWith('leader:')).amount -= 1;
      }),
  },
  {
    name: 'a completed order that says that it is not',
    check: 'orders',
    tamper: (book) => book.change('orders', settled, (order) => (order.state = 'collected')),
  },
  {
    name: 'a paid order that was never paid',
    check: 'orders',
    tamper: (book) =>
      book.change(
        'orders',
        ({ state }) => state === 'unpaid',
        (order) => {
          order.state = 'paid';
          order.paidAt = order.placedAt;
        },
      ),
  },
  {
    name: 'an order lost',
    check: 'orders',
    tamper: (book) => {
      const { _id } = book.one('orders', settled);
      book.remove('orders', _id);
      return _id;
    },
  },
  {
    name: 'a late payment that was kept',
    check: 'orders',
    tamper: (book) => {
      const { _id, orderId } = book.one('refunds', ({ late }) => late);
      book.remove('refunds', _id);
      return orderId;
    },
  },
  {
    name: 'a final price that the units do not reach',
    check: 'orders',
    tamper: (book) =>
      book.change(
        'groups',
        ({ state, items }) => state === 'finished' && items[0].priceTiers.length > 1,
        (group) => {
          group.finalPricesFen[group.items[0].sku] = group.items[0].priceTiers[0].priceFen;
        },
      ),
  },
  {
    name: 'a completed order more in the count',
    check: 'orders',
    tamper: (book) => book.change('memberships', anyOf, (membership) => (membership.ordersCompleted += 1)),
  },
];

const LOTS: Tampering[] = [
  {
    name: 'a lot lowered',
    check: 'lots',
    tamper: (book) => {
      const { _id, lots } = book.one('memberships', (membership) => membership.lots.length > 0);
      book.change('memberships', byId(_id), (membership) => (membership.lots[0].left -= 1));
      return lots[0].id;
    },
  },
  {
    name: 'a lot that lasts longer',
    check: 'lots',
    tamper: (book) => {
      const { _id, lots } = book.one('memberships', (membership) => membership.lots.length > 0);
      book.change('memberships', byId(_id), (membership) => (membership.lots[0].expiresAt += 86_400_000));
      return lots[0].id;
    },
  },
  {
    name: 'a lot from nowhere',
    check: 'lots',
    tamper: (book) => {
      book.change('memberships', anyOf, ({ lots }) => {
        lots.push({ id: 'earn:gift', earnedAt: 1_790_000_000_000, expiresAt: 1_990_000_000_000, left: 500 });
      });
      return 'earn:gift';
    },
  },
  {
    name: 'a debt forgiven',
    check: 'lots',
    tamper: (book) =>
      book.change(
        'memberships',
        ({ debt }) => debt > 0,
        (membership) => (membership.debt = 0),
      ),
  },
  {
    name: 'growth that nothing gave',
    check: 'lots',
    tamper: (book) =>
      book.change('memberships', anyOf, ({ growthDays }) => growthDays.push({ day: '2027-01-01', amount: 9 })),
  },
  {
    name: 'a hold that nothing held',
    check: 'lots',
    tamper: (book) =>
      book.change('memberships', anyOf, ({ held }) => {
        held['o-nobody'] = [{ lot: 'earn:x', amount: 1, earnedAt: 1, expiresAt: 2 }];
      }),
  },
  {
    name: 'points spent from a lot that ends later',
    check: 'lots',
    tamper: (book) => {
      const { _id, lots } = book.one('memberships', (membership) => membership.turn > 8);
      const { memberId } = book.one('memberships', byId(_id));
      return book.forge(
        (journal) => journal.kind === 'hold' && journal.turns[memberId] !== undefined,
        ({ postings: [{ lots: parts }] }) => {
          parts[0].lot = lots[0]?.id ?? 'settle:later';
          parts[0].expiresAt += 31 * 86_400_000;
        },
      );
    },
  },
  {
    name: 'a lot spent below zero',
    check: 'lots',
    tamper: (book) =>
      book.forge(kind('redeem'), ({ postings: [posting] }) => {
        posting.lots[0].amount += 100_000;
        posting.amount += 100_000;
      }),
  },
  {
    name: 'points that do not expire when they should',
    check: 'lots',
    tamper: (book) => book.forge(kind('earn'), ({ postings }) => (postings[0].lots[0].expiresAt += 86_400_000)),
  },
  {
    name: 'a check-in that gives more, all books made to fit',
    check: 'lots',
    tamper: (book) => {
      const { memberId, merchantId, lots } = book.one('memberships', ({ lots: [first] }) =>
        first?.id.startsWith('earn:checkIn'),
      );
      const [{ id }] = lots;
      book.forge(byId(id), ({ postings: [posting] }) => {
        posting.amount += 40;
        posting.lots[0].amount += 40;
      });
      book.change('memberships', byId(`${merchantId}:${memberId}`), (membership) => (membership.lots[0].left += 40));
      book.adjust(`member:${merchantId}:${memberId}:points`, 40);
      book.adjust(`programme:${merchantId}:points`, -40);
      return `${id} gives`;
    },
  },
  {
    name: 'a first order rewarded without one',
    check: 'lots',
    tamper: (book) => {
      const { _id } = book.one('journals', ({ memo }) => memo.earned === 'firstOrder');
      const journal = book.one('journals', byId(_id));
      const settle = book.one(
        'journals',
        (each) => each.kind === 'settle' && each.turns[Object.keys(journal.turns)[0] ?? ''],
      );
      book.remove('journals', settle._id);
      book.add('journals', settle);
      return _id;
    },
  },
  {
    name: 'an expiry that leaves a lot',
    check: 'lots',
    tamper: (book) =>
      book.forge(
        (journal) => journal.kind === 'expire' && journal.postings[0].lots.length > 1,
        ({ postings: [posting] }) => {
          posting.amount -= posting.lots.pop().amount;
        },
      ),
  },
];

const VIEWS: Tampering[] = [
  {
    name: 'a balance changed',
    check: 'views',
    tamper: (book) => book.change('balances', byId('merchant:mch1:payable'), (balance) => (balance.balance += 1)),
  },
  {
    name: 'two balances changed so that the sum stays',
    check: 'views',
    tamper: (book) => {
      book.adjust('merchant:mch1:payable', 5);
      book.adjust('merchant:mch1:pending', -5);
      return 'merchant:mch1:pending';
    },
  },
  {
    name: 'a balance changed, as the sum of all shows',
    check: 'sums',
    tamper: (book) => {
      book.adjust('merchant:mch1:payable', 5);
      return 'all balances in FEN sum to 5';
    },
  },
  {
    name: 'a balance lost',
    check: 'views',
    tamper: (book) => {
      book.remove('balances', 'programme:mch1:points');
      return 'programme:mch1:points';
    },
  },
  {
    name: 'a journal applied twice',
    check: 'views',
    tamper: (book) =>
      book.change(
        'balances',
        ({ applied }) => applied.length > 0,
        ({ applied }) => applied.push(applied[0]),
      ),
  },
  {
    name: 'a journal applied that is not there',
    check: 'views',
    tamper: (book) =>
      book.change('balances', anyOf, ({ applied }) => {
        applied.push({ id: 'pay:o-nobody', at: 1_790_000_000_000, n: 1 });
      }),
  },
  {
    name: 'a journal that is not applied for long',
    check: 'views',
    tamper: (book) => book.change('journals', kind('earn'), (journal) => (journal.appliedAt = null)),
  },
  {
    name: 'a group that shows more households',
    check: 'views',
    tamper: (book) =>
      book.change(
        'progress',
        ({ orders }) => orders > 0,
        (progress) => (progress.units[Object.keys(progress.units)[0] ?? ''] += 1),
      ),
  },
];

const PROVIDER: Tampering[] = [
  {
    name: 'a payment of another amount at the provider',
    check: 'reconciliation',
    tamper: (book) =>
      book.setting(
        'pay:bill:',
        ({ paidAt }) => paidAt,
        (bill) => (bill.totalFee += 1),
      ),
  },
  {
    name: 'a payment that the provider does not know',
    check: 'reconciliation',
    tamper: (book) => book.setting('pay:bill:', ({ paidAt }) => paidAt, null),
  },
  {
    name: 'a payment that the provider has as not paid',
    check: 'reconciliation',
    tamper: (book) =>
      book.setting(
        'pay:bill:',
        ({ paidAt }) => paidAt,
        (bill) => delete bill.paidAt,
      ),
  },
  {
    name: 'a payment that the books do not know',
    check: 'reconciliation',
    tamper: (book) => {
      const bill = { outTradeNo: 'o-extra', openid: 'o', subMchId: '1900000109', totalFee: 500, refunds: [] };
      book.addSetting('pay:bill:o-extra', { ...bill, state: 'SUCCESS', paidAt: 1_796_000_000_000 });
      return 'o-extra';
    },
  },
  {
    name: 'a payment that was made to somebody else',
    check: 'reconciliation',
    tamper: (book) =>
      book.setting(
        'pay:bill:',
        ({ paidAt }) => paidAt,
        (bill) => (bill.subMchId = '1999999999'),
      ),
  },
  {
    name: 'a refund of another amount at the provider',
    check: 'reconciliation',
    tamper: (book) => book.setting('pay:refund:', anyOf, (refund) => (refund.refundFee -= 1)),
  },
  {
    name: 'a refund that the provider does not know',
    check: 'reconciliation',
    tamper: (book) => book.setting('pay:refund:', anyOf, null),
  },
  {
    name: 'a refund that the books do not know',
    check: 'reconciliation',
    tamper: (book) => {
      const { _id } = book.one('journals', posts('refund', 'FEN'));
      book.remove('journals', _id);
      return _id.slice('refund:'.length);
    },
  },
  {
    name: 'a payout of another amount at the provider',
    check: 'reconciliation',
    tamper: (book) =>
      book.setting(
        'pay:transfer:',
        ({ state, next }) => (next?.state ?? state) === 'SUCCESS',
        (bill) => (bill.fen += 1),
      ),
  },
  {
    name: 'a payout that the provider never made',
    check: 'reconciliation',
    tamper: (book) => book.setting('pay:transfer:', ({ state, next }) => (next?.state ?? state) === 'SUCCESS', null),
  },
  {
    name: 'a payout made up with everything that belongs to it, but the money',
    check: 'reconciliation',
    tamper: (book) => {
      const id = 'wforged';
      const paid = book.one('withdrawals', ({ state }) => state === 'paid');
      const amountFen = 50;
      book.add('withdrawals', { ...paid, _id: id, amountFen });
      for (const each of ['withdraw', 'withdrawn']) {
        const model = book.one('journals', byId(`${each}:${paid._id}`));
        const [posting] = model.postings;
        const postings = [{ ...posting, amount: amountFen }];
        book.addJournal(model, { _id: `${each}:${id}`, memo: { ...model.memo, withdrawalId: id }, postings });
        book.adjust(posting.from, -amountFen);
        book.adjust(posting.to, amountFen);
      }
      return `withdrawn:${id}`;
    },
  },
  {
    name: 'a payout that no withdrawal asked for',
    check: 'reconciliation',
    tamper: (book) => {
      const bill = { outBillNo: 'wextra', fen: 900, state: 'SUCCESS', updatedAt: 1_796_000_000_000, createdAt: 1 };
      book.addSetting('pay:transfer:wextra', bill);
      return 'wextra';
    },
  },
];

const STOCK: Tampering[] = [
  {
    name: 'a unit of stock lost',
    check: 'stock',
    tamper: (book) =>
      book.change(
        'stocks',
        ({ left }) => left > 3,
        (stock) => (stock.left -= 1),
      ),
  },
  {
    name: 'stock below zero',
    check: 'stock',
    tamper: (book) => book.change('stocks', anyOf, (stock) => (stock.left = -1)),
  },
  {
    name: 'a stock lost',
    check: 'stock',
    tamper: (book) => {
      const { _id } = book.one('stocks', anyOf);
      book.remove('stocks', _id);
      return _id;
    },
  },
  {
    name: 'a member who bought more than the limit knows',
    check: 'stock',
    tamper: (book) =>
      book.change(
        'purchases',
        ({ units }) => units > 0,
        (purchase) => (purchase.units -= 1),
      ),
  },
  {
    name: 'units held for an order that is not there',
    check: 'stock',
    tamper: (book) =>
      book.change('stocks', anyOf, (stock) => {
        stock.left -= 2;
        stock.applied.push({ id: 'hold:o-nobody', at: 1_796_000_000_000, n: 2 });
      }),
  },
];

export const TAMPERINGS: readonly Tampering[] = [
  ...FILES,
  ...JOURNALS,
  ...CHAINS,
  ...ORDERS,
  ...LOTS,
  ...VIEWS,
  ...PROVIDER,
  ...STOCK,
];
