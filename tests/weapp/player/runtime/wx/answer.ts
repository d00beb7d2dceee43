import { note } from '../log';

/** What most functions of `wx` take: their parameters, and whom to tell. */
export interface Options {
  success?: (result: Record<string, unknown>) => void;
  fail?: (result: Record<string, unknown>) => void;
  complete?: (result: Record<string, unknown>) => void;
}
export type Given<Parameters> = (Partial<Parameters> & Options) | undefined;

/** A refusal with WeChat's words after `fail`; `expected` where a person gave up, which is no fault of the app. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly expected = false,
    readonly more: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

const tellsSomebody = ({ success, fail, complete }: Options): boolean => Boolean(success ?? fail ?? complete);

async function outcome(name: string, work: () => unknown): Promise<{ ok: boolean; result: Record<string, unknown> }> {
  try {
    const result = (await work()) as Record<string, unknown> | undefined;
    return { ok: true, result: { ...result, errMsg: `${name}:ok` } };
  } catch (error) {
    const refusal =
      error instanceof Refusal ? error : new Refusal(error instanceof Error ? error.message : String(error));
    const errMsg = `${name}:fail ${refusal.message}`;
    note(refusal.expected ? 'call' : 'fail', errMsg);
    return { ok: false, result: { ...refusal.more, errMsg } };
  }
}

/**
 * Does what a function of `wx` does and tells of it as WeChat does: by the callbacks, or, where there are none, by the
 * promise that it answers.
 */
export function answer(name: string, options: Options | undefined, work: () => unknown): Promise<unknown> | undefined {
  const given = options ?? {};
  const told = outcome(name, work).then(({ ok, result }) => {
    if (tellsSomebody(given)) {
      if (ok) given.success?.(result);
      else given.fail?.(result);
      given.complete?.(result);
      return result;
    }
    if (!ok) throw result;
    return result;
  });
  return tellsSomebody(given) ? void told : told;
}

/** A function of `wx` that does something and answers. */
export const doing =
  <Parameters>(name: string, work: (given: Partial<Parameters>) => unknown) =>
  (given?: Given<Parameters>) =>
    answer(name, given, () => work(given ?? ({} as Partial<Parameters>)));
