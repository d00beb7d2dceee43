import type { TagTone } from '@/components/tag/tag';
import type { CampaignView } from '@/contract/views';

/** Where a campaign stands in its time. */
export type Phase = 'scheduled' | 'live' | 'over' | 'withdrawn';

export function phaseOf({ state, opensAt, closesAt }: CampaignView, now: number): Phase {
  switch (state) {
    case 'withdrawn':
      return 'withdrawn';
    case 'ended':
      return 'over';
    case 'published':
      if (opensAt > now) return 'scheduled';
      return closesAt > now ? 'live' : 'over';
  }
}

export const PHASES: Readonly<Record<Phase, { text: string; tone: TagTone }>> = {
  scheduled: { text: '未开始', tone: 'pom' },
  live: { text: '进行中', tone: 'leaf' },
  over: { text: '已结束', tone: 'plain' },
  withdrawn: { text: '已撤下', tone: 'plain' },
};
