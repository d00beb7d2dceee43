import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { eventually } from '../../localcloud/support/cloud-process';
import { openBrowser } from '../../e2e/browser';
import { Neighbourhood } from '../../usecases/neighbourhood';
import { Driver } from './driver';
import { packBuild, type PackedBuild } from './packed-build';

const MEMBER = 'openid-player-member';

jest.setTimeout(120_000);
let build: PackedBuild;
let town: Neighbourhood;
let browser: Browser;
let groupId: string;
const phones: Driver[] = [];

async function phoneOf(openid: string): Promise<Driver> {
  const phone = await Driver.of(browser, town.cloud.url, openid);
  phones.push(phone);
  return phone;
}

beforeAll(async () => {
  build = await packBuild();
  town = await Neighbourhood.start({ appFolder: build.folder });
  browser = await openBrowser();
  ({ groupId } = await town.openGroup());
}, 120_000);
afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.close();
});
afterAll(async () => {
  await browser?.close();
  await town?.stop();
  build?.remove();
}, 60_000);

test('the shipped build compiles without a complaint', () => {
  expect(build.problems).toEqual([]);
});

test('it starts, and every tab says something without an error', async () => {
  const phone = await phoneOf(MEMBER);
  await phone.open();
  for (const word of ['首页', '订单', '会员', '我的']) {
    await phone.tapTab(word);
    await phone.waitForContent();
  }
  expect(await phone.problems()).toEqual([]);
});

test('a card leads to its page with its parameters; going on and back keeps what was there', async () => {
  const phone = await phoneOf(MEMBER);
  await phone.open('/pages/group/index', { g: groupId }, 1007);
  await phone.waitForText(/丹东 99 草莓/);
  expect(await phone.query()).toEqual({ g: groupId });
  await phone.tap(/^参团/);
  await phone.waitForPage('/shopping/pages/checkout/index');
  await phone.waitForText('确认订单');
  expect(await phone.query()).toMatchObject({ g: groupId, items: expect.stringContaining('1') as string });
  await phone.back();
  await phone.waitForPage('/pages/group/index');
  expect(await phone.pages()).toEqual(['pages/group/index']);
  expect(await phone.problems()).toEqual([]);
});

test('a new picture of oneself is chosen, uploaded and shown', async () => {
  const phone = await phoneOf(MEMBER);
  const picture = join(__dirname, 'fixture/assets/wide.png');
  await phone.open('/pages/me/index');
  await phone.tap({ selector: '[aria-label$="改资料"]' });
  await phone.choosing(picture, () => phone.tap('换头像'));
  await phone.type('.profile-input', '林晚');
  await phone.tap('保存');
  await eventually(async () => (await town.call(MEMBER, 'enter', {})).avatar.includes('/avatars/'));
  expect(await phone.problems()).toEqual([]);
});

test('pulling down asks the server again', async () => {
  const phone = await phoneOf(MEMBER);
  await phone.open();
  await phone.waitForContent();
  await phone.page.waitForTimeout(500);
  const asked: string[] = [];
  phone.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await phone.pullDown();
  await eventually(() => Promise.resolve(asked.includes('/functions/api')));
  expect(await phone.problems()).toEqual([]);
});

test('a card sent from the menu carries the code of who sent it', async () => {
  const phone = await phoneOf(MEMBER);
  await phone.open('/pages/group/index', { g: groupId });
  await phone.waitForText(/丹东 99 草莓/);
  const { code } = await town.call(MEMBER, 'shareGroup', { groupId });
  await phone.tap({ selector: '.phone-more' });
  await phone.tap('转发给朋友');
  const link = await phone.page.getByTestId('share-link').inputValue();
  expect(link).toContain(`/pages/group/index?g=${groupId}&s=${code}`);
  expect(await phone.problems()).toEqual([]);
});
