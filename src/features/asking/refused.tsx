import Taro from '@tarojs/taro';
import { ErrorState } from '@/components/blank-state/blank-state';
import type { CallError } from '@/contract/errors';

const ME = '/pages/me/index';

/** Whether the server will not answer this person, however often they ask. */
export const isRefusal = (error: CallError | undefined): boolean =>
  error?.code === 'forbidden' || error?.code === 'signInFirst';

/** A page that is not this person's to see: says whose it is, and leads back. */
export function Refused({ title }: { title: string }) {
  return (
    <ErrorState
      title={title}
      hint="如果本该能看，请联系商家核对你的身份"
      retryText="回到我的"
      onRetry={() => void Taro.switchTab({ url: ME })}
    />
  );
}
