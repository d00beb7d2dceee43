import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const TYPINGS = join(__dirname, '../../../../node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts');

/** Not marked in WeChat's typings, and not to be used all the same. */
const OURS: readonly (readonly [api: string, instead: string])[] = [
  [
    'getUserInfo',
    'since 2022 it returns a grey picture and 微信用户: ask with a form (input type nickname, chooseAvatar)',
  ],
  [
    'getUserProfile',
    'since 2022 it returns a grey picture and 微信用户: ask with a form (input type nickname, chooseAvatar)',
  ],
  ['getLocation', 'getFuzzyLocation: where somebody is, to a few kilometres, is all that is asked for'],
  ['startLocationUpdate', 'getFuzzyLocation: where somebody is, to a few kilometres, is all that is asked for'],
  ['canIUseWebp', 'every WeChat of today shows WebP; Taro asks getSystemInfoSync for it'],
];

/** WeChat's words without links and without what follows the first paragraph. */
function firstSentence(comment: string): string {
  return comment.split('\n')[0]!.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1');
}

let known: ReadonlyMap<string, string> | undefined;

/** Functions of `wx` that WeChat's own typings mark as deprecated, and ours; each with what to use instead. */
export function deprecatedApis(): ReadonlyMap<string, string> {
  known ??= readApis();
  return known;
}

function readApis(): Map<string, string> {
  const apis = new Map<string, string>(OURS);
  const source = ts.createSourceFile(TYPINGS, readFileSync(TYPINGS, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === 'Wx')
      for (const member of node.members) {
        const deprecated = ts.getJSDocDeprecatedTag(member);
        if (deprecated && member.name)
          apis.set(member.name.getText(source), firstSentence(ts.getTextOfJSDocComment(deprecated.comment) ?? ''));
      }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return apis;
}
