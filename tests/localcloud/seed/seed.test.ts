import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale, FUNCTIONS } from '../../../localcloud/cli/build';
import type { Person } from '../../../localcloud/gateway/dev-routes';
import { CliProcess, ROOT } from '../cli/cli-process';
import { TempFolder } from '../support/cloud-process';

jest.setTimeout(180_000);

type Row = Record<string, unknown> & { _id: string };

const folder = new TempFolder();
const data = join(folder.path, 'data');
let cli: CliProcess;
let url = '';

const start = async (): Promise<void> => {
  cli = new CliProcess('--data', data, '--port', '0');
  url = await cli.ready();
};
const get = async (path: string): Promise<unknown> => (await fetch(url + path)).json();
const documents = async (name: string): Promise<Row[]> =>
  ((await get(`/dev/collections/${name}?limit=1000`)) as { documents: Row[] }).documents;

async function call(openid: string, name: string, input: object = {}): Promise<Record<string, unknown>> {
  const headers = { 'x-lintuan-openid': openid };
  const body = JSON.stringify({ call: name, input });
  const reply = (await (await fetch(`${url}/functions/api`, { method: 'POST', headers, body })).json()) as {
    ok: boolean;
    output: Record<string, unknown>;
  };
  expect(reply.ok).toBe(true);
  return reply.output;
}

beforeAll(async () => {
  await buildIfStale(ROOT, FUNCTIONS);
  await start();
});
afterAll(async () => {
  await cli?.stop();
  folder.remove();
});

test('there are groups in every state', async () => {
  const states = new Set((await documents('groups')).map(({ state }) => state));
  expect([...states].sort()).toEqual(
    ['arrived', 'cancelled', 'closing', 'failed', 'finished', 'formed', 'open', 'scheduled'].sort(),
  );
});

test('every unit of the books sums to 0, and every journal is in them', async () => {
  const sums: Record<string, number> = {};
  for (const { _id, balance } of await documents('balances')) {
    const unit = /:(points|held)$/.test(_id) ? 'POINT' : _id.endsWith(':growth') ? 'GROWTH' : 'FEN';
    sums[unit] = (sums[unit] ?? 0) + Number(balance);
  }
  expect(sums).toEqual({ FEN: 0, POINT: 0, GROWTH: 0 });
  expect((await documents('journals')).filter(({ appliedAt }) => appliedAt === null)).toEqual([]);
});

test('the people are those of the panel, with their roles', async () => {
  const people = (await get('/dev/people')) as Person[];
  expect(people.map(({ name, role }) => `${name} ${role}`)).toEqual([
    '林晚 会员',
    '王兰 邀请人',
    '周姐 团长',
    '老秦 团长',
    '何小雨 团长',
    '许晨 商家老板',
    '方圆 运营',
    '顾青 财务',
    '田耕 商家老板',
  ]);
  const members = await documents('members');
  const neighbours = members.filter(({ leads, staffOf }) => (leads as []).length === 0 && (staffOf as []).length === 0);
  expect(neighbours).toHaveLength(30);
  expect(neighbours.filter(({ inviterId }) => inviterId !== null)).toHaveLength(11);
  expect(new Set(members.map(({ nickname }) => nickname)).size).toBe(members.length);
});

test('the strawberries are seven households short, at the second price', async () => {
  const { cards, pickup, badge } = (await call('oLinWan', 'getHome')) as {
    cards: Record<string, unknown>[];
    pickup: { orders: number };
    badge: number;
  };
  const now = Date.now();
  const strawberries = cards.find(({ title }) => title === '丹东 99 草莓');
  expect(strawberries).toMatchObject({
    state: 'open',
    people: 23,
    priceFen: 2980,
    nextTier: { priceFen: 2680, unitsToGo: 12 },
    threshold: { kind: 'people', count: 30 },
  });
  expect(Number(strawberries?.closesAt) - now).toBeGreaterThan(3_600_000);
  expect(cards.find(({ title }) => title === '鲜活基围虾')).toMatchObject({ soldOut: true });
  expect(pickup.orders).toBe(1);
  expect(badge).toBe(2);
});

test('林晚 is silver, with points, coupons and four days of checking in', async () => {
  const membership = await call('oLinWan', 'getMembership');
  expect(membership).toMatchObject({ tier: 'silver', merchantName: '晨光鲜果', checkIn: { streak: 4, today: false } });
  expect(membership.growth).toBeGreaterThan(1200);
  expect(membership.growth).toBeLessThan(1280);
  expect(membership.points).toBeGreaterThan(1200);
  expect(membership.coupons).toHaveLength(3);
});

test('every picture is in the storage, small enough to travel', async () => {
  const products = await documents('products');
  expect(products).toHaveLength(15);
  const keys = products.flatMap(({ picture, hero }) => [String(picture), String(hero)]);
  for (const key of keys) {
    const answer = await fetch(url + key.replace(/^cloud:\/\/[^/]+/, '/dev/files'));
    expect([key, answer.status]).toEqual([key, 200]);
    expect((await answer.arrayBuffer()).byteLength).toBeLessThanOrEqual(60_000);
  }
});

test('a second start finds everything and makes nothing', async () => {
  const before = (await documents('orders')).length;
  expect(before).toBeGreaterThan(100);
  expect(await cli.stop()).toMatchObject({ code: 0 });
  expect(existsSync(join(data, '.seeding'))).toBe(false);
  const began = Date.now();
  await start();
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(cli.out).not.toContain('Demo neighbourhood');
  expect((await documents('orders')).length).toBe(before);
  const { offsetMs } = (await get('/dev/clock')) as { offsetMs: number };
  expect(offsetMs).toBeLessThan(1000);
});
