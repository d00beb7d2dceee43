import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, ask } from '../support/cloud-process';
import { useCloud } from '../support/shared-cloud';

const { cloud, folder } = useCloud();

beforeAll(() => {
  mkdirSync(join(folder.path, 'h5', 'js'), { recursive: true });
  writeFileSync(
    join(folder.path, 'h5', 'index.html'),
    '<!doctype html><head><title>邻团</title><script src="js/app.js"></script></head><body></body>',
  );
  writeFileSync(join(folder.path, 'h5', 'js', 'app.js'), 'start()');
  writeFileSync(join(folder.path, 'contract.json'), '{"calls":[]}');
  writeFileSync(join(folder.path, 'secret.txt'), 'secret');
});

const api = (body: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(`${cloud().url}/functions/api`, { method: 'POST', body, headers });
const json = (answer: Answer): unknown => JSON.parse(answer.body.toString());

describe('POST /functions/api', () => {
  test.each([
    ['broken JSON', '{', {}, 400],
    ['no object', '[]', {}, 400],
    ['no call', '{"input":1}', {}, 400],
    ['an openid of digits', '{"call":"return 1"}', { 'x-lintuan-openid': '12345' }, 400],
    ['an openid with odd characters', '{"call":"return 1"}', { 'x-lintuan-openid': 'a:b' }, 400],
    ['more than a megabyte', JSON.stringify({ call: 'x'.repeat(1_100_000) }), {}, 413],
  ])('%s is a bad request', async (_, body, headers, status) => {
    const answer = await api(body, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(json(answer)).toMatchObject({ ok: false, error: { code: 'badRequest', data: {} } });
  });

  test('an empty openid is a visitor', async () => {
    const answer = await api('{"call":"return cloud.getWXContext().OPENID ?? null"}', { 'x-lintuan-openid': '' });
    expect(json(answer)).toEqual({ ok: true, output: null });
  });

  test('other functions cannot be called from here', async () => {
    expect((await ask(`${cloud().url}/functions/job`, { method: 'POST', body: '{}' })).status).toBe(404);
  });
});

describe('strangers', () => {
  const call = '{"call":"return 1"}';
  test.each([
    ['a foreign host', { host: 'evil.example' }, 403],
    ['a foreign host with our port', { host: 'evil.example:80' }, 403],
    ['a foreign origin', { origin: 'http://evil.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['no origin', {}, 200],
  ])('%s', async (_, headers, status) => {
    expect((await api(call, headers as Record<string, string>)).status).toBe(status);
  });

  test('its own pages', async () => {
    expect((await api(call, { origin: cloud().url })).status).toBe(200);
    const host = cloud().url.replace('http://127.0.0.1', 'localhost');
    expect((await api(call, { host, origin: `http://${host}` })).status).toBe(200);
    expect((await ask(`${cloud().url}/dev/calls`, { headers: { host: 'evil.example' } })).status).toBe(403);
    const admin = { method: 'POST', body: '{}', headers: { origin: 'http://evil.example' } };
    expect((await ask(`${cloud().url}/admin`, admin)).status).toBe(403);
  });
});

describe('pages', () => {
  test('the preview gets the bridge before its own scripts', async () => {
    const page = (await ask(`${cloud().url}/app/`)).body.toString();
    expect(page.indexOf('<script src="/dev/bridge.js"></script><script src="js/app.js">')).toBeGreaterThan(0);
    const script = await ask(`${cloud().url}/app/js/app.js`);
    expect(script.headers['content-type']).toContain('javascript');
    expect(script.body.toString()).toBe('start()');
    expect((await ask(`${cloud().url}/app`)).headers.location).toBe('/app/');
  });

  test.each([
    '/app/none.js',
    '/none',
    '/app/..%2fsecret.txt',
    '/app/%2e%2e/secret.txt',
    '/..%2f..%2fpackage.json',
    '/app/%00',
    '/app/%E0%A4%A',
    '/dev/files/..%2fdocuments.db',
    '/dev/none',
  ])('%s is a clean 404', async (path) => {
    const answer = await ask(cloud().url + path);
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).toContain('没有这个页面');
    expect(answer.body.toString()).not.toContain('secret\n');
  });

  test('uploads of people are never run by the browser', async () => {
    await cloud().run(`await cloud.uploadFile({ cloudPath: 'x.html', fileContent: Buffer.from('<script>1</script>') });
      await cloud.uploadFile({ cloudPath: 'x.png', fileContent: Buffer.from('png') })`);
    const page = await ask(`${cloud().url}/dev/files/x.html`);
    expect(page.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    expect((await ask(`${cloud().url}/dev/files/x.png`)).headers['content-type']).toBe('image/png');
  });

  test('a person uploads as wx.cloud.uploadFile does, a visitor may not', async () => {
    const put = (openid: string) =>
      ask(`${cloud().url}/dev/files/avatars/a%20b.png`, {
        method: 'PUT',
        body: Buffer.from('png'),
        headers: { 'x-lintuan-openid': openid },
      });
    expect((await put('')).status).toBe(403);
    expect((await ask(`${cloud().url}/dev/files/avatars/a%20b.png`)).status).toBe(404);
    expect(json(await put('oPerson'))).toEqual({ fileID: 'cloud://local.local-local/avatars/a b.png' });
    expect((await ask(`${cloud().url}/dev/files/avatars/a%20b.png`)).body.toString()).toBe('png');
  });
});

describe('developer routes', () => {
  test('books show the newest documents first', async () => {
    await cloud().run(`for (const n of [1, 2, 3]) await db.collection('things').add({ data: { n } })`);
    const books = (await cloud().get('/dev/collections/things?limit=2')) as {
      total: number;
      documents: { n: number }[];
    };
    expect(books.total).toBe(3);
    expect(books.documents.map(({ n }) => n)).toEqual([3, 2]);
    expect((await ask(`${cloud().url}/dev/collections/none`)).status).toBe(404);
  });

  test('contract, clock and code', async () => {
    expect(await cloud().get('/dev/contract')).toEqual({ calls: [] });
    expect(await cloud().get('/dev/clock')).toMatchObject({ offsetMs: 0 });
    const code = await ask(`${cloud().url}/dev/code.png?scene=k%3DAb3`);
    expect(code.headers['content-type']).toBe('image/png');
    expect(code.body.subarray(1, 4).toString()).toBe('PNG');
    expect((await ask(`${cloud().url}/dev/code.png`)).status).toBe(400);
  });
});
