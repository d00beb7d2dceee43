import type { Browser } from 'playwright-core';
import { openBrowser } from '../../../e2e/browser';
import { Neighbourhood } from '../../../usecases/neighbourhood';
import { Driver } from '../../player/driver';
import { packBuild, type PackedBuild } from '../../player/packed-build';

const SETUP_MS = 120_000;

/** The shipped mini-program, a neighbourhood in a local cloud, and phones to hold; one of each for a test file. */
export class Stage {
  private phones: Driver[] = [];

  private constructor(
    private readonly build: PackedBuild,
    private readonly browser: Browser,
    readonly town: Neighbourhood,
  ) {}

  static async set(): Promise<Stage> {
    const build = await packBuild();
    const town = await Neighbourhood.start({ appFolder: build.folder });
    return new Stage(build, await openBrowser(), town);
  }

  readonly phoneOf = async (openid: string): Promise<Driver> => {
    const phone = await Driver.of(this.browser, this.town.cloud.url, openid);
    this.phones.push(phone);
    return phone;
  };

  async putAwayPhones(): Promise<void> {
    for (const phone of this.phones.splice(0)) await phone.close();
  }

  async strike(): Promise<void> {
    await this.browser.close();
    await this.town.stop();
    this.build.remove();
  }
}

/** One stage for all tests of a file; the phones of a test are put away after it, and the books balance. */
export function useStage(): () => Stage {
  jest.setTimeout(SETUP_MS);
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
  }, SETUP_MS);
  afterEach(async () => {
    await stage?.putAwayPhones();
    await stage?.town.booksBalance();
  });
  afterAll(async () => {
    await stage?.strike();
  }, SETUP_MS);
  return () => stage;
}
