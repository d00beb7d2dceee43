import { ask } from '../localcloud/support/cloud-process';
import { useNeighbourhood } from './neighbourhood';

const neighbourhood = useNeighbourhood();

/** The picture behind a `data:` address. */
const contentOf = (address: string): Buffer => Buffer.from(address.replace(/^data:image\/png;base64,/, ''), 'base64');

test('a card tells what everybody sees, whoever shares it', async () => {
  const town = neighbourhood();
  const { groupId, sku } = await town.openGroup({
    tiers: [
      [1, 2980],
      [60, 2680],
    ],
    threshold: { kind: 'people', count: 25 },
  });
  await town.buy('openid-first', groupId, sku, { price: 2980 });
  const shared = await town.call('openid-sharer', 'shareGroup', { groupId });
  expect(shared.card).toMatchObject({ groupId, priceFen: 2980, people: 1, threshold: { kind: 'people', count: 25 } });
  expect(shared).toMatchObject({
    pointName: '晴川里 3 号门',
    leader: { name: '周姐' },
    now: expect.any(Number) as number,
  });
  expect(shared.path).toBe(`/pages/group/index?g=${groupId}&s=${shared.code}`);
});

test('the code of a poster carries the code of the card', async () => {
  const town = neighbourhood();
  const { groupId } = await town.openGroup();
  const { code } = await town.call('openid-sharer', 'shareGroup', { groupId });
  const drawn = await town.call('openid-sharer', 'getShareCode', { groupId });
  expect(drawn.code).toBe(code);
  // The local cloud's codes spell their scene, so the same scene is the same picture.
  const scene = encodeURIComponent(`${code},${groupId}`);
  const expected = await ask(`${town.cloud.url}/dev/code.png?scene=${scene}`);
  expect(contentOf(drawn.picture).equals(expected.body)).toBe(true);
});

test('two who tell have two codes, and a code is the same whenever it is asked for', async () => {
  const town = neighbourhood();
  const { groupId } = await town.openGroup();
  const first = await town.call('openid-sharer', 'getShareCode', { groupId });
  expect(await town.call('openid-sharer', 'getShareCode', { groupId })).toEqual(first);
  const other = await town.call('openid-other', 'getShareCode', { groupId });
  expect(other.code).not.toBe(first.code);
  expect(other.picture).not.toBe(first.picture);
});

test('of a group that is not there is none', async () => {
  expect((await neighbourhood().refusal('openid-sharer', 'getShareCode', { groupId: 'g-none' })).code).toBe('notFound');
});
