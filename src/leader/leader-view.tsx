import type { ReactNode } from 'react';
import { isRefusal, Refused } from '@/features/asking/refused';
import { QueryView } from '@/features/loading/query-view';
import type { Query } from '@/lib/use-query';

interface LeaderViewProps<Data> {
  query: Query<Data>;
  shape?: 'item' | 'lines' | 'facade';
  /** Says nothing about old content: another part of the page does. */
  quiet?: boolean;
  children: (data: Data) => ReactNode;
}

/** What a leader's page asked for; who does not lead is told so. */
export function LeaderView<Data>({ query, quiet = false, ...rest }: LeaderViewProps<Data>) {
  if (query.data === undefined && isRefusal(query.error)) return <Refused title="这里只有团长能看" />;
  const silent = quiet && query.data !== undefined;
  return <QueryView query={silent ? { ...query, error: undefined } : query} {...rest} />;
}
