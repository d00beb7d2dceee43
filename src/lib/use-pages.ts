import { useCallback, useRef, useState } from 'react';
import type { CallInput, CallOutput } from '../contract/calls';
import type { CallError } from '../contract/errors';
import { callCloud } from './call-cloud';
import { useQuery, type Query } from './use-query';

/** Calls that answer a list page by page. */
type PagedCall = 'listMyOrders' | 'listLedger' | 'listParticipants';
type Row<Name extends PagedCall> = CallOutput<Name>['rows'][number];

interface Further<Name extends PagedCall> {
  /** The cursor that the first page ended with: with another first page these rows are no longer its continuation. */
  after: string;
  rows: Row<Name>[];
  cursor: string | null;
  error?: CallError;
}

export interface Pages<Name extends PagedCall> {
  first: Query<CallOutput<Name>>;
  rows: readonly Row<Name>[];
  /** Whether there is more to load. */
  hasMore: boolean;
  /** Why the last further page did not come. */
  moreError: CallError | undefined;
  /** Loads the next page; does nothing while one is on its way or none is left. */
  loadMore: () => Promise<void>;
}

/** A long list: its first page is kept fresh like any question, further pages are added on demand. */
export function usePages<Name extends PagedCall>(
  call: Name,
  input: CallInput<Name>,
  options: { refreshMs?: number; keepAs?: string } = {},
): Pages<Name> {
  const first = useQuery(call, input, options);
  const [further, setFurther] = useState<Further<Name>>();
  const loading = useRef(false);
  const key = JSON.stringify(input);
  const after = first.data?.cursor ?? null;
  const valid = further !== undefined && further.after === after ? further : undefined;
  const cursor = valid ? valid.cursor : after;

  const loadMore = useCallback(async () => {
    if (loading.current || cursor === null || after === null) return;
    loading.current = true;
    const reply = await callCloud(call, { ...(JSON.parse(key) as CallInput<Name>), cursor });
    loading.current = false;
    setFurther((before) => {
      const rows = before?.after === after ? before.rows : [];
      if (!reply.ok) return { after, rows, cursor, error: reply.error };
      return { after, rows: [...rows, ...reply.output.rows] as Row<Name>[], cursor: reply.output.cursor };
    });
  }, [call, key, after, cursor]);

  return {
    first,
    rows: [...((first.data?.rows ?? []) as Row<Name>[]), ...(valid?.rows ?? [])],
    hasMore: cursor !== null,
    moreError: valid?.error,
    loadMore,
  };
}
