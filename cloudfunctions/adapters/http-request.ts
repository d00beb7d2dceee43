import { type IncomingHttpHeaders, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';

/** An answer can be a day's bill: some 300 bytes for each payment. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;
/** Shorter than the 20 s that a function of the shortest kind lives. */
const TIMEOUT_MS = 12_000;

export interface HttpRequest {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  /** Empty: no body. */
  body: string;
}
export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends one request; rejects when there is no whole answer within 12 s, or one of more than 32 MiB. */
export function sendHttp(url: URL, { method, headers, body }: HttpRequest): Promise<HttpAnswer> {
  const request = url.protocol === 'http:' ? requestPlain : requestSecure;
  return new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { method, headers: { ...headers, ...length }, signal: AbortSignal.timeout(TIMEOUT_MS) };
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_BODY_BYTES) response.destroy(new Error(`the answer exceeds ${MAX_BODY_BYTES} bytes`));
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
