import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Runner } from '../runner/runner';
import type { ApiV3 } from '../services/api-v3';
import type { Storage } from '../services/storage';
import { readBody, send, sendJson } from '../wire/http';
import type { WireHandler } from '../wire/wire-handler';
import { serveApi } from './api-route';
import { type DevOptions, serveDev } from './dev-routes';
import { refusal } from './guard';
import { contentType, readStatic, sendMissing, uploadType, withScript } from './static-files';

const PANEL_FOLDER = join(__dirname, 'panel');
const BRIDGE = '/dev/bridge.js';
const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;

export interface GatewayOptions {
  wire: () => WireHandler;
  runner: () => Runner;
  dev: () => DevOptions;
  /** The payment provider's own HTTP API. */
  apiV3: ApiV3;
  storage: Storage;
  /** The built preview. */
  appFolder: string;
  log: (line: string) => void;
  /** While true, only running functions are still served. */
  isClosing: () => boolean;
}

/** The one HTTP server of the local cloud: the SDK's door, the preview, the developer panel. */
export function createGateway(options: GatewayOptions): Server {
  const server = createServer((request, response) => {
    serve(request, response, options).catch((error: unknown) => {
      options.log(`gateway: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      if (!response.headersSent) sendJson(response, 500, { ok: false, error: { code: 'failed', message: 'see log' } });
      else response.destroy();
    });
  });
  // The SDK keeps its connection; it must not be cut while the SDK is about to send on it.
  server.keepAliveTimeout = 60_000;
  return server;
}

async function serve(request: IncomingMessage, response: ServerResponse, options: GatewayOptions): Promise<void> {
  const refused = refusal(request);
  if (refused) return sendJson(response, 403, { ok: false, error: { code: 'forbidden', message: refused } });
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const route = `${request.method} ${url.pathname}`;
  if (route === 'POST /admin') return options.wire().handle(request, response);
  if (url.pathname.startsWith('/v3/')) return options.apiV3.handle(request, response, url);
  if (request.method === 'PUT' && url.pathname.startsWith('/upload/')) return upload(request, response, url, options);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && url.pathname.startsWith('/dev/files/')) return download(response, url, options);
  if (request.method === 'PUT' && url.pathname.startsWith('/dev/files/')) return keep(request, response, url, options);
  if (options.isClosing()) {
    return sendJson(response, 503, { ok: false, error: { code: 'closing', message: 'the local cloud is closing' } });
  }
  if (route === 'POST /functions/api') return serveApi(request, response, options.runner(), options.log);
  if (isRead && url.pathname === BRIDGE) return serveStatic(response, PANEL_FOLDER, 'bridge.js', url.pathname);
  if (url.pathname.startsWith('/dev/') && (await serveDev(request, response, url, options.dev()))) return undefined;
  if (isRead) return servePage(response, url, options);
  return sendJson(response, 404, { ok: false, error: { code: 'notFound', message: `no route ${route}` } });
}

/** The decoded rest of a path; undefined when its escapes are damaged. */
function decoded(url: URL, prefix: string): string | undefined {
  try {
    return decodeURIComponent(url.pathname.slice(prefix.length));
  } catch {
    return undefined;
  }
}

async function upload(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { storage }: GatewayOptions,
): Promise<void> {
  const path = decoded(url, '/upload/');
  const body = await readBody(request, MAX_UPLOAD_BYTES);
  const allowed = path !== undefined && storage.mayUpload(path, String(request.headers.authorization ?? ''));
  if (allowed) storage.write(path, body);
  // The SDK reads any body of this answer as an error in XML.
  response.writeHead(allowed ? 200 : 403, { 'content-length': 0 }).end();
}

/** What `wx.cloud.uploadFile` does: a person may upload, a visitor may not. */
async function keep(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { storage }: GatewayOptions,
): Promise<void> {
  const path = decoded(url, '/dev/files/');
  const body = await readBody(request, MAX_UPLOAD_BYTES);
  if (path === undefined || (request.headers['x-lintuan-openid'] ?? '') === '')
    return sendJson(response, 403, { ok: false, error: { code: 'forbidden', message: 'a visitor may not upload' } });
  storage.write(path, body);
  sendJson(response, 200, { fileID: storage.fileId(path) });
}

function download(response: ServerResponse, url: URL, { storage }: GatewayOptions): void {
  const path = decoded(url, '/dev/files/');
  const content = path === undefined ? undefined : storage.read(path);
  if (path === undefined || !content) return sendMissing(response, url.pathname, '云存储里没有这个文件。');
  send(response, 200, uploadType(path), content);
}

function servePage(response: ServerResponse, url: URL, { appFolder }: GatewayOptions): void {
  if (url.pathname === '/app') {
    response.writeHead(302, { location: '/app/' }).end();
  } else if (url.pathname.startsWith('/app/')) {
    serveStatic(response, appFolder, decoded(url, '/app/'), url.pathname, '预览还没有构建：npm run build:h5');
  } else {
    serveStatic(response, PANEL_FOLDER, decoded(url, '/'), url.pathname);
  }
}

function serveStatic(
  response: ServerResponse,
  folder: string,
  path: string | undefined,
  shown: string,
  hint = '',
): void {
  const file = path === undefined ? undefined : readStatic(folder, path);
  if (!file) return sendMissing(response, shown, hint);
  const isAppPage = folder !== PANEL_FOLDER && file.path.endsWith('.html');
  const content = isAppPage ? Buffer.from(withScript(file.content.toString(), BRIDGE)) : file.content;
  send(response, 200, contentType(file.path), content);
}
