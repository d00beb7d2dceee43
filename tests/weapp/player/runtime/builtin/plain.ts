import { define } from './define';

/** Built-ins that are boxes: their looks are in built-in.css. */
export function definePlain(): void {
  define({ tag: 'view', properties: { animation: 'any' } });
  define({ tag: 'text', properties: { space: 'string', decode: 'boolean' }, shown: ['space', 'userSelect'] });
  for (const tag of ['cover-view', 'root-portal', 'page-meta']) define({ tag });
  // What a browser cannot show in WeChat's place is a grey box that says so.
  for (const tag of ['web-view', 'video']) define({ tag, properties: { src: 'string' }, shown: ['src'], slot: false });
}
