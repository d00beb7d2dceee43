import { readFileSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { send } from '../wire/http';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
};
const OCTETS = 'application/octet-stream';
/** Uploaded files of other kinds are never shown by the browser, for they come from people. */
const SHOWN_UPLOADS = /^image\/(png|jpeg|gif|webp)$/;

/** The content type by a file's name. */
export const contentType = (path: string): string => TYPES[extname(path).toLowerCase()] ?? OCTETS;

/** The content type under which something uploaded is given out. */
export function uploadType(path: string): string {
  const type = contentType(path);
  return SHOWN_UPLOADS.test(type) ? type : OCTETS;
}

/** The file's content; undefined when it is not in the folder. A folder stands for its index.html. */
export function readStatic(folder: string, path: string): { path: string; content: Buffer } | undefined {
  const root = resolve(folder);
  const asked = join(root, path.endsWith('/') || path === '' ? `${path}index.html` : path);
  if (path.includes('\0') || !asked.startsWith(root + sep)) return undefined;
  try {
    return statSync(asked).isFile() ? { path: asked, content: readFileSync(asked) } : undefined;
  } catch {
    return undefined;
  }
}

/** Puts a script before the page's own ones. */
export function withScript(html: string, address: string): string {
  const tag = `<script src="${address}"></script>`;
  const first = html.search(/<script[\s>]/i);
  const at = first >= 0 ? first : html.search(/<\/head>/i);
  return at >= 0 ? html.slice(0, at) + tag + html.slice(at) : tag + html;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** A page that says that something is missing, and why. */
export function sendMissing(response: ServerResponse, path: string, hint = ''): void {
  const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>没有这个页面</title>
<body style="font:16px/1.6 system-ui,sans-serif;margin:15vh auto;max-width:28em;padding:0 1em;color:#333">
<h1 style="font-size:1.4em">没有这个页面</h1><p><code>${escapeHtml(path)}</code></p><p>${escapeHtml(hint)}</p></body></html>`;
  send(response, 404, 'text/html; charset=utf-8', Buffer.from(page));
}
