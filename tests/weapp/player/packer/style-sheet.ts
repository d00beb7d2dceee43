import { posix } from 'node:path';
import postcss, { type Root, type Rule } from 'postcss';
import { BUILT_IN_TAGS } from '../built-in-tags';
import { playerLengths } from '../units';

const OWN_TAGS = new Set(BUILT_IN_TAGS);
const LOCAL_URL = /url\(\s*['"]?(?!data:|https?:|\/\/)/;
/** A tag's name in a selector: at its begin or after a combinator, never within brackets or after a dot. */
const TAG = /(^|[\s>+~,(])([a-z][\w-]*)(?![^[]*\])/g;

const selectorOf = (selector: string): string =>
  selector.replace(TAG, (whole: string, before: string, tag: string) => {
    if (tag === 'page') return `${before}wx-page`;
    return OWN_TAGS.has(tag) ? `${before}wx-${tag}` : whole;
  });

const isFrame = ({ parent }: Rule): boolean =>
  parent?.type === 'atrule' && /keyframes$/.test((parent as { name?: string }).name ?? '');

/** Turns WXSS into CSS. What it names and cannot have is added to `problems`. */
export class StyleSheets {
  constructor(
    private readonly read: (path: string) => string | undefined,
    readonly problems: string[],
  ) {}

  /** The style sheet at a path, its imports in their places. */
  css(path: string): string {
    return this.parse(path, new Set()).toString();
  }

  /** The same with every class behind a prefix: the style sheet of a component that keeps its styles to itself. */
  scoped(path: string, prefix: string): string {
    const root = this.parse(path, new Set());
    root.walkRules((rule) => {
      if (!isFrame(rule)) rule.selector = rule.selector.replace(/\.(?=[a-zA-Z_-])/g, `.${prefix}--`);
    });
    return root.toString();
  }

  private parse(path: string, seen: Set<string>): Root {
    const root = postcss.parse(seen.has(path) ? '' : (this.read(path) ?? ''), { from: path });
    seen.add(path);
    root.walkAtRules('import', (rule) => {
      const named = rule.params.replace(/^(?:url\()?["']|["']\)?$/g, '');
      const target = named.startsWith('/') ? named.slice(1) : posix.join(posix.dirname(path), named);
      if (this.read(target) === undefined) this.problems.push(`${path}: @import "${named}" leads nowhere`);
      rule.replaceWith(this.parse(target, seen));
    });
    root.walkDecls((declaration) => {
      if (LOCAL_URL.test(declaration.value))
        this.problems.push(`${path}: WXSS takes no local file: ${declaration.value}`);
      declaration.value = playerLengths(declaration.value);
    });
    root.walkRules((rule) => {
      if (!isFrame(rule)) rule.selector = selectorOf(rule.selector);
    });
    return root;
  }
}
