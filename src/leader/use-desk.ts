import { useQuery } from '@/lib/use-query';
import { useLedMerchant } from './leader-bar';

/** The leader's work of today; what was heard last is shared by all pages that start from it. */
export function useDesk(options: { refreshMs?: number } = {}) {
  const led = useLedMerchant();
  return useQuery('getDesk', led, { ...options, keepAs: `desk:${led.merchantId ?? ''}` });
}
