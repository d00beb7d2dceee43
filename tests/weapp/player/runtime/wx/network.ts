import { keepFile } from '../files';
import { note } from '../log';
import { doing, Refusal } from './answer';

/** Requests to servers of one's own. The real phone takes none but those of the domains that were declared, by https. */

interface RequestOptions {
  url: string;
  method: string;
  data: unknown;
  header: Record<string, string>;
  responseType: 'text' | 'arraybuffer';
  dataType: string;
}

async function request(given: Partial<RequestOptions>): Promise<Record<string, unknown>> {
  const { url = '', method = 'GET', data, header = {}, responseType = 'text', dataType = 'json' } = given;
  if (!url.startsWith('https://')) note('error', `request to "${url}": WeChat takes https only`);
  const hasBody = method !== 'GET' && data !== undefined;
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...header },
    ...(hasBody ? { body: typeof data === 'string' ? data : JSON.stringify(data) } : {}),
  }).catch(() => {
    throw new Refusal('', false, { errno: 600001 });
  });
  const content = responseType === 'arraybuffer' ? await response.arrayBuffer() : await response.text();
  return {
    statusCode: response.status,
    header: Object.fromEntries(response.headers),
    data: dataType === 'json' && typeof content === 'string' ? parsed(content) : content,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function download({ url = '' }: { url?: string }): Promise<Record<string, unknown>> {
  const response = await fetch(url).catch(() => {
    throw new Refusal('');
  });
  const extension = new URL(url, location.href).pathname.split('.').at(-1) ?? 'bin';
  return { statusCode: response.status, tempFilePath: keepFile(await response.blob(), extension) };
}

export const requests = {
  request: doing<RequestOptions>('request', request),
  downloadFile: doing<{ url: string }>('downloadFile', download),
};
