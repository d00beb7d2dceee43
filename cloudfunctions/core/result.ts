/** A named refusal: an expected failure with its data. */
export type Refusal<Code extends string, Data extends object = object> = { ok: false; code: Code } & Data;

/** The answer to a question of permission. */
export type Allowed = { ok: true };

export const ALLOWED: Allowed = { ok: true };
