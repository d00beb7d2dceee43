import Taro from '@tarojs/taro';

/** Says one short sentence over the page for about two seconds. Never the only place where an error is told. */
export const toast = (title: string) => void Taro.showToast({ title, icon: 'none', duration: 2000 });
