import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { add, append, edit, replace, uncompress } from './edits';
import type { Mutation } from './mutation';

interface AppJson {
  pages: string[];
  window: Record<string, string>;
  tabBar: { list: { iconPath: string }[] };
}

interface ProjectConfig {
  setting: Record<string, boolean>;
}

const KIB = 1024;
const remove = (name: string) => (dist: string) => rmSync(join(dist, name));

/** By gate, the cheapest gate first. */
export const MUTATIONS: readonly Mutation[] = [
  {
    id: 'fat-subpackage',
    what: 'a subpackage padded over its budget',
    by: 'sizes',
    apply: append('leader/sub-vendors.js', `\n/*${'.'.repeat(300 * KIB)}*/`),
  },
  {
    id: 'big-picture',
    what: 'a picture of 300 kB in the main package',
    by: 'sizes',
    apply: add('assets/big.png', 300_000),
  },

  {
    id: 'wxml-syntax',
    what: '?. inside a template',
    by: 'templates',
    apply: replace('base.wxml', '{{i.cl}}', '{{i?.cl}}'),
  },
  {
    id: 'wxss-syntax',
    what: 'a style without its closing brace',
    by: 'templates',
    apply: append('pages/me/index.wxss', '.menu-row { color: red'),
  },
  {
    id: 'wxs-syntax',
    what: 'an arrow function in a template script',
    by: 'templates',
    apply: append('utils.wxs', '\nvar f = () => 1'),
  },
  {
    id: 'style-missing',
    what: 'the common styles deleted',
    by: 'templates',
    apply: remove('common.wxss'),
  },

  {
    id: 'vendors-missing',
    what: 'vendors.js deleted',
    by: 'rules',
    apply: remove('vendors.js'),
  },
  {
    id: 'active-style',
    what: 'a press shown by :active',
    by: 'rules',
    apply: append('pages/home/index.wxss', '.lt-card:active{opacity:.5}'),
  },
  {
    id: 'system-info',
    what: 'wx.getSystemInfoSync called',
    by: 'rules',
    apply: append('shopping/pages/order/index.js', '\nfunction width(){return wx.getSystemInfoSync().windowWidth}'),
  },
  {
    id: 'unknown-page',
    what: 'navigateTo a misspelt page',
    by: 'rules',
    apply: replace('common.js', '/shopping/pages/checkout/index', '/shopping/pages/chekout/index'),
  },
  {
    id: 'page-dropped',
    what: 'a page dropped from app.json',
    by: 'rules',
    apply: edit<AppJson>('app.json', (app) => {
      app.pages = app.pages.filter((page) => page !== 'pages/group/index');
    }),
  },
  {
    id: 'window-at-load',
    what: 'window used while a page is loaded',
    by: 'rules',
    apply: append('pages/me/index.js', '\nvar wide=window.innerWidth>400;'),
  },
  {
    id: 'server-code',
    what: 'a rule of the server in the mini-program',
    by: 'rules',
    apply: append('common.js', '\nfunction account(a){throw new Error("not an account: ".concat(a))}'),
  },

  {
    id: 'templates-missing',
    what: "Taro's templates deleted",
    by: 'quality',
    apply: remove('base.wxml'),
  },
  {
    id: 'component-missing',
    what: "a file of Taro's component for deep trees deleted",
    by: 'quality',
    apply: remove('comp.wxml'),
  },
  {
    id: 'unused-code',
    what: 'a script that nothing reaches',
    by: 'quality',
    apply: append('pages/me/left-over.js', 'module.exports=1'),
  },
  {
    id: 'pictures',
    what: 'pictures of 210 KiB in a subpackage',
    by: 'quality',
    apply: add('merchant/big.png', 210 * KIB),
  },
  {
    id: 'eager-code',
    what: 'lazyCodeLoading off',
    by: 'quality',
    apply: edit<Record<string, unknown>>('app.json', (app) => {
      delete app.lazyCodeLoading;
    }),
  },
  {
    id: 'not-compressed',
    what: 'code that was not compressed',
    by: 'quality',
    apply: uncompress('common.js'),
  },

  {
    id: 'unknown-key',
    what: 'an unknown key in a page.json',
    by: 'config',
    apply: edit<Record<string, unknown>>('pages/home/index.json', (page) => {
      page.enablePullDownRefesh = true;
    }),
  },
  {
    id: 'wrong-value',
    what: 'a value that app.json does not know',
    by: 'config',
    apply: edit<AppJson>('app.json', (app) => {
      app.window.navigationBarTextStyle = 'green';
    }),
  },
  {
    id: 'icon-missing',
    what: 'an icon of the tab bar deleted',
    by: 'config',
    apply: remove('assets/tabbar/me.png'),
  },
  {
    id: 'other-bytes',
    what: 'DevTools set to compress again',
    by: 'config',
    apply: edit<ProjectConfig>('project.config.json', ({ setting }) => {
      setting.minified = true;
    }),
  },

  {
    id: 'binding-removed',
    what: 'taps no longer bound in the templates',
    by: 'player',
    apply: replace('base.wxml', 'bindtap="eh"', ''),
  },
  {
    id: 'button-dropped',
    what: 'the template of buttons dropped',
    by: 'player',
    apply: replace('base.wxml', /<template name="\w+">\n {2}<button [\s\S]*?\n<\/template>/, ''),
  },
  {
    id: 'wrong-template',
    what: 'a template script that returns a wrong template name',
    by: 'player',
    apply: replace('utils.wxs', "return 'tmpl_' + l + '_' + n", "return 'tmpl_' + n + '_' + l"),
  },
  {
    id: 'window-in-render',
    what: 'window used while a page is drawn',
    by: 'player',
    apply: replace('pages/home/index.js', 'className:"', 'className:(window.innerWidth>400?"wide ":"")+"'),
  },
  {
    id: 'wrong-function',
    what: 'a cloud function called by a wrong name',
    by: 'player',
    apply: replace('common.js', /cloud\.callFunction\(\{name:\w+/, 'cloud.callFunction({name:"apis"'),
  },
  {
    id: 'cloud-not-begun',
    what: 'the cloud called without having been begun',
    by: 'player',
    apply: replace('app.js', '.cloud.init()', '.cloud'),
  },
];
