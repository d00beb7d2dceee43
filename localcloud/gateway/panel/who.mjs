import { element, get } from './api.mjs';

const OPENID = 'lintuan.openid';
const NEWCOMERS = 'lintuan.newcomers';
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const MOST_NEWCOMERS = 5;

/** Who one can be: the demo's people, the newcomers made here, and nobody. */
export class Who {
  people = [];

  constructor(section, changed) {
    this.section = section;
    this.changed = changed;
  }

  async load() {
    this.people = await get('/dev/people');
    if (localStorage.getItem(OPENID) === null) localStorage.setItem(OPENID, this.people[0]?.openid ?? '');
    this.show();
  }

  get openid() {
    return localStorage.getItem(OPENID) ?? '';
  }

  get newcomers() {
    return JSON.parse(localStorage.getItem(NEWCOMERS) ?? '[]');
  }

  /** `new`, `visitor` or an openid, as an address names it. */
  take(as) {
    if (as === 'new') this.makeNewcomer();
    else localStorage.setItem(OPENID, as === 'visitor' ? '' : as);
  }

  makeNewcomer() {
    const random = crypto.getRandomValues(new Uint8Array(12));
    const openid = `oNew${[...random].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
    localStorage.setItem(NEWCOMERS, JSON.stringify([openid, ...this.newcomers].slice(0, MOST_NEWCOMERS)));
    localStorage.setItem(OPENID, openid);
  }

  /** How a person is called in the panel. */
  nameOf(openid) {
    if (openid === '') return '访客';
    const known = this.people.find((person) => person.openid === openid);
    return known ? known.name : this.newcomers.includes(openid) ? `新邻居 ${openid.slice(-4)}` : openid;
  }

  get words() {
    const known = this.people.find((person) => person.openid === this.openid);
    return known ? `${known.name} · ${known.role}` : this.nameOf(this.openid);
  }

  be(as) {
    this.take(as);
    this.show();
    this.changed();
  }

  show() {
    const row = (openid, name, role, note) =>
      element(
        'button',
        {
          type: 'button',
          class: 'person',
          'aria-pressed': String(openid === this.openid),
          'data-testid': `be-${openid || 'visitor'}`,
          onclick: () => this.be(openid || 'visitor'),
        },
        element('span', {}, name, element('small', {}, note)),
        element('span', { class: 'tag' }, role),
      );
    this.section.replaceChildren(
      element(
        'button',
        { type: 'button', class: 'primary', 'data-testid': 'be-new', onclick: () => this.be('new') },
        '当一位新邻居',
      ),
      element(
        'div',
        { class: 'card' },
        this.people.map(({ openid, name, role, note }) => row(openid, name, role, note)),
        this.newcomers.map((openid) => row(openid, this.nameOf(openid), '新邻居', '在这里新来的')),
        row('', '访客', '访客', '没有登录，只能看'),
      ),
    );
  }
}
