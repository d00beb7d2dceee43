import { useCallback, useEffect, useRef, useState } from 'react';
import { callCloud } from '@/lib/call-cloud';
import { groupPath } from '@/lib/go';
import { pictureUrl } from '@/lib/picture-url';
import { shownPicture } from '@/lib/shown-picture';
import type { ShareFacts } from '@/native/painting/share-facts';
import { factsOf } from './facts-of';

/** A chat card: what the neighbour sees and where it leads. */
export interface ShareCard {
  title: string;
  path: string;
  /** The goods, at an address that WeChat and the browser can show; empty where there is none yet. */
  picture: string;
  /** The picture painted of what is true now; empty until it is. */
  painted: string;
}

interface Group {
  groupId: string;
  title: string;
  picture: string;
  /** Is another text whenever the card should say something else. */
  version: string;
}

export interface Sharing {
  card: ShareCard;
  /** The sharer's own code is in the card's path. */
  coded: boolean;
  /** What is painted; undefined until the server has said it. */
  facts: ShareFacts | undefined;
  /** The server did not say it when it was asked last. */
  unanswered: boolean;
  groupId: string | undefined;
  /** Asks for the code again where it did not come. */
  prepare: () => Promise<void>;
  keepPainted: (path: string) => void;
}

interface Minted {
  groupId: string;
  card: Omit<ShareCard, 'painted'>;
  facts: ShareFacts;
}

/**
 * The card of a group with the sharer's short code. It is asked for as soon as the group is known, and again when the
 * group has changed, because WeChat's menu wants the card at once; until it is there, and for visitors, the card goes
 * without a code. It carries the picture of the goods until its own is painted.
 */
export function useShareCard(group: Group | undefined): Sharing {
  const [minted, setMinted] = useState<Minted>();
  const [painted, setPainted] = useState<{ groupId: string; path: string }>();
  const [unanswered, setUnanswered] = useState(false);
  const turns = useRef(0);
  const groupId = group?.groupId;
  const prepare = useCallback(async () => {
    if (groupId === undefined) return;
    const turn = (turns.current += 1);
    const reply = await callCloud('shareGroup', { groupId });
    // An answer that a newer one has overtaken is old news.
    if (turn !== turns.current) return;
    setUnanswered(!reply.ok);
    if (!reply.ok) return;
    const { path, title, picture } = reply.output;
    const card = { path, title, picture: await shownPicture(picture) };
    if (turn === turns.current) setMinted({ groupId, card, facts: factsOf(reply.output) });
  }, [groupId]);
  useEffect(() => {
    void prepare();
  }, [prepare, group?.version]);
  const keepPainted = useCallback(
    (path: string) => {
      if (groupId !== undefined) setPainted({ groupId, path });
    },
    [groupId],
  );

  const coded = minted !== undefined && minted.groupId === groupId;
  const plain = {
    title: group?.title ?? '邻团',
    path: groupId === undefined ? '/pages/home/index' : groupPath(groupId),
    picture: group === undefined ? '' : pictureUrl(group.picture),
  };
  return {
    card: { ...(coded ? minted.card : plain), painted: painted?.groupId === groupId ? (painted?.path ?? '') : '' },
    coded,
    facts: coded ? minted.facts : undefined,
    unanswered,
    groupId,
    prepare,
    keepPainted,
  };
}

const imageOf = (address: string): { imageUrl?: string } =>
  address === '' || address.startsWith('cloud://') ? {} : { imageUrl: address };

/** What a page answers when WeChat asks for its card; without a picture WeChat takes one of the page. */
export const shareMessage = ({ title, path, picture, painted }: ShareCard) => ({
  title,
  path,
  ...imageOf(painted || picture),
});

/** The same for Moments, which shows a square: the goods alone. */
export const timelineMessage = ({ title, path, picture }: ShareCard) => ({
  title,
  query: path.split('?')[1] ?? '',
  ...imageOf(picture),
});
