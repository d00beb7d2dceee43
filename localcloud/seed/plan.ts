import type { Calendar } from './calendar';
import { HOUR_MS, MINUTE_MS } from './calendar';
import { GOODS, goodsOf } from './goods';
import { HE_XIAOYU, LAO_QIN, LIN_WAN, MEMBERS, type Neighbour, ZHOU_JIE } from './people';
import { Random } from './random';

/** What one household orders: units by emoji of the product. */
export interface Wish {
  who: Neighbour;
  units: Record<string, number>;
  points?: number;
  /** The order is left unpaid. */
  unpaid?: boolean;
}

/** Orders placed together at a leader's group: nobody of them sees the others' as paid. */
export interface Wave {
  at: number;
  leader: Neighbour;
  wishes: Wish[];
}

export type Threshold = { kind: 'none' } | { kind: 'people' | 'units'; count: number };

export interface Offer {
  emoji: string;
  /** Price tiers in fen; default: the product's own price. */
  tiers?: readonly (readonly [fromUnits: number, priceFen: number])[];
  stock?: number;
  limit?: number;
}

/** One campaign and what becomes of it. */
export interface Plan {
  merchantId: 'chenguang' | 'tianyuan';
  title: string;
  summary: string;
  offers: Offer[];
  /** Each opens a group. */
  leaders: Neighbour[];
  publishedAt: number;
  opensAt: number;
  closesAt: number;
  arrivesAt: number;
  pickupUntil: number;
  threshold: Threshold;
  waves: Wave[];
  cancelledAt?: number;
  /** When leaders mark the goods as arrived; undefined: they have not yet. */
  arrivedAt?: number;
  /** Who takes what after arrival: `all` or the emojis of some goods; who is not named leaves it to time. */
  handOvers: { at: number; openids: readonly string[]; only?: readonly string[] }[];
}

const NO_THRESHOLD: Threshold = { kind: 'none' };
const people = (count: number): Threshold => ({ kind: 'people', count });
const units = (count: number): Threshold => ({ kind: 'units', count });
const SEED = 20261121;
const OTHERS = MEMBERS.filter((member) => member !== LIN_WAN);

type Draft = Pick<Plan, 'offers' | 'opensAt' | 'closesAt' | 'arrivesAt'> & Partial<Plan>;

/** Fills in what follows from the first thing offered. */
function plan(draft: Draft): Plan {
  const first = goodsOf(draft.offers[0]?.emoji ?? '');
  return {
    merchantId: first.merchantId,
    title: first.name,
    summary: first.summary,
    leaders: [ZHOU_JIE],
    publishedAt: draft.opensAt,
    pickupUntil: draft.arrivesAt + 5 * HOUR_MS,
    threshold: NO_THRESHOLD,
    waves: [],
    handOvers: [],
    ...draft,
  };
}

/** Past campaigns, a day each: what was offered at whose point, and what 林晚 took of it. */
const PAST: readonly (readonly [day: number, leader: Neighbour, offers: Record<string, number>, points?: number])[] = [
  [-36, ZHOU_JIE, { 'sheaf-of-rice': 2 }],
  [-34, ZHOU_JIE, { tangerine: 3 }],
  [-32, ZHOU_JIE, { egg: 3 }],
  [-29, ZHOU_JIE, { strawberry: 4 }],
  [-27, ZHOU_JIE, { tomato: 2, broccoli: 2 }],
  [-24, ZHOU_JIE, { 'cut-of-meat': 3 }],
  [-22, ZHOU_JIE, { shrimp: 2 }],
  [-20, LAO_QIN, { 'sheaf-of-rice': 0 }],
  [-19, ZHOU_JIE, { 'sheaf-of-rice': 1, egg: 2 }],
  [-16, ZHOU_JIE, { blueberries: 3 }],
  [-15, HE_XIAOYU, { potato: 0 }],
  [-14, ZHOU_JIE, { bread: 2, croissant: 2 }, 100],
  [-11, ZHOU_JIE, { tangerine: 4 }],
  [-10, LAO_QIN, { 'leafy-green': 0 }],
  [-9, ZHOU_JIE, { 'leafy-green': 3, tomato: 2 }],
  [-8, HE_XIAOYU, { 'poultry-leg': 0 }],
  [-7, ZHOU_JIE, { strawberry: 2 }],
];

const STRAWBERRY_TIERS = [
  [1, 3280],
  [30, 2980],
  [60, 2680],
] as const;
const offerOf = (emoji: string): Offer => ({ emoji, ...(emoji === 'strawberry' ? { tiers: STRAWBERRY_TIERS } : {}) });

function pastPlans(calendar: Calendar, random: Random): Plan[] {
  return PAST.map(([day, leader, offers, points]) => {
    const emojis = Object.keys(offers);
    const [main = ''] = emojis;
    const tiered = main === 'strawberry';
    const wishes = random.pick(OTHERS, tiered ? 7 : random.between(3, 4)).map((who) => {
      const most = goodsOf(main).priceFen > 3000 ? 2 : 3;
      const wish: Wish = { who, units: { [main]: tiered ? 4 : random.between(1, most) } };
      for (const other of emojis.slice(1)) if (random.next() < 0.5) wish.units[other] = 1;
      return wish;
    });
    const mine = Object.fromEntries(Object.entries(offers).filter(([, count]) => count > 0));
    const all = Object.keys(mine).length > 0 ? [...wishes, { who: LIN_WAN, units: mine, points }] : wishes;
    const arrivedAt = calendar.at(day + 2, 16);
    const openids = all.map(({ who }) => who.openid);
    const late = openids.length > 4 ? 1 : 0;
    return plan({
      offers: emojis.map(offerOf),
      leaders: [leader],
      opensAt: calendar.at(day, 9),
      closesAt: calendar.at(day + 1, 20),
      arrivesAt: arrivedAt,
      arrivedAt,
      threshold: people(3),
      waves: [{ at: calendar.at(day, 12.5), leader, wishes: all }],
      // One household leaves its goods until the system takes them as collected.
      handOvers: [{ at: calendar.at(day + 2, 18.5), openids: openids.slice(late) }],
    });
  });
}

/** Today's strawberries: 23 of 30 households, 48 of 60 units. */
function strawberries(calendar: Calendar, random: Random): Plan {
  const households = random.pick(OTHERS, 23);
  const wish = (who: Neighbour, index: number): Wish => {
    const berries = index % 2 === 0 && index < 18 ? 3 : 0;
    const wanted: Wish = { who, units: { strawberry: index === 9 || index === 12 ? 3 : 2 } };
    // 26 of the 60 boxes: eight households take three, one the last two.
    if (berries > 0) wanted.units.blueberries = index === 16 ? 2 : berries;
    return wanted;
  };
  const wishes = households.map(wish);
  const waves = [
    { at: calendar.ago(12), from: 0, to: 14 },
    { at: calendar.ago(4.5), from: 14, to: 20 },
    { at: calendar.ago(0.25), from: 20, to: 22 },
    { at: calendar.ago(0.05), from: 22, to: 23 },
  ];
  const closesAt = calendar.next(20, 2);
  const elsewhere = random.pick(OTHERS, 4).map((who): Wish => ({ who, units: { strawberry: 1 } }));
  return plan({
    offers: [
      { emoji: 'strawberry', tiers: STRAWBERRY_TIERS, stock: 300 },
      { emoji: 'blueberries', stock: 60, limit: 3 },
    ],
    leaders: [ZHOU_JIE, LAO_QIN],
    opensAt: calendar.ago(13),
    closesAt,
    arrivesAt: closesAt + 20 * HOUR_MS,
    threshold: people(30),
    waves: [
      ...waves.map(({ at, from, to }) => ({ at, leader: ZHOU_JIE, wishes: wishes.slice(from, to) })),
      { at: calendar.ago(3), leader: LAO_QIN, wishes: elsewhere },
    ],
  });
}

/** What stands at the three pickup points now, in every state that a group can have. */
function presentPlans(calendar: Calendar, random: Random): Plan[] {
  const { now } = calendar;
  const some = (count: number, emoji: string, low: number, high: number): Wish[] =>
    random.pick(OTHERS, count).map((who) => ({ who, units: { [emoji]: random.between(low, high) } }));
  const wave = (at: number, wishes: Wish[], leader = ZHOU_JIE): Wave => ({ at, leader, wishes });
  const today = strawberries(calendar, random);
  // A page shows first what closes first, and that is to be the strawberries.
  const orangesClose = today.closesAt + HOUR_MS;
  const greensClose = today.closesAt + 2 * HOUR_MS;
  const toast = some(5, 'bread', 1, 2);
  return [
    today,
    plan({
      offers: [{ emoji: 'egg' }],
      opensAt: calendar.ago(20),
      closesAt: calendar.at(2, 20),
      arrivesAt: calendar.at(3, 10),
      waves: [wave(calendar.ago(11), some(5, 'egg', 3, 6)), wave(calendar.ago(2.5), some(4, 'egg', 3, 6))],
    }),
    plan({
      offers: [{ emoji: 'leafy-green' }],
      opensAt: calendar.ago(16),
      closesAt: greensClose,
      arrivesAt: greensClose + 18 * HOUR_MS,
      threshold: people(15),
      waves: [wave(calendar.ago(10), some(16, 'leafy-green', 1, 3))],
    }),
    plan({
      offers: [{ emoji: 'croissant' }],
      publishedAt: calendar.ago(3),
      opensAt: calendar.at(1, 8),
      closesAt: calendar.at(2, 20),
      arrivesAt: calendar.at(3, 10),
      threshold: units(20),
    }),
    plan({
      offers: [{ emoji: 'shrimp', stock: 14 }],
      opensAt: calendar.ago(15),
      closesAt: calendar.at(1, 18),
      arrivesAt: calendar.at(2, 10),
      threshold: units(10),
      waves: [wave(calendar.ago(9), some(7, 'shrimp', 2, 2))],
    }),
    plan({
      offers: [{ emoji: 'bread' }, { emoji: 'broccoli' }],
      opensAt: calendar.at(-3, 9),
      closesAt: calendar.at(-2, 20),
      arrivesAt: calendar.ago(3),
      arrivedAt: calendar.ago(3),
      pickupUntil: calendar.next(21, 1),
      threshold: people(5),
      waves: [wave(calendar.at(-3, 12), [...toast, { who: LIN_WAN, units: { bread: 1, broccoli: 2 } }])],
      handOvers: [
        { at: calendar.ago(2), openids: toast.slice(0, 2).map(({ who }) => who.openid) },
        { at: calendar.ago(1.5), openids: [LIN_WAN.openid], only: ['broccoli'] },
      ],
    }),
    plan({
      offers: [{ emoji: 'sheaf-of-rice' }],
      opensAt: calendar.at(-3, 9),
      closesAt: calendar.at(-1, 20),
      arrivesAt: calendar.at(1, 16),
      threshold: people(5),
      waves: [wave(calendar.at(-2, 12), some(5, 'sheaf-of-rice', 1, 2))],
    }),
    plan({
      offers: [{ emoji: 'cut-of-meat' }],
      opensAt: calendar.ago(10),
      closesAt: calendar.at(1, 20),
      arrivesAt: calendar.at(2, 10),
      waves: [
        wave(calendar.ago(6), some(3, 'cut-of-meat', 1, 2)),
        wave(now - 2 * MINUTE_MS, [{ who: LIN_WAN, units: { 'cut-of-meat': 1 }, unpaid: true }]),
      ],
    }),
    plan({
      offers: [{ emoji: 'tangerine' }],
      opensAt: calendar.ago(11),
      closesAt: orangesClose,
      arrivesAt: orangesClose + 19 * HOUR_MS,
      threshold: people(10),
      waves: [wave(calendar.ago(7), [...some(7, 'tangerine', 1, 2), { who: LIN_WAN, units: { tangerine: 2 } }])],
    }),
    plan({
      // Stays in closing while one household has not paid yet.
      offers: [{ emoji: 'tomato' }],
      opensAt: calendar.ago(9),
      closesAt: now - MINUTE_MS,
      arrivesAt: calendar.at(1, 16),
      threshold: people(3),
      waves: [
        wave(calendar.ago(5), some(3, 'tomato', 1, 2)),
        wave(now - 4 * MINUTE_MS, [{ who: MEMBERS[29] ?? LIN_WAN, units: { tomato: 1 }, unpaid: true }]),
      ],
    }),
    plan({
      title: '周末鲜蔬',
      offers: [{ emoji: 'broccoli' }, { emoji: 'tomato' }],
      opensAt: calendar.ago(30),
      closesAt: calendar.ago(8),
      arrivesAt: calendar.at(1, 16),
      threshold: people(15),
      waves: [wave(calendar.ago(25), some(3, 'broccoli', 1, 2))],
    }),
    plan({
      title: '周末虾宴',
      offers: [{ emoji: 'shrimp' }],
      opensAt: calendar.ago(50),
      closesAt: calendar.at(1, 20),
      arrivesAt: calendar.at(2, 10),
      cancelledAt: calendar.ago(26),
      waves: [wave(calendar.ago(45), some(2, 'shrimp', 1, 1))],
    }),
    plan({
      offers: [{ emoji: 'poultry-leg' }],
      leaders: [HE_XIAOYU],
      opensAt: calendar.ago(14),
      closesAt: calendar.at(1, 20),
      arrivesAt: calendar.at(2, 16),
      threshold: people(8),
      waves: [wave(calendar.ago(8), some(4, 'poultry-leg', 1, 2), HE_XIAOYU)],
    }),
    plan({
      offers: [{ emoji: 'honey-pot' }, { emoji: 'potato' }],
      leaders: [HE_XIAOYU],
      opensAt: calendar.ago(14),
      closesAt: calendar.at(3, 20),
      arrivesAt: calendar.at(4, 16),
      waves: [wave(calendar.ago(8), some(2, 'honey-pot', 1, 1), HE_XIAOYU)],
    }),
  ];
}

/** Everything that the demo neighbourhood buys, over five weeks up to now. The same for the same calendar. */
export function allPlans(calendar: Calendar): Plan[] {
  const random = new Random(SEED);
  return [...pastPlans(calendar, random), ...presentPlans(calendar, random)];
}

/** Emojis of all goods. */
export const ALL_EMOJIS = GOODS.map(({ emoji }) => emoji);
