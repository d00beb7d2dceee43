import { useEffect, useRef, useState } from 'react';
import type { CallInput } from '@/contract/calls';
import type { CallError } from '@/contract/errors';
import type { Quote } from '@/contract/views';
import { callCloud } from '@/lib/call-cloud';

/** Taps on a stepper come in bursts; the server is asked once they pause. */
const PAUSE_MS = 250;

export interface Quoting {
  /** The last quote, kept while the next one is on its way. */
  quote: Quote | undefined;
  /** Why the present wish has no quote. */
  error: CallError | undefined;
  /** The quote is the answer to the present wish: what it says may be paid. */
  fresh: boolean;
  /** Asks again: prices, stock or coupons have changed. */
  again: () => void;
}

/**
 * What the server says an order would cost, asked again with every change of the wish. The wish may depend on the last
 * quote: how many points can be used at most is known only from there.
 */
export function useQuote(wishAfter: (last: Quote | undefined) => CallInput<'quoteOrder'> | undefined): Quoting {
  const [state, setState] = useState<{ quote?: Quote; answers?: string; error?: CallError }>({});
  const wish = wishAfter(state.quote);
  const key = wish === undefined ? undefined : JSON.stringify(wish);
  const [round, setRound] = useState(0);
  const asked = useRef(false);
  const question = `${round}:${key}`;

  useEffect(() => {
    if (key === undefined) return undefined;
    let outdated = false;
    const ask = async () => {
      const reply = await callCloud('quoteOrder', JSON.parse(key) as CallInput<'quoteOrder'>);
      // An answer to an older wish must not overwrite a newer one.
      if (outdated) return;
      setState((before) =>
        reply.ok
          ? { quote: reply.output, answers: question }
          : { quote: before.quote, answers: question, error: reply.error },
      );
    };
    const timer = setTimeout(() => void ask(), asked.current ? PAUSE_MS : 0);
    asked.current = true;
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [key, question]);

  const answered = state.answers === question;
  return {
    quote: state.quote,
    error: answered ? state.error : undefined,
    fresh: answered && state.error === undefined,
    again: () => setRound((before) => before + 1),
  };
}
