import { TierCard } from '@/components/tier-card/tier-card';
import { withCommas } from '@/components/price/split-fen';
import type { Membership } from '@/contract/views';
import { pictureUrl } from '@/lib/picture-url';
import { multiplierWords, tierName } from '@/lib/tier-words';

interface TierHeadProps {
  membership: Membership;
  avatar: string;
  name: string;
}

/** The member's tier, how far the next one is, and what it brings. */
export function TierHead({ membership, avatar, name }: TierHeadProps) {
  const { tier, nextTier, growth, tierGrowth, multiplierBps, earlyMinutes } = membership;
  const times = `${multiplierWords(multiplierBps)}积分`;
  const benefits = [
    { icon: 'coins' as const, text: times },
    ...(earlyMinutes > 0 ? [{ icon: 'clock' as const, text: `早 ${earlyMinutes} 分钟` }] : []),
  ];
  return (
    <TierCard
      name={`${tierName(tier)}邻居`}
      tagText={times}
      nextText={
        nextTier === null
          ? `近 365 天满 ${withCommas(tierGrowth)} 成长值，就一直是${tierName(tier)}`
          : `再 ${withCommas(nextTier.toGo)} 成长值升${tierName(nextTier.tier)}`
      }
      value={growth}
      target={nextTier?.growth ?? tierGrowth}
      leftText={`近 365 天成长值 ${withCommas(growth)}`}
      rightText={nextTier === null ? '' : `${tierName(nextTier.tier)} ${withCommas(nextTier.growth)}`}
      avatarSrc={avatar ? pictureUrl(avatar) : undefined}
      avatarName={name}
      benefits={benefits}
    />
  );
}
