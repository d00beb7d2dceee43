import { GroupProgress } from '@/components/group-progress/group-progress';
import { ItemCard } from '@/components/item-card/item-card';
import type { Plate } from '@/components/product-picture/product-picture';
import { PageRows } from '@/components/windowed-list/page-rows';
import type { GroupCard } from '@/contract/views';
import { progressProps } from '@/lib/group-words';
import { pictureUrl } from '@/lib/picture-url';
import { whenWords } from '@/lib/when-words';
import { cardName, cardWords, nextTierWords, priceOf } from './item-of-card';

interface GroupCardsProps {
  cards: readonly GroupCard[];
  now: number;
  onOpen: (groupId: string) => void;
  onZero: () => void;
}

/** rpx of a row with the gap below it. */
const ROW = 268;
/** Cards of the first screen. */
const FIRST_CARDS = 4;

/** The groups of a door: the first that can be joined large, then rows. */
export function GroupCards({ cards, now, onOpen, onZero }: GroupCardsProps) {
  const [first] = cards;
  const large = first?.state === 'open' && !first.soldOut ? first : undefined;
  const open = (card: GroupCard) => () => onOpen(card.groupId);
  return (
    <PageRows
      items={cards}
      keyOf={({ groupId }) => groupId}
      rowHeight={ROW}
      first={FIRST_CARDS}
      renderRow={(card) =>
        card === large ? (
          <LargeCard card={large} now={now} onOpen={open(large)} onZero={onZero} />
        ) : (
          <ItemCard
            {...cardWords(card, now)}
            name={cardName(card)}
            fen={priceOf(card)}
            src={pictureUrl(card.picture)}
            plate={card.plate as Plate}
            onOpen={open(card)}
          />
        )
      }
    />
  );
}

interface LargeCardProps {
  card: GroupCard;
  now: number;
  onOpen: () => void;
  onZero: () => void;
}

function LargeCard({ card, now, onOpen, onZero }: LargeCardProps) {
  const { state } = cardWords(card, now);
  const hasGoal = card.threshold.kind !== 'none';
  return (
    <ItemCard
      layout="large"
      state={state}
      name={cardName(card)}
      fen={priceOf(card)}
      src={pictureUrl(card.hero)}
      plate={card.plate as Plate}
      dateText={`${whenWords(card.arrivesAt, now)} 到`}
      deadline={card.closesAt}
      now={now}
      progress={hasGoal ? <GroupProgress variant="strip" {...progressProps(card)} /> : undefined}
      nextText={nextTierWords(card) ?? (hasGoal ? undefined : `买了就成 · 已团 ${card.units} 件`)}
      onOpen={onOpen}
      onZero={onZero}
    />
  );
}
