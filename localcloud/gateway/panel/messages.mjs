import { clockText, documents, element, get, post } from './api.mjs';

const MOST = 60;
/** The templates of this cloud are named after the kinds of message. */
const TEMPLATE = /^local-/;
const KINDS = {
  arrived: '到货了',
  formed: '成团了',
  failed: '没成团，已退款',
  refunded: '退款到账',
  collectedByHand: '团长点了提货',
  pointsExpiring: '积分快到期了',
  tierWillFall: '等级快保不住了',
  tierFell: '等级降了',
};

/** Messages that WeChat would have delivered, newest first. */
export class Messages {
  constructor(section, openPage) {
    this.section = section;
    this.openPage = openPage;
  }

  async load() {
    const [entries, { messagesRefused }, members] = await Promise.all([
      get(`/dev/outbox?limit=${MOST}`),
      get('/dev/sandbox'),
      documents('members'),
    ]);
    this.names = new Map(members.map(({ openid, nickname }) => [openid, nickname]));
    const refusal = element('input', {
      type: 'checkbox',
      id: 'refuse',
      checked: messagesRefused,
      'data-testid': 'messages-refused',
      onchange: (event) => post('/dev/sandbox', { messagesRefused: event.target.checked }),
    });
    this.section.replaceChildren(
      element(
        'div',
        { class: 'card' },
        element('label', { class: 'row', for: 'refuse' }, '收件人都拒收订阅消息', refusal),
      ),
      element(
        'div',
        { class: 'card', 'data-testid': 'messages' },
        entries.length === 0
          ? element('p', { class: 'row' }, '还没有消息')
          : entries.map((entry) => this.message(entry)),
      ),
    );
  }

  message({ at, content }) {
    const kind = String(content.template_id ?? '').replace(TEMPLATE, '');
    const values = Object.values(content.data ?? {}).map(({ value }) => String(value));
    const page = typeof content.page === 'string' ? content.page : '';
    const to = this.names.get(content.touser) ?? content.touser ?? '';
    return element(
      'div',
      { class: 'row' },
      element(
        'span',
        {},
        [KINDS[kind] ?? '动态消息', ...values].join(' · '),
        element('small', {}, `${clockText(at)} 发给 ${to}`),
      ),
      page === '' ? '' : element('button', { type: 'button', onclick: () => this.openPage(page) }, '打开'),
    );
  }
}
