/** A page as somebody opens it, and how its longest list is reached. */
export interface OpenedPage {
  /** What it is called in the table. */
  name: string;
  route: string;
  query: Readonly<Record<string, string>>;
  /** Answers that can only be asked for once another one is there, each with what it adds to the page. */
  followUps: readonly string[];
  /** Words on what is tapped, one after the other, to come to the long list. */
  taps: readonly string[];
  /** How the list scrolls: in a scroll view of its own, or with the page. Left out where nothing on the page is long. */
  list?: 'scrollView' | 'page';
  /** Whether the list has all of 1,000 rows, page by page; others end where the contract lets one answer end. */
  pagedList: boolean;
  /** Whether every word of a row is read aloud as well, so that it crosses twice when it changes. */
  allSpoken: boolean;
}

const page = (route: string, query: Readonly<Record<string, string>>, rest: Partial<OpenedPage> = {}): OpenedPage => ({
  name: route.replace('pages/', '').replace('/index', ''),
  route,
  query,
  followUps: [],
  taps: [],
  pagedList: false,
  allSpoken: false,
  ...rest,
});

const SHOP = { m: 'm1' };
const scrolls = { list: 'scrollView', pagedList: true } as const;

/** Every page of app.json, some more than once where they show different lists. */
export const PAGES: readonly OpenedPage[] = [
  page('pages/home/index', {}, { list: 'page' }),
  page('pages/orders/index', {}, { list: 'page', pagedList: true }),
  page('pages/orders/index', {}, { name: 'orders: all', taps: ['全部'], ...scrolls }),
  page('pages/member/index', {}),
  page('pages/me/index', {}),
  page('pages/group/index', { g: 'g0' }, { list: 'page', followUps: ['the card to share'] }),
  page(
    'pages/group/index',
    { g: 'g0' },
    { name: 'group: participants', taps: ['看全部'], followUps: ['the card to share'], ...scrolls },
  ),
  page(
    'shopping/pages/checkout/index',
    { g: 'g0', items: 's0:1,s1:1' },
    { followUps: ['the price of what the group offers'] },
  ),
  page('shopping/pages/pay-result/index', { o: 'o1' }, { followUps: ['the card to share'] }),
  page('shopping/pages/order/index', { o: 'o3' }),
  page('shopping/pages/points/index', {}, { list: 'page' }),
  page('membership/pages/ledger/index', { b: 'points' }, scrolls),
  page('membership/pages/payout/index', { r: 'leader' }, scrolls),
  page('membership/pages/rewards/index', {}, { list: 'page' }),
  page(
    'membership/pages/rewards/index',
    {},
    {
      name: 'membership/rewards: mine',
      taps: ['我换到的'],
      list: 'page',
      pagedList: true,
    },
  ),
  page('leader/pages/desk/index', {}, { list: 'page' }),
  page('leader/pages/groups/index', {}, scrolls),
  page('leader/pages/open/index', {}, { list: 'page' }),
  page('leader/pages/verify/index', {}, { ...scrolls, followUps: ['the orders at the point that is led'] }),
  page('leader/pages/earnings/index', {}, { ...scrolls, followUps: ['the payout under way'] }),
  page('merchant/pages/today/index', SHOP, { followUps: ['the books, for who may see them'] }),
  page('merchant/pages/today/index', SHOP, {
    name: 'merchant/today: accounts',
    taps: ['个账户'],
    list: 'scrollView',
    followUps: ['the books, for who may see them'],
  }),
  page('merchant/pages/publish/index', SHOP),
  page('merchant/pages/publish/index', SHOP, {
    name: 'merchant/publish: products',
    taps: ['选商品'],
    list: 'scrollView',
  }),
  page('merchant/pages/orders/index', SHOP, scrolls),
  page('merchant/pages/campaigns/index', SHOP, scrolls),
  page('merchant/pages/payouts/index', SHOP, { ...scrolls, taps: ['全部'] }),
  page('merchant/pages/reconciliation/index', SHOP, { ...scrolls, allSpoken: true }),
  page(
    'merchant/pages/reconciliation/index',
    { ...SHOP, f: '2026-11-20' },
    {
      name: 'merchant/reconciliation: day',
      list: 'page',
    },
  ),
];
