import * as v from 'valibot';

/** Building blocks of the calls' schemas. Every string and list has a largest size. */

/** Ids that the server made: letters, digits and a few separators, nothing that a query could read as an operator. */
export const id = v.pipe(v.string(), v.regex(/^[0-9A-Za-z:_-]{1,80}$/, '编号不对'));
/** Made by the client, once per tap that changes something: a repeat finds the first result. */
export const commandId = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{8,40}$/, '操作编号不对'));
export const shareCode = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{8}$/, '分享码不对'));
/** Epoch milliseconds, up to the year 2100. */
export const instant = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(4_102_444_800_000));
/** A calendar day in Shanghai, `2026-11-21`. */
export const day = v.pipe(v.string(), v.regex(/^20\d{2}-\d{2}-\d{2}$/, '日期不对'));
export const count = (max = 1_000_000, min = 0) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));
export const bps = count(10_000);
/** Control characters have no place in what people write; the line break is the exception. */
const isControl = (character: string): boolean => character !== '\n' && (character < ' ' || character === '\u007f');

/** Text of at most max UTF-16 units, without control characters. */
export const text = (max: number, min = 0) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(min, min === 1 ? '还没有填写' : `至少 ${min} 个字`),
    v.maxLength(max, `最多 ${max} 个字`),
    v.check((value) => ![...value].some(isControl), '有不能用的字符'),
  );
/** A position where a list goes on; opaque to the client. */
export const cursor = v.pipe(v.string(), v.maxLength(200), v.regex(/^[0-9A-Za-z:_.,-]*$/, '翻页位置不对'));
export const list = <Item extends v.GenericSchema>(item: Item, max: number, min = 0) =>
  v.pipe(v.array(item), v.minLength(min), v.maxLength(max));
/** A mainland mobile number. */
export const phone = v.pipe(v.string(), v.regex(/^1\d{10}$/, '手机号要 11 位'));
