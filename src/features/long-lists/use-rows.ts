import { useCallback, useEffect, useRef, useState } from 'react';
import { useDidHide, useDidShow } from '@tarojs/taro';
import type { CallInput, CallName, CallOutput } from '@/contract/calls';
import type { CallError } from '@/contract/errors';
import { callCloud } from '@/lib/call-cloud';
import { keep, readKept } from '@/lib/storage';

/** The calls that answer page by page. */
export type PagedCall = {
  [Name in CallName]: CallOutput<Name> extends { rows: readonly unknown[]; cursor: string | null } ? Name : never;
}[CallName];

type RowOf<Name extends PagedCall> = CallOutput<Name>['rows'][number];

/** What has been heard of a long list: its newest answer, and the rows of all pages so far. */
interface Heard<Name extends PagedCall> {
  head: CallOutput<Name>;
  rows: RowOf<Name>[];
  cursor: string | null;
  pages: number;
}

export interface Rows<Name extends PagedCall> {
  data: Heard<Name> | undefined;
  error: CallError | undefined;
  /** No data yet and no error. */
  loading: boolean;
  heardAt: number | undefined;
  /** Asks for all pages so far again. */
  reload: () => Promise<void>;
  /** Asks for the next page; does nothing at the end or while one is on its way. */
  more: () => Promise<void>;
  /** Set when the next page did not come. */
  moreError: CallError | undefined;
}

interface State<Name extends PagedCall> {
  /** The question that this answers; rows of another one are never shown. */
  key: string | undefined;
  data?: Heard<Name>;
  error?: CallError;
  moreError?: CallError;
  heardAt?: number;
}

/**
 * A list that goes on by cursor. It asks again when the page shows and when the input changes; what was heard of the
 * first page is kept on the device under `keepAs`, so that it can be read offline.
 */
export function useRows<Name extends PagedCall>(
  call: Name,
  input: Omit<CallInput<Name>, 'cursor'> | undefined,
  { keepAs }: { keepAs?: string } = {},
): Rows<Name> {
  const key = input === undefined ? undefined : JSON.stringify(input);
  const [state, setState] = useState<State<Name>>(() => fromDevice(keepAs, key));
  const asked = useRef(0);
  const visible = useRef(true);
  const latest = useRef(state);
  latest.current = state;

  const reload = useCallback(async () => {
    if (key === undefined) return;
    const question = (asked.current += 1);
    const pages = latest.current.key === key ? (latest.current.data?.pages ?? 1) : 1;
    const answer = await askPages(call, key, pages);
    if (question !== asked.current) return;
    if (!answer.ok) return setState((before) => ({ ...(before.key === key ? before : { key }), error: answer.error }));
    const heard = { data: answer.data, heardAt: Date.now() };
    setState({ key, ...heard });
    if (keepAs !== undefined) keep(keepAs, { data: { key, data: firstPage(answer.data) }, heardAt: heard.heardAt });
  }, [call, key, keepAs]);

  const more = useCallback(async () => {
    const { data, key: shown } = latest.current;
    if (key === undefined || shown !== key || !data || data.cursor === null) return;
    const reply = await ask(call, key, data.cursor);
    setState((before) => {
      // Where the list was heard anew meanwhile, this page belongs to the old one.
      if (before.data !== data) return before;
      if (!reply.ok) return { ...before, moreError: reply.error };
      return { ...before, data: joined(data, reply.output), moreError: undefined };
    });
  }, [call, key]);
  const moreOnce = useOneAtATime(more);

  useEffect(() => {
    void reload();
  }, [reload]);
  useDidShow(() => {
    if (!visible.current) void reload();
    visible.current = true;
  });
  useDidHide(() => {
    visible.current = false;
  });

  const { data, error, moreError, heardAt } = state.key === key ? state : ({} as State<Name>);
  return {
    data,
    error,
    moreError,
    heardAt,
    loading: data === undefined && error === undefined,
    reload,
    more: moreOnce,
  };
}

/** Scrolling tells of the end many times; the question is asked once. */
function useOneAtATime(work: () => Promise<void>): () => Promise<void> {
  const busy = useRef(false);
  return useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    await work().finally(() => {
      busy.current = false;
    });
  }, [work]);
}

function fromDevice<Name extends PagedCall>(keepAs: string | undefined, key: string | undefined): State<Name> {
  const kept = keepAs === undefined ? undefined : readKept<{ key: string; data: Heard<Name> }>(keepAs);
  return kept && kept.data.key === key ? { key, data: kept.data.data, heardAt: kept.heardAt } : { key };
}

const ask = <Name extends PagedCall>(call: Name, key: string, cursor: string | undefined) =>
  callCloud(call, { ...JSON.parse(key), ...(cursor === undefined ? {} : { cursor }) } as CallInput<Name>);

async function askPages<Name extends PagedCall>(
  call: Name,
  key: string,
  pages: number,
): Promise<{ ok: true; data: Heard<Name> } | { ok: false; error: CallError }> {
  const first = await ask(call, key, undefined);
  if (!first.ok) return first;
  let data: Heard<Name> = {
    head: first.output,
    rows: [...first.output.rows],
    cursor: first.output.cursor,
    pages: 1,
  };
  while (data.pages < pages && data.cursor !== null) {
    const next = await ask(call, key, data.cursor);
    if (!next.ok) return next;
    data = joined(data, next.output);
  }
  return { ok: true, data };
}

const joined = <Name extends PagedCall>(data: Heard<Name>, next: CallOutput<Name>): Heard<Name> => ({
  head: data.head,
  rows: [...data.rows, ...next.rows],
  cursor: next.cursor,
  pages: data.pages + 1,
});

const firstPage = <Name extends PagedCall>({ head }: Heard<Name>): Heard<Name> => ({
  head,
  rows: [...head.rows],
  cursor: head.cursor,
  pages: 1,
});
