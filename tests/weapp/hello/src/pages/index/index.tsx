import { Text } from '@tarojs/components';

/** One page with one text. */
export default function Index() {
  return <Text>hello, world</Text>;
}
