export default definePageConfig({
  navigationBarTitleText: '团详情',
  enableShareAppMessage: true,
  enableShareTimeline: true,
  enablePullDownRefresh: true,
});
