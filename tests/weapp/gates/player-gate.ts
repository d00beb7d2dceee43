import type { Browser } from 'playwright-core';
import { openBrowser } from '../../e2e/browser';
import { Neighbourhood } from '../../usecases/neighbourhood';
import { Driver } from '../player/driver';
import { packBuild } from '../player/packed-build';
import { complaint } from './complaint';
import type { Gate } from './gate';

const MEMBER = 'openid-gate-member';
/** tsx lets functions keep their names by this helper, and the driver's functions that run in the page want it there. */
const KEEPS_NAMES = 'globalThis.__name = (named) => named';
const SHARE_MS = 15_000;
const TABS = ['首页', '订单', '会员', '我的'];

interface Step {
  what: string;
  act(phone: Driver): Promise<void>;
}

/** Opens every tab, comes by a shared card, and goes on to a subpackage by a touch. */
const steps = (groupId: string): readonly Step[] => [
  { what: 'start', act: (phone) => phone.open() },
  ...TABS.map((tab) => ({
    what: `open ${tab}`,
    act: async (phone: Driver) => {
      await phone.tapTab(tab);
      await phone.waitForContent();
    },
  })),
  { what: 'come by a card', act: (phone) => phone.open('/pages/group/index', { g: groupId }, 1007) },
  {
    what: 'tap 告诉邻居',
    act: async (phone) => {
      await phone.tap('告诉邻居');
      // Only a button of WeChat's own can share.
      await phone.page.locator('wx-button').filter({ visible: true }).first().waitFor({ timeout: SHARE_MS });
      await phone.back();
    },
  },
  {
    what: 'tap 参团',
    act: async (phone) => {
      await phone.tap(/^参团/);
      await phone.waitForPage('/shopping/pages/checkout/index');
      await phone.waitForContent();
    },
  },
];

/** What went wrong until the first step that could not be done, that step included. */
async function problemsOf(phone: Driver, groupId: string): Promise<string[]> {
  for (const { what, act } of steps(groupId))
    try {
      await act(phone);
      const problems = await phone.problems();
      if (problems.length > 0) return problems.map((problem) => `${what}: ${problem}`);
    } catch (error) {
      return [`${what}: ${error instanceof Error ? error.message : String(error)}`];
    }
  return [];
}

async function played(browser: Browser, folder: string): Promise<string[]> {
  const town = await Neighbourhood.start({ appFolder: folder });
  try {
    const { groupId } = await town.openGroup();
    const phone = await Driver.of(browser, town.cloud.url, MEMBER);
    await phone.page.addInitScript(KEEPS_NAMES);
    return await problemsOf(phone, groupId);
  } finally {
    await town.stop();
  }
}

/**
 * The artefact on WeChat's component framework in a browser, against the local cloud. Its journeys are tests of their
 * own; this shorter one is for artefacts that are broken on purpose.
 */
export const playerGate: Gate = {
  name: 'player',
  async check(dist) {
    const build = await packBuild(dist);
    const browser = await openBrowser();
    try {
      const problems = [...build.problems, ...(await played(browser, build.folder))];
      return problems.map((problem) => complaint('player', problem, 'npm run play shows it'));
    } finally {
      await browser.close();
      build.remove();
    }
  },
};
