/** What a template's field takes, by the kind in its name (`thing1`, `date2`). */
const FIELD_RULES: Record<string, RegExp> = {
  thing: /^[\s\S]{1,20}$/u,
  number: /^-?\d{1,32}(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[^\p{L}\p{N}]{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  time: /^(\d{4}年\d{1,2}月\d{1,2}日 ?)?\d{1,2}:\d{2}(:\d{2})?(~.+)?$/,
  date: /^\d{4}(年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2}|\/\d{1,2}\/\d{1,2})( \d{1,2}:\d{2}(:\d{2})?)?(~.+)?$/,
  amount: /^\p{Sc}?\d{1,10}(\.\d+)?元?$/u,
  phone_number: /^[\d+\-() ]{1,17}$/,
  car_number: /^[\p{L}\p{N}]{1,8}$/u,
  name: /^([\p{Script=Han}·]{1,10}|[A-Za-z\p{P} ]{1,20}|[\p{Script=Han}A-Za-z\p{P} ]{1,10})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
  enum: /^[\s\S]{1,20}$/u,
};

export interface PlatformAnswer extends Record<string, unknown> {
  errcode: number;
  errmsg: string;
}

export const answer = (errcode: number, errmsg: string): PlatformAnswer => ({ errcode, errmsg });

/** The first field of a template message that breaks its kind's limit, as the platform names it. */
function invalidField(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return 'data';
  for (const [field, holder] of Object.entries(data as Record<string, { value?: unknown } | null>)) {
    const kind = /^([a-z_]+?)_?\d+$/.exec(field)?.[1];
    const rule = kind === undefined ? undefined : FIELD_RULES[kind];
    const value = holder?.value;
    if (!rule || (typeof value !== 'string' && typeof value !== 'number') || !rule.test(String(value))) {
      return `data.${field}.value`;
    }
  }
  return undefined;
}

/** Why the platform would not send this message; undefined when it would. */
export function refusedMessage(args: Record<string, unknown>, refusedByPerson: boolean): PlatformAnswer | undefined {
  if (typeof args.touser !== 'string' || args.touser === '') return answer(40003, 'invalid openid');
  if (typeof args.template_id !== 'string' || args.template_id === '') return answer(40037, 'invalid template_id');
  const field = invalidField(args.data);
  if (field) return answer(47003, `argument invalid! ${field} invalid`);
  if (refusedByPerson) return answer(43101, 'user refuse to accept the msg');
  return undefined;
}
