import { useCallback, useEffect, useRef, useState } from 'react';
import Taro from '@tarojs/taro';
import { callCloud } from '@/lib/call-cloud';
import { groupPath } from '@/lib/go';
import { pictureUrl } from '@/lib/picture-url';

/** A chat card: what the neighbour sees and where it leads. */
export interface ShareCard {
  title: string;
  path: string;
  /** An address that WeChat and the browser can show; empty where there is none yet. */
  picture: string;
}

interface Facts {
  groupId: string;
  title: string;
  picture: string;
}

export interface Sharing {
  card: ShareCard;
  /** The sharer's own code is in the card's path. */
  coded: boolean;
  /** Asks for the code again where it did not come. */
  prepare: () => Promise<void>;
}

/**
 * The card of a group with the sharer's short code. It is asked for as soon as the group is known, because WeChat's menu
 * wants the card at once; until it is there, and for visitors, the card goes without a code.
 */
export function useShareCard(facts: Facts | undefined): Sharing {
  const [minted, setMinted] = useState<{ groupId: string; card: ShareCard }>();
  const asking = useRef(false);
  const groupId = facts?.groupId;
  const prepare = useCallback(async () => {
    if (groupId === undefined || asking.current) return;
    asking.current = true;
    const reply = await callCloud('shareGroup', { groupId });
    if (reply.ok) {
      const { path, title, picture } = reply.output;
      setMinted({ groupId, card: { path, title, picture: await shownPicture(picture) } });
    }
    asking.current = false;
  }, [groupId]);
  useEffect(() => {
    void prepare();
  }, [prepare]);

  const coded = minted !== undefined && minted.groupId === groupId;
  const plain = {
    title: facts?.title ?? '邻团',
    path: groupId === undefined ? '/pages/home/index' : groupPath(groupId),
    picture: facts === undefined ? '' : pictureUrl(facts.picture),
  };
  return { card: coded ? minted.card : plain, coded, prepare };
}

/** WeChat's card takes web addresses and files of the package, not the ids of the cloud's files. */
async function shownPicture(key: string): Promise<string> {
  if (process.env.TARO_ENV !== 'weapp' || !key.startsWith('cloud://')) return pictureUrl(key);
  try {
    const { fileList } = await Taro.cloud.getTempFileURL({ fileList: [key] });
    return fileList[0]?.tempFileURL ?? '';
  } catch {
    return '';
  }
}

/** What a page answers when WeChat asks for its card; without a picture WeChat takes one of the page. */
export const shareMessage = ({ title, path, picture }: ShareCard) => ({
  title,
  path,
  ...(picture === '' || picture.startsWith('cloud://') ? {} : { imageUrl: picture }),
});
