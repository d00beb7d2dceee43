/* global window, document, localStorage, location, navigator, fetch, XMLHttpRequest */
/**
 * What WeChat does for the mini-program, in the preview: paying, scanning, sharing, asking for messages. The gateway puts
 * this before the app's own scripts; nothing of it is in any build.
 */
(() => {
  const OPENID = 'lintuan.openid';
  /** Money that is on its way arrives after this. */
  const LATE_MS = 15_000;
  const KINDS = {
    arrived: '到货取件提醒',
    formed: '成团通知',
    failed: '未成团退款通知',
    refunded: '退款到账通知',
    collectedByHand: '提货确认通知',
    payoutToConfirm: '提现待确认提醒',
    payoutEnded: '提现结果通知',
  };

  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    dialog {
      width: 100%; max-width: 480px; max-height: 90vh; margin: auto auto 0; padding: 0 20px 24px; overflow-y: auto;
      border: 0; border-radius: 16px 16px 0 0; background: #fff; color: #17211B;
      font: 16px/24px -apple-system, 'PingFang SC', 'Helvetica Neue', Roboto, 'Noto Sans SC', 'Microsoft YaHei', sans-serif;
      font-variant-numeric: tabular-nums;
    }
    dialog::backdrop { background: rgba(16, 53, 42, .55); }
    dialog[open] { animation: rise 240ms cubic-bezier(.2,.8,.2,1); }
    @keyframes rise { from { transform: translateY(40px); opacity: 0; } }
    @media (prefers-reduced-motion: reduce) { dialog[open] { animation: none; } }
    header { display: flex; align-items: center; min-height: 56px; margin: 0 -12px; }
    header h2 { flex: 1; margin: 0 44px 0 0; font-size: 16px; font-weight: 600; text-align: center; }
    p { margin: 0; }
    button, a, input { min-height: 44px; border-radius: 8px; font: inherit; }
    button, a {
      display: inline-flex; align-items: center; justify-content: center; padding: 0 12px; border: 0; background: #F2F2F2;
      color: inherit; text-decoration: none; cursor: pointer;
    }
    button:active, a:active { opacity: .85; }
    button:disabled { opacity: .5; cursor: default; }
    dialog:focus { outline: none; }
    :focus-visible { outline: 2px solid #0E7350; outline-offset: 2px; }
    .close { width: 44px; padding: 0; background: none; font-size: 24px; }
    .green { background: #07C160; color: #08301B; font-weight: 600; }
    .wide { width: 100%; min-height: 48px; }
    .center { text-align: center; }
    .amount { margin: 4px 0 20px; font-size: 44px; font-weight: 600; line-height: 56px; text-align: center; }
    .fact { display: flex; justify-content: space-between; padding: 12px 0; border-top: 1px solid #E2E7DE; }
    .fact span:first-child, .note { color: #5F6B64; }
    .note { margin-top: 16px; font-size: 13px; line-height: 20px; }
    .pair { display: flex; gap: 8px; margin-top: 8px; }
    .pair > * { flex: 1; font-size: 14px; }
    .wrong { min-height: 24px; color: #B3261E; text-align: center; }
    input[type=text] { width: 100%; padding: 0 12px; border: 1px solid #C9D1C7; background: #fff; color: inherit; }
    label { display: flex; align-items: center; min-height: 48px; border-top: 1px solid #E2E7DE; }
    label input { width: 20px; height: 20px; min-height: 0; margin: 0 12px 0 0; accent-color: #07C160; }
    .card { overflow: hidden; margin-bottom: 12px; border: 1px solid #E2E7DE; border-radius: 8px; }
    .card p { padding: 10px 12px; font-weight: 500; }
    .card img { display: block; width: 100%; aspect-ratio: 5 / 4; object-fit: cover; background: #EBEFE7; }
  `;

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
      else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
    }
    made.append(...children);
    return made;
  }
  const button = (text, testid, onclick, style = '') =>
    element('button', { type: 'button', class: style, 'data-testid': testid, onclick }, text);

  /** The app's own styles do not reach into this. */
  function root() {
    const known = document.querySelector('lintuan-host');
    if (known) return known.shadowRoot;
    const host = element('lintuan-host');
    host.attachShadow({ mode: 'open' }).append(element('style', {}, STYLE));
    document.body.append(host);
    return host.shadowRoot;
  }

  /** Shows a sheet; `fill` gets what ends it and answers its content. Resolves with `otherwise` when it is closed. */
  function sheet(title, closeId, otherwise, fill) {
    return new Promise((resolve) => {
      // The sheet itself takes the focus, so that no button of it is pressed by accident.
      const dialog = element('dialog', { 'aria-label': title, tabindex: '-1', autofocus: true });
      const end = (result) => {
        dialog.close();
        dialog.remove();
        resolve(result);
      };
      const close = element(
        'button',
        { type: 'button', class: 'close', 'aria-label': '关闭', 'data-testid': closeId, onclick: () => leave() },
        '×',
      );
      const leave = async () => end(typeof otherwise === 'function' ? await otherwise() : otherwise);
      dialog.addEventListener('cancel', (event) => {
        event.preventDefault();
        void leave();
      });
      dialog.append(element('header', {}, close, element('h2', {}, title)), ...fill(end));
      root().append(dialog);
      dialog.showModal();
    });
  }

  async function post(path, body) {
    const response = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
    const value = await response.json();
    if (!response.ok) throw new Error(value?.error?.message ?? `${path}: ${response.status}`);
    return value;
  }

  /** Who one is; the first of the people where nobody was chosen. Asked before the app runs, so it cannot wait. */
  function openid() {
    const chosen = localStorage.getItem(OPENID);
    if (chosen !== null) return chosen;
    const request = new XMLHttpRequest();
    request.open('GET', '/dev/people', false);
    request.send();
    const first = JSON.parse(request.responseText)[0]?.openid ?? '';
    localStorage.setItem(OPENID, first);
    return first;
  }

  async function merchantOf(orderId) {
    const read = async (name) => (await (await fetch(`/dev/collections/${name}?limit=1000`)).json()).documents;
    const [orders, merchants] = await Promise.all([read('orders'), read('merchants')]);
    const order = orders.find(({ _id }) => _id === orderId);
    return merchants.find(({ _id }) => _id === order?.merchantId)?.name ?? '';
  }

  const yuan = (fen) => `¥${(fen / 100).toFixed(2)}`;

  function requestPayment({ orderId, payFen }) {
    const pay = (outcome, callbacks = 1) => post('/dev/pay', { orderId, outcome, callbacks, delayMs: 0 });
    const giveUp = async () => {
      await pay('cancelled').catch(() => undefined);
      return 'cancelled';
    };
    return sheet('微信支付 · 沙箱', 'pay-cancel', giveUp, (end) => {
      const wrong = element('p', { class: 'wrong', role: 'alert' });
      const merchant = element('span', {}, '');
      merchantOf(orderId).then(
        (name) => (merchant.textContent = name),
        () => undefined,
      );
      const choose = (act, result) => async () => {
        try {
          await act();
          end(result);
        } catch (error) {
          wrong.textContent = error.message;
        }
      };
      const twice = choose(() => pay('paid', 2), 'paid');
      return [
        element('p', { class: 'center' }, '付款金额'),
        element('p', { class: 'amount', 'data-testid': 'pay-amount' }, yuan(payFen)),
        element('p', { class: 'fact' }, element('span', {}, '收款方'), merchant),
        element('p', { class: 'fact' }, element('span', {}, '付款方式'), element('span', {}, '零钱（不动真钱）')),
        wrong,
        button(
          '付款',
          'pay-confirm',
          choose(() => pay('paid'), 'paid'),
          'green wide',
        ),
        element('p', { class: 'note center' }, '也可以试试别的结果'),
        element(
          'div',
          { class: 'pair' },
          button(
            '付款失败',
            'pay-fail',
            choose(() => pay('failed'), 'failed'),
          ),
          button(
            '稍后到账',
            'pay-late',
            choose(async () => payLater(orderId), 'unknown'),
          ),
          button('回调两次', 'pay-twice', twice),
        ),
      ];
    });
  }

  /** The shell around the app outlives a reload of the app, so it does the waiting where there is one. */
  function payLater(orderId) {
    if (window.parent !== window) {
      window.parent.postMessage({ type: 'lintuan:pay-later', orderId, delayMs: LATE_MS }, location.origin);
      return;
    }
    setTimeout(() => post('/dev/pay', { orderId, outcome: 'late' }).catch(() => undefined), LATE_MS);
  }

  function confirmTransfer({ package: pack, amountFen }) {
    return sheet('收款确认 · 沙箱', 'transfer-cancel', 'cancelled', (end) => {
      const wrong = element('p', { class: 'wrong', role: 'alert' });
      const choose = (outcome, result) => async () => {
        try {
          await post('/dev/transfer', { package: pack, outcome, delayMs: 0 });
          end(result);
        } catch (error) {
          wrong.textContent = error.message;
        }
      };
      return [
        element('p', { class: 'center' }, '收款金额'),
        element('p', { class: 'amount', 'data-testid': 'transfer-amount' }, yuan(amountFen)),
        element('p', { class: 'fact' }, element('span', {}, '收到'), element('span', {}, '零钱（不动真钱）')),
        wrong,
        button('确认收款', 'transfer-confirm', choose('confirmed', 'confirmed'), 'green wide'),
        element('p', { class: 'note center' }, '也可以试试别的结果'),
        element('div', { class: 'pair' }, button('收款失败', 'transfer-fail', choose('failed', 'unknown'))),
      ];
    });
  }

  function scanCode() {
    return sheet('扫一扫', 'scan-cancel', undefined, (end) => {
      const input = element('input', {
        type: 'text',
        'aria-label': '码里的内容',
        placeholder: '输入或粘贴码里的内容',
        autofocus: true,
        'data-testid': 'scan-input',
      });
      const done = () => end(input.value.trim() === '' ? undefined : input.value.trim());
      input.addEventListener('keydown', ({ key }) => {
        if (key === 'Enter') done();
      });
      return [input, element('div', { class: 'pair' }, button('确定', 'scan-ok', done, 'green wide'))];
    });
  }

  const pictureUrl = (key) => key.replace(/^cloud:\/\/[^/]+\//, '/dev/files/').replace(/^\/assets\//, '/app/assets/');

  function share(card) {
    const link = `${location.origin}/?as=new#${card.path}`;
    window.parent.postMessage({ type: 'lintuan:shared', card }, location.origin);
    void sheet('已发到聊天', 'share-close', undefined, () => {
      const field = element('input', {
        type: 'text',
        readonly: true,
        value: link,
        'aria-label': '链接',
        'data-testid': 'share-link',
      });
      const copied = element('p', { class: 'note', role: 'status' });
      const copy = async () => {
        field.select();
        await navigator.clipboard.writeText(link).then(
          () => (copied.textContent = '已复制'),
          () => (copied.textContent = '按 Ctrl-C 复制'),
        );
      };
      return [
        element(
          'div',
          { class: 'card', 'data-testid': 'share-card' },
          element('p', {}, card.title),
          element('img', { src: pictureUrl(card.picture), alt: '' }),
        ),
        field,
        element(
          'div',
          { class: 'pair' },
          button('复制链接', 'share-copy', copy),
          element('a', { class: 'green', href: link, target: '_top', 'data-testid': 'share-open' }, '打开为新邻居'),
        ),
        copied,
      ];
    });
  }

  function requestMessages(kinds) {
    const answer = async (granted) => {
      await post('/dev/sandbox', { messagesRefused: granted.length === 0 });
      return granted;
    };
    return sheet(
      '邻团 申请发送消息',
      'messages-close',
      () => answer([]),
      (end) => {
        const boxes = kinds.map((kind) => [kind, element('input', { type: 'checkbox', checked: true })]);
        const wanted = () => boxes.filter(([, box]) => box.checked).map(([kind]) => kind);
        return [
          ...boxes.map(([kind, box]) => element('label', {}, box, KINDS[kind] ?? kind)),
          element(
            'div',
            { class: 'pair' },
            button('拒绝', 'messages-refuse', async () => end(await answer([]))),
            button('允许', 'messages-allow', async () => end(await answer(wanted())), 'green'),
          ),
        ];
      },
    );
  }

  window.lintuanHost = { openid, requestPayment, confirmTransfer, scanCode, share, requestMessages };
})();
