import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEADER, MERCHANT, OWNER } from '../../usecases/neighbourhood';
import type { Driver } from '../player/driver';
import { type Place, placesOf, type Role, ROLES, type Scene } from './support/places';
import { useStage } from './support/stage';
import { wideElements } from './support/wide-elements';

const MEMBER = 'openid-pages-member';
const PHONE_OF: Readonly<Record<Role, string>> = {
  visitor: '',
  member: MEMBER,
  leader: LEADER,
  owner: OWNER,
  operator: 'openid-pages-operator',
  finance: 'openid-pages-finance',
};
/** Any one of these leads away from a page: its button at the top left, or the tab bar. */
const WAYS_BACK = '[aria-label="回到首页"], [aria-label="返回"], .phone-tab';

interface AppJson {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
}

/** Every page that ships, from the built mini-program's own list. */
function everyPage(): string[] {
  const app = JSON.parse(readFileSync(join(__dirname, '../../../dist/weapp/app.json'), 'utf8')) as AppJson;
  return [...app.pages, ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))];
}

const stage = useStage();
let scene: Scene;
let visits = 0;

beforeAll(async () => {
  const { town } = stage();
  const { groupId, sku } = await town.openGroup({
    tiers: [
      [1, 3280],
      [4, 2680],
    ],
    threshold: { kind: 'people', count: 3 },
  });
  scene = { groupId, sku, orderId: await town.buy(MEMBER, groupId, sku, { price: 3280 }) };
  for (const role of ['operator', 'finance'] as const) {
    const memberId = await town.memberId(PHONE_OF[role]);
    await town.call(OWNER, 'setStaff', { merchantId: MERCHANT, memberId, role });
  }
});

/** Looks at a page that a link led to as a person would; answers what is wrong with it. */
async function faultsOf(phone: Driver, path: string, place: Place, role: Role): Promise<string[]> {
  const may = place.may.includes(role);
  const words = may ? place.says : place.otherwise;
  if (words === undefined) return [`${path} says nothing to a ${role}`];
  const faults: string[] = [];
  try {
    await phone.waitForText(words);
    await phone.waitForContent();
  } catch (error) {
    faults.push((error as Error).message);
  }
  if (!may && place.says.test(await phone.text())) faults.push(`${path} shows a ${role} what is not theirs`);
  const wide = await phone.page.evaluate(wideElements);
  faults.push(...wide.map((element) => `${path} is wider than the phone: ${element}`));
  if ((await phone.page.locator(WAYS_BACK).filter({ visible: true }).count()) === 0)
    faults.push(`${path} has no way back`);
  visits += 1;
  return faults;
}

test('every page that ships has its line in the table, and no other', () => {
  expect(Object.keys(placesOf(scene)).sort()).toEqual(everyPage().sort());
});

test.each(ROLES)('%s opens every page: it says what it should, fits the phone, and has a way back', async (role) => {
  const phone = await stage().phoneOf(PHONE_OF[role]);
  const faults: string[] = [];
  await phone.open();
  for (const [path, place] of Object.entries(placesOf(scene))) {
    // A member starts at each page, as cards and codes lead there; the others have the mini-program open already.
    if (role === 'member') await phone.open(`/${path}`, place.query);
    else await phone.follow(`/${path}`, place.query);
    faults.push(...(await faultsOf(phone, path, place, role)));
  }
  expect([...faults, ...(await phone.problems())]).toEqual([]);
});

afterAll(() => {
  process.stdout.write(`every page: ${everyPage().length} pages × ${ROLES.length} roles, ${visits} visits\n`);
});
