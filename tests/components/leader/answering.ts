import { act, fireEvent, screen } from '@testing-library/react';
import type { CallInput, CallName } from '@/contract/calls';
import { callError, type ErrorCode, type ErrorData } from '@/contract/errors';
import { callCloud } from '@/lib/call-cloud';

/** What a test's server says to each call; whatever is not named does not answer. */
export type Answers = { [Name in CallName]?: (input: CallInput<Name>) => unknown };

export const ok = (output: unknown) => ({ ok: true, output });
export const no = (code: ErrorCode, data: ErrorData = {}) => ({ ok: false, error: callError(code, data) });

/** Plays the server behind the mocked door. */
export function answer(answers: Answers): void {
  const lookUp = answers as Record<string, ((input: unknown) => unknown) | undefined>;
  jest
    .mocked(callCloud)
    .mockImplementation(((name: string, input: unknown) =>
      Promise.resolve(lookUp[name]?.(input) ?? no('offline'))) as unknown as typeof callCloud);
}

/** The inputs of the calls of one kind, in order. */
export const inputsOf = <Name extends CallName>(name: Name): CallInput<Name>[] =>
  jest
    .mocked(callCloud)
    .mock.calls.filter(([called]) => called === name)
    .map(([, input]) => input as CallInput<Name>);

/** Taps a button once it is there, and waits until what it starts has come back. */
export async function tap(name: string | RegExp): Promise<void> {
  const button = await screen.findByRole('button', { name });
  await act(async () => {
    fireEvent.click(button);
  });
}
