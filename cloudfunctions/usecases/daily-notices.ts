import type { Tier } from '../../src/contract/campaign';
import { formatPoints } from '../../src/contract/points';
import { dayOf, monthOf, type Day, type Instant } from '../../src/contract/time';
import type { DailyNews } from '../core/daily/daily-review';
import type { MembershipDocument, NoticeDocument } from './documents';

const MEMBER_PAGE = 'pages/member/index';
const POINTS_PAGE = 'membership/pages/ledger/index?b=points';
const TIER_NAMES: Readonly<Record<Tier, string>> = { basic: '普通', silver: '银卡', gold: '金卡', diamond: '钻石' };

/** A message about a membership: its id is the event, so that each is told once, and expiring points once a month. */
export function dailyNotice(
  { merchantId, memberId }: Pick<MembershipDocument, 'merchantId' | 'memberId'>,
  news: DailyNews,
  now: Instant,
): NoticeDocument {
  const when = news.kind === 'pointsExpiring' ? monthOf(now) : dayOf(now);
  return {
    _id: `${news.kind}:${merchantId}:${memberId}:${when}`,
    v: 1,
    rev: 0,
    memberId,
    merchantId,
    kind: news.kind,
    orderId: null,
    page: news.kind === 'pointsExpiring' ? POINTS_PAGE : MEMBER_PAGE,
    data: wordsOf(news),
    createdAt: now,
    state: 'waiting',
    attempts: 0,
    dueAt: now,
  };
}

/** What the templates' fields are filled with. */
function wordsOf(news: DailyNews): Record<string, string> {
  switch (news.kind) {
    case 'pointsExpiring':
      return { points: `${formatPoints(news.points)} 分`, when: dateWords(news.lastDay) };
    case 'tierWillFall':
      return {
        tier: TIER_NAMES[news.tier],
        when: dateWords(news.earliest),
        growth: `再得 ${news.growth} 成长值就能留住`,
      };
    case 'tierFell':
      return { tier: TIER_NAMES[news.to], before: TIER_NAMES[news.from] };
  }
}

/** `2026-11-30` as a template's date field wants it: `2026年11月30日`. */
function dateWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
