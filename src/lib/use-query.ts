import { useCallback, useEffect, useRef, useState } from 'react';
import { useDidHide, useDidShow } from '@tarojs/taro';
import type { CallInput, CallName, CallOutput } from '../contract/calls';
import type { CallError } from '../contract/errors';
import { callCloud } from './call-cloud';
import { readKept, keep } from './storage';

/** What a page knows of what it asked for. With `data` and `error` together, data is what was known before. */
export interface Query<Output> {
  data: Output | undefined;
  error: CallError | undefined;
  /** No data yet and no error. */
  loading: boolean;
  /** When what is shown was heard from the server; older than now while offline. */
  heardAt: number | undefined;
  reload: () => Promise<void>;
}

/**
 * Asks the server for what a page shows: when the page shows, when the input changes, and every `refreshMs` while it is
 * visible. What was heard last is kept on the device under `keepAs`, so that it can be read offline.
 */
export function useQuery<Name extends CallName>(
  call: Name,
  input: CallInput<Name> | undefined,
  options: { refreshMs?: number; keepAs?: string } = {},
): Query<CallOutput<Name>> {
  const { refreshMs, keepAs } = options;
  const [state, setState] = useState<{ data?: CallOutput<Name>; error?: CallError; heardAt?: number }>(() =>
    keepAs === undefined ? {} : (readKept<CallOutput<Name>>(keepAs) ?? {}),
  );
  const key = input === undefined ? undefined : JSON.stringify(input);
  const asked = useRef(0);
  const visible = useRef(true);

  const reload = useCallback(async () => {
    if (key === undefined) return;
    const question = (asked.current += 1);
    const reply = await callCloud(call, JSON.parse(key) as CallInput<Name>);
    // An answer to an older question must not overwrite a newer one.
    if (question !== asked.current) return;
    if (!reply.ok) return setState((before) => ({ ...before, error: reply.error }));
    const heard = { data: reply.output, heardAt: Date.now() };
    setState(heard);
    if (keepAs !== undefined) keep(keepAs, heard);
  }, [call, key, keepAs]);

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
  useEffect(() => {
    if (refreshMs === undefined) return undefined;
    const timer = setInterval(() => {
      if (visible.current) void reload();
    }, refreshMs);
    return () => clearInterval(timer);
  }, [refreshMs, reload]);

  const { data, error, heardAt } = state;
  return { data, error, heardAt, loading: data === undefined && error === undefined, reload };
}
