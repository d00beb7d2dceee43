import { View } from '@tarojs/components';
import { Avatar } from '@/components/avatar/avatar';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { CodeInput } from '@/components/code-input/code-input';
import { SkuStepper } from '@/components/sku-stepper/sku-stepper';
import type { PickupRow } from '@/contract/views';
import { takenText } from './pickup-words';
import type { useHandingOut } from './use-handing-out';
import './code-card.scss';

type Handing = ReturnType<typeof useHandingOut>;

interface CodeCardProps {
  handing: Handing;
  /** Without the network nothing is handed out. */
  offline: boolean;
}

/** Types a pickup code; the neighbour behind it gets what has arrived, or a part of it. */
export function CodeCard({ handing, offline }: CodeCardProps) {
  const { typed, type, find } = handing;
  const { code, status, message, row, reward } = typed;
  if (offline)
    return (
      <Card title="输入取件码">
        <View className="code-card-offline">没连上网，先别交货：联网核销了才算数</View>
      </Card>
    );
  return (
    <Card title="输入取件码" extra="6 位数字，也可扫码">
      <CodeInput
        value={code}
        status={status}
        message={message}
        onChange={type}
        onComplete={(complete) => void find(complete)}
      >
        {row ? (
          <Match row={row} />
        ) : (
          reward && <View className="med cleaf">{`${reward.who}用积分换的${reward.name}`}</View>
        )}
      </CodeInput>
      {row && <HandOver row={row} handing={handing} />}
      {reward && (
        <Button block className="code-card-act" onTap={() => handing.handReward(reward)}>
          {`把${reward.name}交给${reward.who}`}
        </Button>
      )}
    </Card>
  );
}

function Match({ row }: { row: PickupRow }) {
  const taken = takenText(row);
  return (
    <>
      <Avatar name={row.name} plate="lilac" className="code-card-avatar" />
      <View className="f1">
        <View className="med cleaf">{`匹配到 ${row.name} · 尾号 ${row.phoneTail}`}</View>
        <View className="cap c7">{taken === '' ? '下面的货都还没取' : `取过：${taken}`}</View>
      </View>
    </>
  );
}

function HandOver({ row, handing }: { row: PickupRow; handing: Handing }) {
  const { units } = handing.typed;
  const count = Object.values(units).reduce((sum, each) => sum + each, 0);
  return (
    <>
      {row.lines
        .filter(({ waiting }) => waiting > 0)
        .map(({ sku, name, waiting }) => (
          <View key={sku} className="code-card-line">
            <View className="f1">
              <View className="med">{name}</View>
              <View className="cap c5">{`待取 ${waiting} 件`}</View>
            </View>
            <SkuStepper
              value={units[sku] ?? 0}
              max={waiting}
              label={name}
              onChange={(next) => handing.setUnits(sku, next)}
            />
          </View>
        ))}
      <Button
        tone={count === 0 ? 'off' : 'primary'}
        block
        className="code-card-act"
        onTap={() => handing.handByCode(row)}
      >
        {count === 0 ? '选要交的件数' : `交给${row.name} ${count} 件`}
      </Button>
    </>
  );
}
