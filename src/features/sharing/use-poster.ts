import { useCallback, useEffect, useMemo, useState } from 'react';
import { callCloud } from '@/lib/call-cloud';
import { callError } from '@/contract/errors';
import type { ShareFacts } from '@/native/painting/share-facts';
import { codeFile } from './code-file';
import type { Sharing } from './use-share-card';

export type PosterState =
  | { kind: 'drawing' }
  | { kind: 'ready'; path: string }
  /** The words say why; the chat card still goes. */
  | { kind: 'failed'; words: string };

export interface PosterPainting {
  state: PosterState;
  /** What is to be painted; undefined while there is no code, or none is wanted. */
  facts: ShareFacts | undefined;
  onReady: (path: string) => void;
  onFailed: () => void;
  retry: () => void;
}

const CODE_FAILED = callError('codeUnavailable').message;
const PAINT_FAILED = '海报没画成，可以先发聊天卡片';

/** The poster of a group, from the first time that it is wanted on: its code is asked of the server, then it is painted. */
export function usePoster({ facts: shared, groupId, unanswered, prepare }: Sharing, wanted: boolean): PosterPainting {
  const [code, setCode] = useState<{ groupId: string; path: string }>();
  const [painted, setPainted] = useState('');
  const [failure, setFailure] = useState('');
  const [attempt, setAttempt] = useState(0);
  const codePath = code !== undefined && code.groupId === groupId ? code.path : undefined;
  useEffect(() => {
    if (!wanted || groupId === undefined || codePath !== undefined) return undefined;
    let current = true;
    void codeOf(groupId).then((path) => {
      if (!current) return;
      if (path === undefined) setFailure(CODE_FAILED);
      else setCode({ groupId, path });
    });
    return () => {
      current = false;
    };
  }, [wanted, groupId, codePath, attempt]);
  const facts = useMemo(
    () =>
      wanted && shared !== undefined && codePath !== undefined && failure === ''
        ? { ...shared, pictures: { ...shared.pictures, code: codePath } }
        : undefined,
    [wanted, shared, codePath, failure],
  );
  const retry = () => {
    setFailure('');
    if (shared === undefined) void prepare();
    setAttempt(attempt + 1);
  };
  return {
    state: stateOf(painted, failure === '' && unanswered && shared === undefined ? PAINT_FAILED : failure),
    facts,
    onReady: useCallback((path: string) => setPainted(path), []),
    onFailed: useCallback(() => setFailure(PAINT_FAILED), []),
    retry,
  };
}

function stateOf(painted: string, failure: string): PosterState {
  if (failure !== '') return { kind: 'failed', words: failure };
  return painted === '' ? { kind: 'drawing' } : { kind: 'ready', path: painted };
}

/** Where the code of the caller's share is; undefined: none came. */
async function codeOf(groupId: string): Promise<string | undefined> {
  const reply = await callCloud('getShareCode', { groupId });
  if (!reply.ok) return undefined;
  return codeFile(reply.output.code, reply.output.picture).catch(() => undefined);
}
