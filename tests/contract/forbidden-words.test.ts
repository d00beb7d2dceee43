import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * What the shop never says. WeChat closes programs that reward sharing or hurry people to it, advertising law forbids
 * superlatives, and a neighbour is 你. Written from docs/rulebook.md section 7 and 8 (no reward on a share) and the
 * platform's rules; a word that is true somewhere gets a narrower pattern, never an exception by file.
 */
const FORBIDDEN: readonly [RegExp, string][] = [
  [/(分享|转发|邀请)(后|了|就|即可?|可以?|立)?(领|得|抽|解锁|获)/, 'a reward for sharing'],
  [/(领|得|抽|解锁)[^，。]{0,6}(先|去|请)(分享|转发)/, 'a reward for sharing'],
  [/集赞|助力|砍一刀|砍价|帮我点|拼手气/, 'an inducement'],
  [/邀请满\s*(\d|N|n|\$)/, 'a reward for a number of people'],
  [/再不转|不转就/, 'pressure to share'],
  [/躺赚|稳赚|下级|团队收益|拉人头|无限裂变/, 'pyramid talk'],
  [/全网最低|最优惠|最便宜|史上最|全国第一|销量第一|第一品牌/, 'a superlative'],
  [/余额充值|充值(有礼|返)/, 'stored value'],
  [/专属价|仅你可见|为你降价|独享价/, 'another price for somebody'],
  [/最后一天|最后机会|手慢无|速抢|疯抢/, 'urgency that nothing shows to be true'],
  [/您|亲[，！~、]/, 'a shop assistant’s voice'],
];

const ROOT = join(__dirname, '../..');
const FOLDERS = ['src', 'cloudfunctions', 'localcloud/seed'];

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

/** Every text that may reach somebody's eyes, with where it stands; comments are nobody's copy. */
function textsOf(file: string): { text: string; line: number }[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: { text: string; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteralLike(node) ||
      ts.isJsxText(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node)
    )
      texts.push({ text: node.text, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

const wrongIn = (text: string): string[] =>
  FORBIDDEN.flatMap(([pattern, what]) => {
    const found = pattern.exec(text);
    return found ? [`${found[0]}: ${what}`] : [];
  });

test('nothing that is said to anybody is an inducement, a superlative or another price for somebody', () => {
  const texts = FOLDERS.flatMap(filesBelow).flatMap((file) => textsOf(file).map((each) => ({ ...each, file })));
  expect(texts.filter(({ text }) => /[\u4e00-\u9fff]/.test(text)).length).toBeGreaterThan(500);
  const wrong = texts.flatMap(({ file, line, text }) => wrongIn(text).map((what) => `${file}:${line} ${what}`));
  expect(wrong).toEqual([]);
});

test.each([
  '分享后领取',
  '转发解锁',
  '分享得 5 元',
  '邀请满 3 人',
  '集赞换礼',
  '帮我砍一刀',
  '再不转就没了',
  '躺赚',
  '全网最低',
  '专属价',
  '余额充值',
  '您的订单',
])('%s would be found', (text) => {
  expect(wrongIn(text)).not.toEqual([]);
});

test.each(['邻居完成订单后，奖励进你的账户', '告诉邻居', '第一次下单', '你家门口的自提点', '邀请的邻居'])(
  '%s may be said',
  (text) => {
    expect(wrongIn(text)).toEqual([]);
  },
);
