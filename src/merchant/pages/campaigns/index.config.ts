export default definePageConfig({
  navigationBarTitleText: '活动与商品',
});
