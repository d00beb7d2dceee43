/** What the panel's parts share: the cloud's routes, elements, and how amounts and times are written. */

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

async function request(path, options) {
  const response = await fetch(path, options);
  const value = await response.json();
  if (!response.ok) throw new Error(value?.error?.message ?? value?.message ?? `${path}: ${response.status}`);
  return value;
}

export const get = (path) => request(path);
export const post = (path, body) => request(path, { method: 'POST', body: JSON.stringify(body) });

/** Documents of a collection, newest first. */
export const documents = async (name, limit = 1000) => (await get(`/dev/collections/${name}?limit=${limit}`)).documents;

/** An element with attributes, listeners (`onclick`) and children, which are elements or texts. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return made;
}

const two = (value) => String(value).padStart(2, '0');

/** `11-22 20:05` on a Shanghai clock; with `seconds` `20:05:09`. */
export function clockText(instant, seconds = false) {
  const date = new Date(instant + SHANGHAI_OFFSET_MS);
  const day = `${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return `${day} ${time}${seconds ? `:${two(date.getUTCSeconds())}` : ''}`;
}

const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** An amount in its unit: fen as `¥1,234.50`, points and growth with their word. */
export function amountText(amount, unit) {
  const sign = amount < 0 ? '−' : '';
  const digits = String(Math.abs(amount));
  if (unit === 'POINT') return `${sign}${grouped(digits)} 分`;
  if (unit === 'GROWTH') return `${sign}${grouped(digits)} 成长值`;
  const padded = digits.padStart(3, '0');
  return `${sign}¥${grouped(padded.slice(0, -2))}.${padded.slice(-2)}`;
}

/** Where a picture of the cloud's storage is served. */
export const pictureUrl = (key) =>
  key.replace(/^cloud:\/\/[^/]+\//, '/dev/files/').replace(/^\/assets\//, '/app/assets/');

/** Says something at the foot of the panel for a while. */
export function say(text) {
  const said = document.getElementById('said');
  said.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (said.textContent = ''), 6000);
}

/** Copies a text; where the browser does not permit it, the field is selected for the person to do so. */
export async function copy(text, field) {
  try {
    await navigator.clipboard.writeText(text);
    say('已复制');
  } catch {
    field?.select();
    say('按 Ctrl-C 复制');
  }
}
