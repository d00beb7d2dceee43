import { type PropsWithChildren } from 'react';

/** The smallest program that Taro builds. */
export default function App({ children }: PropsWithChildren) {
  return children;
}
