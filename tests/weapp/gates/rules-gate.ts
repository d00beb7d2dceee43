import { filesOf, textOf } from './artefact';
import { complaint } from './complaint';
import type { Gate } from './gate';
import { deprecatedApis } from './rules/deprecated-apis';
import { loaded } from './rules/loaded';
import { namedIn } from './rules/named-in';
import { pageNameComplaints } from './rules/page-names';
import { serverCodeComplaints } from './rules/server-code';
import { pressComplaints } from './rules/styles';

/** Taro lists every API of WeChat in it, deprecated ones too; what it calls is seen when it is loaded. */
const TARO = 'taro.js';

/** Deprecated functions that the app names: as a member, when taking one apart, or in a text such as an open-type. */
function namedComplaints(dist: string, apis: ReadonlyMap<string, string>): string[] {
  return filesOf(dist, '.js')
    .filter((name) => name !== TARO)
    .flatMap((name) => {
      const { members, texts } = namedIn(name, textOf(dist, name));
      return [...apis]
        .filter(([api]) => members.has(api) || texts.has(api))
        .map(([api, instead]) => complaint(name, `uses wx.${api}, which is deprecated`, instead));
    });
}

function loadComplaints(dist: string, apis: ReadonlyMap<string, string>): string[] {
  const { called, error } = loaded(dist);
  return [
    ...(error
      ? [
          complaint(
            error.file,
            `cannot be loaded: ${error.message}`,
            'WeChat has neither a browser nor Node: see the file',
          ),
        ]
      : []),
    ...[...apis]
      .filter(([api]) => called.has(api))
      .map(([api, instead]) => complaint('while loading', `wx.${api} is called, which is deprecated`, instead)),
  ];
}

/** What WeChat lets pass and we do not. */
export const rulesGate: Gate = {
  name: 'rules',
  check(dist) {
    const apis = deprecatedApis();
    return Promise.resolve([
      ...pressComplaints(dist),
      ...namedComplaints(dist, apis),
      ...pageNameComplaints(dist),
      ...loadComplaints(dist, apis),
      ...serverCodeComplaints(dist),
    ]);
  },
  covers: (dist) =>
    `no :active, none of ${deprecatedApis().size} deprecated functions, no unknown page, nothing of the server; ` +
    `loading calls ${[...loaded(dist).called].map((name) => `wx.${name}`).join(', ') || 'nothing'}`,
};
