import { createHash } from 'node:crypto';

/**
 * JSON with the names of every object in the order of their code units and without spaces; what is undefined is left
 * out. A journal's hash is taken of this.
 */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalText(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const object = value as Record<string, unknown>;
  const members: string[] = [];
  for (const name of Object.keys(object).sort())
    if (object[name] !== undefined) members.push(`${JSON.stringify(name)}:${canonicalText(object[name])}`);
  return `{${members.join(',')}}`;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
