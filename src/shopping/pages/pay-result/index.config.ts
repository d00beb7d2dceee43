export default definePageConfig({
  navigationBarTitleText: '支付结果',
  enableShareAppMessage: true,
  usingComponents:
    process.env.TARO_ENV === 'weapp'
      ? { 'lt-share-card': '../../../native/share-card/index', 'lt-poster': '../../../native/poster/index' }
      : {},
});
