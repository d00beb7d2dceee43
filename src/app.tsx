import type { PropsWithChildren } from 'react';
import Taro from '@tarojs/taro';
import './app.scss';

// Without it WeChat refuses every call of a cloud function.
if (process.env.TARO_ENV === 'weapp') Taro.cloud.init();

export default function App({ children }: PropsWithChildren) {
  return children;
}
