import { useEffect, useState } from 'react';
import { View } from '@tarojs/components';
import { Avatar } from '@/components/avatar/avatar';
import { Card } from '@/components/card/card';
import { Icon } from '@/components/icon/icon';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { Page } from '@/components/page/page';
import { Switch } from '@/components/switch/switch';
import { Tag } from '@/components/tag/tag';
import type { Me } from '@/contract/views';
import { QueryView } from '@/features/loading/query-view';
import { MenuRow } from '@/features/profile/menu-row';
import { ProfileSheet } from '@/features/profile/profile-sheet';
import { aria } from '@/lib/aria';
import { setElder, useElder } from '@/lib/elder';
import { goDesk, goMerchant, goPoints } from '@/lib/go';
import { showOrderBadge } from '@/lib/order-badge';
import { pictureUrl } from '@/lib/picture-url';
import { useNowOf } from '@/lib/use-now-of';
import { useQuery } from '@/lib/use-query';
import { useRefresh } from '@/lib/use-refresh';
import { copyText } from '@/lib/visit';
import { sinceWords } from '@/lib/when-words';
import './index.scss';

export default function MePage() {
  const me = useQuery('enter', {}, { keepAs: 'me' });
  const now = useNowOf(me);
  const badge = me.data?.badge;
  useRefresh(me.reload);
  useEffect(() => {
    if (badge !== undefined) showOrderBadge(badge);
  }, [badge]);
  return (
    <Page>
      <NavBar title="我的" large />
      <QueryView query={me} shape="lines">
        {(data) => <Mine me={data} now={now} reload={() => void me.reload()} />}
      </QueryView>
    </Page>
  );
}

function Mine({ me, now, reload }: { me: Me; now: number; reload: () => void }) {
  const [editing, setEditing] = useState(false);
  const [rules, setRules] = useState(false);
  const elder = useElder();
  const saved = () => {
    setEditing(false);
    reload();
  };
  return (
    <>
      <Profile me={me} now={now} onEdit={() => setEditing(true)} />
      <Roles me={me} />
      <Card look="rows">
        <MenuRow icon="map-pin" title="自提点" note={me.point?.name ?? '还没选'} onTap={goPoints} />
        <MenuRow
          divided
          icon="text-aa"
          title="大字版"
          note="字和按钮都大一号"
          side={<Switch checked={elder} label="大字版" onChange={setElder} />}
        />
        <MenuRow divided icon="user-circle" title="邻团号" note={me.memberId} side={<Copy text={me.memberId} />} />
      </Card>
      <Card look="rows">
        <MenuRow
          icon="info"
          title="邻团怎么算"
          note="价格、退款、积分和邀请奖励"
          side={<Icon name={rules ? 'minus' : 'plus'} size="s" className="c5" />}
          onTap={() => setRules(!rules)}
        />
        {rules && <Rules />}
      </Card>
      {editing && <ProfileSheet me={me} onClose={() => setEditing(false)} onSaved={saved} />}
    </>
  );
}

function Profile({ me, now, onEdit }: { me: Me; now: number; onEdit: () => void }) {
  const name = me.nickname === '' ? '给自己起个名字' : me.nickname;
  return (
    <View className="me-head" hoverClass="lt-press" onClick={onEdit} {...aria('button', `${name}，改资料`)}>
      <Avatar size="l" plate="lilac" src={me.avatar ? pictureUrl(me.avatar) : undefined} name={me.nickname || '邻'} />
      <View className="f1 me-words">
        <View className="h2">{name}</View>
        <View className="sub c5">{`做邻居 ${sinceWords(me.since, now)}了`}</View>
      </View>
      <Icon name="pencil-simple" className="c5" />
    </View>
  );
}

type Lead = Me['leads'][number];

const LEAD_WORDS: Readonly<Record<Lead['state'], string>> = { pending: '审核中', active: '', paused: '已暂停' };

/** Only who has a role sees its entrance. */
function Roles({ me: { leads, staffOf } }: { me: Me }) {
  if (leads.length + staffOf.length === 0) return null;
  return (
    <Card look="rows">
      {leads.map((lead, index) => (
        <MenuRow
          key={`${lead.merchantId}:${lead.pointId ?? ''}`}
          divided={index > 0}
          icon="house-line"
          title="团长工作台"
          note={[lead.pointName, lead.merchantName].filter(Boolean).join(' · ')}
          side={lead.state === 'active' ? undefined : <Tag tone="pom">{LEAD_WORDS[lead.state]}</Tag>}
          onTap={lead.state === 'pending' ? undefined : goDesk}
        />
      ))}
      {staffOf.map(({ merchantId, merchantName }, index) => (
        <MenuRow
          key={merchantId}
          divided={leads.length + index > 0}
          icon="storefront"
          title="商家"
          note={merchantName}
          onTap={() => goMerchant(merchantId)}
        />
      ))}
    </Card>
  );
}

const Copy = ({ text }: { text: string }) => (
  <View
    className="me-copy"
    hoverClass="lt-press"
    onClick={() => void copyText(text, '邻团号已复制')}
    {...aria('button', '复制邻团号')}
  >
    <Icon name="copy" />
  </View>
);

const RULES = [
  '每位邻居看到的都是同一个价；只有会员等级价不同，同一等级的人都一样。',
  '成团后按最终档位算，先买的多付的差价自动退回。没成团，货款全额退，积分和券一并还。',
  '积分：完成的订单每实付 1 元得 1 分，再乘等级的倍数；100 分抵 1 元。',
  '邀请奖励来自邻居完成的订单，转发本身没有奖励。',
];

const Rules = () => (
  <View className="me-rules">
    {RULES.map((rule) => (
      <View key={rule} className="sub c7 me-rule">
        {rule}
      </View>
    ))}
  </View>
);
