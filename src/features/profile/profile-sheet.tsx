import { useState } from 'react';
import { Button as NativeButton, Input, View } from '@tarojs/components';
import { Avatar } from '@/components/avatar/avatar';
import { Button } from '@/components/button/button';
import { Sheet } from '@/components/sheet/sheet';
import type { Me } from '@/contract/views';
import { aria, ariaField } from '@/lib/aria';
import { callCloud } from '@/lib/call-cloud';
import { pictureUrl } from '@/lib/picture-url';
import { uploadAvatar } from './upload-avatar';
import './profile.scss';

interface ProfileSheetProps {
  me: Me;
  onClose: () => void;
  onSaved: () => void;
}

const MOST_NAME = 20;

/** Name and picture, as neighbours know them; WeChat offers the person's own, and asks before it gives them. */
export function ProfileSheet({ me, onClose, onSaved }: ProfileSheetProps) {
  const [nickname, setNickname] = useState(me.nickname);
  const [chosen, setChosen] = useState('');
  const [failed, setFailed] = useState('');
  const save = async () => {
    if (nickname.trim() === '') return setFailed('昵称还没有填');
    try {
      const avatar = chosen === '' ? me.avatar : await uploadAvatar(me.memberId, chosen);
      const reply = await callCloud('saveProfile', { nickname, ...(avatar === '' ? {} : { avatar }) });
      if (reply.ok) return onSaved();
      setFailed(reply.error.message);
    } catch {
      setFailed('头像没有传上去，再试一次');
    }
    return undefined;
  };
  return (
    <Sheet
      open
      title="我的资料"
      onClose={onClose}
      footer={
        <Button grow onTap={save}>
          保存
        </Button>
      }
    >
      <ChooseAvatar src={chosen || (me.avatar && pictureUrl(me.avatar))} name={nickname} onChoose={setChosen} />
      <View className="sub c7">昵称</View>
      <View className="profile-box">
        <Input
          className="profile-input"
          type={process.env.TARO_ENV === 'weapp' ? 'nickname' : 'text'}
          value={nickname}
          maxlength={MOST_NAME}
          placeholder="邻居怎么叫你"
          onInput={(event) => setNickname(event.detail.value)}
          {...ariaField('昵称')}
        />
      </View>
      {failed !== '' && (
        <View className="cap cred" {...aria('alert')}>
          {failed}
        </View>
      )}
      <View className="cap c5">接龙里只露第一个字，名字只给团长看全</View>
    </Sheet>
  );
}

interface ChooseAvatarProps {
  src: string;
  name: string;
  onChoose: (path: string) => void;
}

/** Only WeChat can offer a picture; a browser shows the one there is. */
function ChooseAvatar({ src, name, onChoose }: ChooseAvatarProps) {
  const picture = <Avatar size="l" src={src || undefined} name={name} plate="lilac" />;
  if (process.env.TARO_ENV !== 'weapp') return <View className="profile-avatar">{picture}</View>;
  return (
    <NativeButton
      className="profile-avatar"
      openType="chooseAvatar"
      onChooseAvatar={(event: { detail: { avatarUrl: string } }) => onChoose(event.detail.avatarUrl)}
      {...aria('button', '换头像')}
    >
      {picture}
      <View className="cap c5 profile-avatar-word">换头像</View>
    </NativeButton>
  );
}
