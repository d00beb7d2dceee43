import { useMemo } from 'react';
import { serverNow } from './server-clock';
import type { Query } from './use-query';

/**
 * The server's time when the page got what it shows, in epoch ms; the same between renders, as CountDown wants it.
 * What was kept from an earlier visit is moved on by the time that has passed on this device since.
 */
export function useNowOf<Output extends { now: number }>({ data, heardAt }: Query<Output>): number {
  return useMemo(
    () => (data === undefined || heardAt === undefined ? serverNow() : data.now + Date.now() - heardAt),
    [data, heardAt],
  );
}
