import { PEOPLE_SETTING, type Person } from '../gateway/dev-routes';
import type { LocalCloud } from '../local-cloud';
import { Calendar } from './calendar';
import { foundNeighbourhood, moveMembersIn, type Neighbourhood } from './found';
import { FANG_YUAN, GU_QING, HE_XIAOYU, INVITED, LAO_QIN, LIN_WAN, MEMBERS, TIAN_GENG } from './people';
import { type Neighbour, WANG_LAN, XU_CHEN, ZHOU_JIE } from './people';
import { Painter } from './pictures';
import { allPlans } from './plan';
import { type Happening, PlanRun } from './plan-run';
import { SeedError, Town } from './town';

/** The day, before today, on which the neighbourhood begins; its first group opens a day later. */
const FIRST_DAY = -37;
/** Days, before today, on which 林晚 checked in: a full week once, and four days up to yesterday. */
const CHECK_INS = [-20, -19, -18, -17, -16, -15, -14, -4, -3, -2, -1];
/** The clock is at the present once it is less than this behind: making the last steps takes real time, too. */
const PRESENT_MS = 3000;
/** The part of the work that comes before the first day. */
const FOUNDING = 0.25;
/** The job ends what is due in fewer runs than this. */
const MOST_TICKS = 20;

/** Where the cloud's clock must start so that the neighbourhood can be made up to `now`. */
export const seedStart = (now: number): number => new Calendar(now).at(FIRST_DAY, 8);

/** Who one can be in the preview, the one that it starts with first. */
const ROLES: readonly [who: Neighbour, role: string, note: string][] = [
  [LIN_WAN, '会员', '银卡，有积分、券、待付款和待取货'],
  [WANG_LAN, '邀请人', '邀请过 5 位邻居，有邀请奖励'],
  [ZHOU_JIE, '团长', '晴川里 3 号门'],
  [LAO_QIN, '团长', '梧桐小院驿站'],
  [HE_XIAOYU, '团长', '云锦苑东门，田园直供'],
  [XU_CHEN, '商家老板', '晨光鲜果'],
  [FANG_YUAN, '运营', '晨光鲜果'],
  [GU_QING, '财务', '晨光鲜果'],
  [TIAN_GENG, '商家老板', '田园直供'],
];

/**
 * Makes the demo neighbourhood in a fresh cloud whose clock starts at `seedStart(now)`, by the calls that its people would have made,
 * and leaves the clock at the present. Throws a SeedError when a call is refused or the books do not balance.
 * `secret` is the functions' LINTUAN_SETUP_SECRET. `progress` is told the part done, 0 to 1.
 */
export async function seedNeighbourhood(
  cloud: LocalCloud,
  secret: string,
  now: number,
  progress: (part: number) => void,
): Promise<void> {
  const town = new Town(cloud);
  const painter = new Painter(cloud.storage);
  const calendar = new Calendar(now);
  const place = await foundNeighbourhood(town, painter, secret, (part) => progress(part * FOUNDING));
  const happenings = agenda(town, painter, calendar, place);
  for (const [index, { at, run }] of happenings.entries()) {
    progress(FOUNDING + (1 - FOUNDING) * (index / happenings.length));
    await town.moveTo(at);
    await run();
  }
  await catchUp(cloud, town);
  requireBalance(cloud);
  const people: Person[] = ROLES.map(([{ openid, name }, role, note]) => ({ openid, name, role, note }));
  cloud.engine.setSetting(PEOPLE_SETTING, people);
  progress(1);
}

/** Everything that happens, in the order of the clock. */
function agenda(town: Town, painter: Painter, calendar: Calendar, place: Neighbourhood): Happening[] {
  const runs = allPlans(calendar).map((plan) => new PlanRun(town, place, plan));
  const [firstRun] = runs;
  const invited = INVITED.flatMap(([, names]) => names);
  const isInvited = ({ name }: Neighbour): boolean => invited.includes(name);
  const all: Happening[] = [
    ...runs.flatMap((run) => run.happenings(calendar.now)),
    {
      at: calendar.at(FIRST_DAY, 10),
      run: () =>
        moveMembersIn(
          town,
          painter,
          MEMBERS.filter((who) => !isInvited(who)),
          place,
          () => undefined,
        ),
    },
    {
      at: calendar.at(FIRST_DAY + 1, 10),
      run: async () => {
        const codes = await shareCodes(town, firstRun?.groupOf(ZHOU_JIE) ?? '');
        await moveMembersIn(town, painter, MEMBERS.filter(isInvited), place, ({ name }) => codes.get(name));
      },
    },
    ...CHECK_INS.map((day) => ({
      at: calendar.at(day, 8.1),
      run: async () => void (await town.call(LIN_WAN, 'checkIn', { merchantId: 'chenguang' })),
    })),
    { at: calendar.ago(2), run: () => giveCoupons(town, calendar) },
    { at: calendar.ago(2), run: () => stockShop(town, painter) },
  ];
  return all.sort((a, b) => a.at - b.at);
}

/** The inviters tell their neighbours about the first group; answers the card's code by the name of who came. */
async function shareCodes(town: Town, groupId: string): Promise<Map<string, string>> {
  const codes = new Map<string, string>();
  for (const [inviter, names] of INVITED) {
    const { code } = await town.call<{ code: string }>(inviter, 'shareGroup', { groupId });
    for (const name of names) codes.set(name, code);
  }
  return codes;
}

async function giveCoupons(town: Town, calendar: Calendar): Promise<void> {
  const give = (tier: string | null, title: string, days: number, terms: object): Promise<unknown> =>
    town.call(FANG_YUAN, 'giveCoupons', {
      commandId: town.commandId(),
      merchantId: 'chenguang',
      tier,
      title,
      terms,
      expiresAt: calendar.at(days, 24),
    });
  await give(null, '满 60 减 8', 3, { kind: 'fixed', overFen: 6000, offFen: 800 });
  await give(null, '满 20 减 3', 14, { kind: 'fixed', overFen: 2000, offFen: 300 });
  await give('silver', '银卡 9 折', 9, { kind: 'percent', overFen: 0, offBps: 1000, capFen: 1000 });
}

/** What can be had for points: two coupons, and eggs that are fetched at the pickup point. */
async function stockShop(town: Town, painter: Painter): Promise<void> {
  const offer = (name: string, summary: string, what: object, points: number, limitPerMember: number | null) =>
    town.call(FANG_YUAN, 'saveReward', {
      ...{ commandId: town.commandId(), merchantId: 'chenguang', rewardId: null },
      ...{ name, summary, what, points, stock: 50, limitPerMember, active: true },
    });
  const coupon = (overFen: number, offFen: number, days: number): object => ({
    kind: 'coupon',
    terms: { kind: 'fixed', overFen, offFen },
    days,
  });
  const { picture, plate } = await painter.product('egg');
  await offer('满 30 减 5', '全店可用', coupon(3000, 500, 14), 450, null);
  await offer('无门槛 3 元券', '全店可用', coupon(0, 300, 7), 300, 2);
  await offer('谷饲土鸡蛋', '10 枚一盒，到自提点领', { kind: 'goods', picture, plate }, 1200, 1);
}

/** Brings the clock to the present and lets everything come to its end. */
async function catchUp(cloud: LocalCloud, town: Town): Promise<void> {
  while (cloud.clock.offsetMs() < -PRESENT_MS) await cloud.timer.advance(-cloud.clock.offsetMs());
  cloud.clock.moveTo(Date.now() + 1);
  await town.quiet();
  await town.tick(MOST_TICKS);
  await town.quiet();
}

interface Balance {
  _id: string;
  balance: number;
}

/** The unit in which an account is kept, by the end of its address (rulebook section 11). */
const unitOf = (account: string): string =>
  /:(points|held)$/.test(account) ? 'POINT' : account.endsWith(':growth') ? 'GROWTH' : 'FEN';

/** Per unit the sum over all accounts is 0; anything else means that what was just made is wrong. */
function requireBalance(cloud: LocalCloud): void {
  const sums = new Map<string, number>();
  for (const text of cloud.engine.find('balances', {}, { limit: 100_000 })) {
    const { _id, balance } = JSON.parse(text) as Balance;
    sums.set(unitOf(_id), (sums.get(unitOf(_id)) ?? 0) + balance);
  }
  const wrong = [...sums].find(([, sum]) => sum !== 0);
  if (wrong) throw new SeedError(`the books do not balance: ${wrong[1]} ${wrong[0]}`);
  const waiting = cloud.engine.count('journals', { appliedAt: null });
  if (waiting > 0) throw new SeedError(`${waiting} journals are not in the balances`);
}
