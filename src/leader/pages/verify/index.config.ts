export default definePageConfig({
  navigationBarTitleText: '到货核销',
});
