import { post, say } from './api.mjs';
import { Books } from './books.mjs';
import { Clock } from './clock.mjs';
import { Messages } from './messages.mjs';
import { Sharing } from './sharing.mjs';
import { Who } from './who.mjs';

const TABS = ['who', 'clock', 'messages', 'books', 'sharing'];
/** The app changes its address without an event that another window could hear. */
const FOLLOW_MS = 250;
/** A tap moves a finger a little, too. */
const DRAG_PX = 6;

const byId = (id) => document.getElementById(id);
const frame = byId('app');
const panel = byId('panel');
const float = byId('panel-open');

/** The address within the app, the same in the shell and in the frame, so that links and reloads work. */
function followAddress() {
  let shown = location.hash;
  window.addEventListener('hashchange', () => {
    if (location.hash === shown) return;
    shown = location.hash;
    frame.contentWindow.location.hash = shown;
  });
  setInterval(() => {
    const inside = frame.contentWindow?.location;
    if (!inside || inside.pathname !== '/app/' || inside.hash === shown) return;
    shown = inside.hash;
    history.replaceState(null, '', `/${shown}`);
  }, FOLLOW_MS);
}

function openPage(page) {
  frame.contentWindow.location.hash = `#/${page.replace(/^\//, '')}`;
  setDrawer(false);
}

function reload() {
  frame.contentWindow.location.reload();
}

/** `?as=` says who opens the page; the person stays, the question goes. */
function takePerson(who) {
  const as = new URLSearchParams(location.search).get('as');
  if (as === null) return;
  who.take(as);
  history.replaceState(null, '', `/${location.hash}`);
}

function setDrawer(open) {
  panel.classList.toggle('open', open);
  float.setAttribute('aria-expanded', String(open));
  if (open) byId('panel-close').focus();
}

/** The floating button opens the drawer, and can be moved out of the way. */
function prepareDrawer() {
  let from;
  let moved = false;
  float.addEventListener('pointerdown', (event) => {
    from = { pointer: event.clientY, top: float.getBoundingClientRect().top };
    moved = false;
    float.setPointerCapture(event.pointerId);
  });
  float.addEventListener('pointermove', (event) => {
    if (!from || (!moved && Math.abs(event.clientY - from.pointer) < DRAG_PX)) return;
    moved = true;
    const top = from.top + event.clientY - from.pointer;
    float.style.top = `${Math.min(Math.max(top, 0), window.innerHeight - float.offsetHeight)}px`;
  });
  float.addEventListener('pointerup', () => (from = undefined));
  float.addEventListener('click', () => {
    if (!moved) setDrawer(true);
    moved = false;
  });
  byId('panel-close').addEventListener('click', () => {
    setDrawer(false);
    float.focus();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') setDrawer(false);
  });
}

function prepareTabs(parts) {
  const select = (id) => {
    for (const tab of TABS) {
      byId(`tab-${tab}`).setAttribute('aria-selected', String(tab === id));
      byId(`tab-${tab}`).tabIndex = tab === id ? 0 : -1;
      byId(tab).hidden = tab !== id;
    }
    parts[id]?.load().catch((error) => say(error.message));
  };
  for (const [index, tab] of TABS.entries()) {
    byId(`tab-${tab}`).addEventListener('click', () => select(tab));
    byId(`tab-${tab}`).addEventListener('keydown', ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      const next = TABS[(index + step + TABS.length) % TABS.length];
      select(next);
      byId(`tab-${next}`).focus();
    });
  }
  select('who');
  return select;
}

async function start() {
  const showWho = () => (byId('now-who').textContent = who.words);
  const who = new Who(byId('who'), () => {
    showWho();
    reload();
    setDrawer(false);
  });
  takePerson(who);
  await who.load();
  showWho();
  const books = new Books(byId('books'));
  const messages = new Messages(byId('messages'), openPage);
  const sharing = new Sharing(byId('sharing'));
  const clock = new Clock(byId('clock'), byId('now-time'), reload);
  sharing.load();
  prepareTabs({ books, messages });
  prepareDrawer();
  window.addEventListener('message', ({ origin, data }) => {
    if (origin !== location.origin) return;
    if (data?.type === 'lintuan:shared') sharing.keep(data.card);
    if (data?.type === 'lintuan:pay-later') payLater(data);
  });
  frame.src = `/app/${location.hash}`;
  followAddress();
  await clock.load();
}

/** Money that is on its way arrives even when the app was reloaded meanwhile. */
function payLater({ orderId, delayMs }) {
  say(`${Math.round(delayMs / 1000)} 秒后到账`);
  setTimeout(async () => {
    try {
      await post('/dev/pay', { orderId, outcome: 'late' });
      say('稍后到账的那一单，钱到了');
    } catch (error) {
      say(error.message);
    }
  }, delayMs);
}

start().catch((error) => say(error.message));
