import { amountText, clockText, documents, element } from './api.mjs';

const MOST_JOURNALS = 100;
const MOST_ORDERS = 100;

const KINDS = {
  hold: '积分占用',
  release: '积分释放',
  pay: '付款',
  refund: '退款',
  settle: '完成入账',
  correct: '更正',
  earn: '得积分',
  redeem: '兑换',
  expire: '过期',
  withdraw: '申请提现',
  withdrawn: '提现到账',
  'withdraw-failed': '提现退回',
};
const STATES = {
  unpaid: '待付款',
  paid: '已付款',
  confirmed: '已成团',
  arrived: '待提货',
  collected: '已提货',
  completed: '已完成',
  cancelled: '已取消',
  refunded: '已退款',
};
const OWNERS = {
  wechat: '微信',
  merchant: '商家',
  leader: '团长',
  inviter: '邀请人',
  member: '会员',
  programme: '积分计划',
};
const PURPOSES = {
  clearing: '清算',
  pending: '待结算',
  payable: '应付',
  withdrawing: '提现中',
  points: '积分',
  held: '占用积分',
  growth: '成长值',
};

/** The unit in which an account is kept, by the end of its address. */
const unitOf = (account) =>
  /:(points|held)$/.test(account) ? 'POINT' : account.endsWith(':growth') ? 'GROWTH' : 'FEN';

/** The shop's own accounts first, then those of people. */
const RANKS = ['wechat', 'merchant', 'programme', 'leader', 'inviter', 'member'];
const rankOf = ({ _id }) => RANKS.indexOf(_id.slice(0, _id.indexOf(':')));

/** Balances, journals and orders as they are in the database. */
export class Books {
  constructor(section) {
    this.section = section;
  }

  async load() {
    const [members, merchants, balances, journals, orders] = await Promise.all([
      documents('members'),
      documents('merchants'),
      documents('balances'),
      documents('journals', MOST_JOURNALS),
      documents('orders', MOST_ORDERS),
    ]);
    this.names = new Map([
      ...members.map(({ _id, nickname }) => [_id, nickname]),
      ...merchants.map(({ _id, name }) => [_id, name]),
    ]);
    this.section.replaceChildren(
      this.sums(balances),
      this.group(
        `账户 ${balances.length}`,
        [...balances].sort((a, b) => rankOf(a) - rankOf(b)).map((balance) => this.balance(balance)),
        true,
      ),
      this.group(
        `凭证，最近 ${journals.length} 张`,
        journals.map((journal) => this.journal(journal)),
      ),
      this.group(
        `订单，最近 ${orders.length} 单`,
        orders.map((order) => this.order(order)),
      ),
    );
  }

  group(title, rows, open = false) {
    return element('details', { class: 'card', open }, element('summary', {}, title), rows);
  }

  /** Computed here from every balance, so that it can be seen rather than believed. */
  sums(balances) {
    const sums = { FEN: 0, POINT: 0, GROWTH: 0 };
    for (const { _id, balance } of balances) sums[unitOf(_id)] += balance;
    return element(
      'p',
      { class: 'sum', 'data-testid': 'book-sums' },
      element('span', {}, '每种单位合计为 0：'),
      Object.entries(sums).map(([unit, sum]) =>
        element('b', { class: sum === 0 ? '' : 'wrong' }, amountText(sum, unit)),
      ),
    );
  }

  accountName(account) {
    const [owner, ...rest] = account.split(':');
    const purpose = PURPOSES[rest.pop()] ?? '';
    const names = rest.map((id) => this.names.get(id) ?? id).reverse();
    return `${OWNERS[owner] ?? owner} ${names[0]} ${purpose}${names[1] ? `（${names[1]}）` : ''}`;
  }

  balance({ _id, balance }) {
    return element(
      'div',
      { class: 'row' },
      element('span', { title: _id }, this.accountName(_id)),
      element('span', { class: 'amount' }, amountText(balance, unitOf(_id))),
    );
  }

  journal({ _id, kind, at, postings }) {
    return element(
      'div',
      { class: 'journal' },
      element(
        'div',
        { class: 'row' },
        element('span', { title: _id }, KINDS[kind] ?? kind),
        element('span', { class: 'when' }, clockText(at)),
      ),
      postings.map(({ from, to, unit, amount }) =>
        element(
          'p',
          { class: 'postings' },
          `${this.accountName(from)} → ${this.accountName(to)}  ${amountText(amount, unit)}`,
        ),
      ),
    );
  }

  order({ _id, state, memberId, lines, payFen, placedAt }) {
    const what = lines.map(({ name, units }) => `${name} ×${units}`).join('，');
    return element(
      'div',
      { class: 'row' },
      element(
        'span',
        { title: _id },
        `${this.names.get(memberId) ?? memberId} ${what}`,
        element('small', {}, `${clockText(placedAt)} ${STATES[state] ?? state}`),
      ),
      element('span', { class: 'amount' }, amountText(payFen, 'FEN')),
    );
  }
}
