import { define } from './define';

type Node =
  string | { type?: 'node' | 'text'; text?: string; name?: string; attrs?: Record<string, string>; children?: Node[] };

/** Elements that WeChat's rich text does not take are left out with all that is in them. */
const REFUSED = 'script,style,iframe,object,embed,link,meta,form,input,button';

function fromHtml(html: string): DocumentFragment {
  const made = document.createElement('template');
  made.innerHTML = html;
  for (const element of made.content.querySelectorAll(REFUSED)) element.remove();
  for (const element of made.content.querySelectorAll('*'))
    for (const { name } of [...element.attributes]) if (name.startsWith('on')) element.removeAttribute(name);
  return made.content;
}

function fromNodes(nodes: readonly Node[]): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const node of nodes) {
    if (typeof node === 'string' || node.type === 'text' || node.name === undefined) {
      made.append(typeof node === 'string' ? node : (node.text ?? ''));
      continue;
    }
    const element = document.createElement(node.name);
    if (element.matches(REFUSED)) continue;
    for (const [name, value] of Object.entries(node.attrs ?? {}))
      if (!name.startsWith('on')) element.setAttribute(name, value);
    element.append(fromNodes(node.children ?? []));
    made.append(element);
  }
  return made;
}

export function defineRichText(): void {
  define({
    tag: 'rich-text',
    properties: { nodes: 'any', space: 'string' },
    slot: false,
    setUp:
      ({ element }) =>
      (name, value) => {
        if (name !== 'nodes') return;
        element.replaceChildren(Array.isArray(value) ? fromNodes(value as Node[]) : fromHtml(String(value ?? '')));
      },
  });
}
