export default definePageConfig({
  navigationBarTitleText: '订单与售后',
});
