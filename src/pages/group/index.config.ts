export default definePageConfig({
  navigationBarTitleText: '团详情',
  enableShareAppMessage: true,
  enableShareTimeline: true,
  enablePullDownRefresh: true,
  usingComponents:
    process.env.TARO_ENV === 'weapp'
      ? { 'lt-share-card': '../../native/share-card/index', 'lt-poster': '../../native/poster/index' }
      : {},
});
