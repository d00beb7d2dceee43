import { View } from '@tarojs/components';
import { Avatar } from '@/components/avatar/avatar';
import type { Plate } from '@/components/product-picture/product-picture';
import { Tag } from '@/components/tag/tag';
import { MINUTE_MS } from '@/contract/time';
import type { Participant } from '@/contract/views';
import { pictureUrl } from '@/lib/picture-url';
import { agoWords } from '@/lib/when-words';
import './participant-row.scss';

const PLATES: readonly Plate[] = ['sky', 'mint', 'lilac', 'butter', 'blush', 'apricot'];
const JUST_LIT_MS = 5 * MINUTE_MS;

interface ParticipantRowProps {
  person: Participant;
  now: number;
  divided: boolean;
}

/** One household of the 接龙: its number, masked name, what and when. */
export function ParticipantRow({ person, now, divided }: ParticipantRowProps) {
  const { number, name, avatar, what, at } = person;
  return (
    <>
      {divided && <View className="hr" />}
      <View className="group-who">
        <View className="group-who-number">{number}</View>
        <Avatar
          src={avatar ? pictureUrl(avatar) : undefined}
          name={name}
          plate={PLATES[number % PLATES.length]}
          className="group-who-avatar"
        />
        <View className="f1">
          <View className="sub ell">{`${name} · ${what}`}</View>
          <View className="cap c5">{agoWords(at, now)}</View>
        </View>
        {now - at < JUST_LIT_MS && <Tag tone="pom">刚亮灯</Tag>}
      </View>
    </>
  );
}
