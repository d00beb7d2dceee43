export const NOW = Date.parse('2026-11-21T09:41:00+08:00');
const HOUR = 3_600_000;

export const point = {
  pointId: 'p1',
  merchantId: 'm1',
  merchantName: '晴川生鲜',
  name: '晴川里 3 号门',
  address: '晴川路 88 弄',
  hours: '09:00–21:00',
  lat: 0,
  lng: 0,
  distanceM: null,
  leader: { leaderId: 'l1', name: '周姐', avatar: '', since: 0, formedGroups: 3 },
  openGroups: 1,
};

export const card = (change: object = {}) => ({
  groupId: 'g1',
  state: 'open',
  title: '丹东草莓',
  spec: '2 斤装',
  picture: '',
  hero: '',
  plate: 'blush',
  category: '水果',
  priceFen: 2980,
  nextTier: null,
  threshold: { kind: 'people', count: 30 },
  reached: false,
  people: 23,
  units: 48,
  soldOut: false,
  opensAt: NOW - HOUR,
  closesAt: NOW + 10 * HOUR,
  arrivesAt: NOW + 30 * HOUR,
  pickupUntil: NOW + 35 * HOUR,
  items: 1,
  ...change,
});

export const ledGroup = (change: object = {}, sums: object = {}) => ({
  card: card(change),
  amountFen: 143040,
  expectedCommissionFen: 11443,
  orders: 31,
  waiting: 0,
  collected: 0,
  ...sums,
});

export const desk = (change: object = {}) => ({
  now: NOW,
  leader: { leaderId: 'l1', name: '周姐', merchantId: 'm1', merchantName: '晴川生鲜', state: 'active' },
  point,
  money: { payableFen: 128640, expectedFen: 31275, withdrawingFen: 0, paidOutFen: 204000 },
  toCollect: 20,
  toArrive: 2,
  openGroups: [ledGroup()],
  openable: 1,
  ...change,
});

export const groupDetail = (change: object = {}) => ({
  now: NOW,
  card: card(change),
  items: [
    { sku: 's1', name: '西兰花', spec: '2 颗', picture: '', plate: 'mint', paidUnits: 24 },
    { sku: 's2', name: '土豆', spec: '5 斤', picture: '', plate: 'oat', paidUnits: 11 },
  ],
  point,
});

export const campaign = (change: object = {}) => ({
  campaignId: 'c1',
  merchantId: 'm1',
  state: 'published',
  title: '牛乳吐司',
  summary: '当天现烤',
  items: [
    {
      sku: 's1',
      name: '牛乳吐司',
      spec: '1 条',
      picture: '',
      plate: 'butter',
      priceTiers: [{ fromUnits: 1, priceFen: 1880 }],
      stock: 100,
      left: 100,
      limitPerMember: null,
      commissionBps: 800,
    },
  ],
  opensAt: NOW - HOUR,
  closesAt: NOW + 10 * HOUR,
  arrivesAt: NOW + 30 * HOUR,
  pickupUntil: NOW + 35 * HOUR,
  threshold: { kind: 'none' },
  groups: 0,
  openedGroupId: null,
  ...change,
});

export const pickupRow = (change: object = {}) => ({
  orderId: 'o1',
  tail: '913',
  name: '林晚',
  phoneTail: '2086',
  state: 'arrived',
  lines: [
    { sku: 's1', name: '吐司', waiting: 1, taken: 0 },
    { sku: 's2', name: '西兰花', waiting: 2, taken: 0 },
  ],
  collectedAt: null,
  mayUndo: false,
  ...change,
});
