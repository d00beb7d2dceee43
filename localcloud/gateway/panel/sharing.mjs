import { copy, element, pictureUrl } from './api.mjs';

const SHARED = 'lintuan.shared';

/** The card that was sent last, and the way in for whom it was sent to. */
export class Sharing {
  constructor(section) {
    this.section = section;
  }

  keep(card) {
    localStorage.setItem(SHARED, JSON.stringify(card));
    this.load();
  }

  load() {
    const card = JSON.parse(localStorage.getItem(SHARED) ?? 'null');
    if (!card) {
      const hint = '在小程序里点「告诉邻居」，发出的卡片会在这里，可以当一位新邻居打开它。';
      return this.section.replaceChildren(element('p', { class: 'note' }, hint));
    }
    const link = `${location.origin}/?as=new#${card.path}`;
    const field = element('input', {
      readonly: true,
      value: link,
      'aria-label': '分享链接',
      'data-testid': 'panel-share-link',
    });
    return this.section.replaceChildren(
      element(
        'div',
        { class: 'card shared' },
        element('img', { src: pictureUrl(card.picture), alt: '' }),
        element(
          'div',
          { class: 'body' },
          element('strong', {}, card.title),
          field,
          element(
            'div',
            { class: 'buttons' },
            element(
              'button',
              { type: 'button', 'data-testid': 'panel-share-copy', onclick: () => copy(link, field) },
              '复制链接',
            ),
            element('a', { class: 'button primary', href: link, 'data-testid': 'panel-share-open' }, '当新邻居打开'),
          ),
        ),
      ),
    );
  }
}
