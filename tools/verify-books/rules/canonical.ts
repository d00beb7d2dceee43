import { createHash } from 'node:crypto';

/**
 * JSON with the names of every object in the order of their code units and without spaces; what is undefined is left
 * out. A journal's hash is taken of this.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) text += `${text === '' ? '' : ','}${canonicalText(item ?? null)}`;
    return `[${text}]`;
  }
  const object = value as Record<string, unknown>;
  for (const name of Object.keys(object).sort())
    if (object[name] !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalText(object[name])}`;
  return `{${text}}`;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
