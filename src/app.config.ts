export default defineAppConfig({
  pages: ['pages/home/index', 'pages/orders/index', 'pages/member/index', 'pages/me/index', 'pages/group/index'],
  subPackages: [
    {
      root: 'shopping',
      name: 'shopping',
      pages: ['pages/checkout/index', 'pages/pay-result/index', 'pages/order/index', 'pages/points/index'],
    },
    {
      root: 'membership',
      name: 'membership',
      pages: ['pages/ledger/index', 'pages/payout/index', 'pages/rewards/index'],
    },
    {
      root: 'leader',
      name: 'leader',
      pages: [
        'pages/desk/index',
        'pages/groups/index',
        'pages/open/index',
        'pages/verify/index',
        'pages/earnings/index',
      ],
    },
    {
      root: 'merchant',
      name: 'merchant',
      pages: [
        'pages/today/index',
        'pages/publish/index',
        'pages/orders/index',
        'pages/campaigns/index',
        'pages/payouts/index',
        'pages/reconciliation/index',
      ],
    },
  ],
  // What a person usually opens next. Roles are few, so their packages load only from 我的.
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['shopping'] },
    'pages/group/index': { network: 'all', packages: ['shopping'] },
    'pages/member/index': { network: 'wifi', packages: ['membership'] },
    'pages/me/index': { network: 'wifi', packages: ['leader'] },
  },
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
  // WeChat refuses a place that was not declared here.
  requiredPrivateInfos: ['getFuzzyLocation'],
  permission: { 'scope.userFuzzyLocation': { desc: '找离你最近的自提点' } },
  resizable: true,
  window: {
    navigationStyle: 'custom',
    navigationBarTitleText: '邻团',
    navigationBarBackgroundColor: '#F3F5EF',
    navigationBarTextStyle: 'black',
    backgroundColor: '#F3F5EF',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: '#5F6B64',
    selectedColor: '#0A5A3D',
    backgroundColor: '#FFFFFF',
    borderStyle: 'white',
    list: [
      {
        pagePath: 'pages/home/index',
        text: '首页',
        iconPath: 'assets/tabbar/home.png',
        selectedIconPath: 'assets/tabbar/home-on.png',
      },
      {
        pagePath: 'pages/orders/index',
        text: '订单',
        iconPath: 'assets/tabbar/orders.png',
        selectedIconPath: 'assets/tabbar/orders-on.png',
      },
      {
        pagePath: 'pages/member/index',
        text: '会员',
        iconPath: 'assets/tabbar/member.png',
        selectedIconPath: 'assets/tabbar/member-on.png',
      },
      {
        pagePath: 'pages/me/index',
        text: '我的',
        iconPath: 'assets/tabbar/me.png',
        selectedIconPath: 'assets/tabbar/me-on.png',
      },
    ],
  },
});
