import { useState } from 'react';
import { Textarea, View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Price } from '@/components/price/price';
import { Sheet } from '@/components/sheet/sheet';
import { fenToNumber } from '@/contract/money';
import type { Payout } from '@/contract/views';
import { aria, ariaField } from '@/lib/aria';
import { whenWords } from '@/lib/when-words';
import { PAYEES } from './payout-row';
import { STATE_WORDS, yuan } from './payout-words';
import { useDeciding } from './use-deciding';
import './payout.scss';

const MOST_REASON = 60;

interface DecideSheetProps {
  merchantId: string;
  payout: Payout;
  now: number;
  onClose: () => void;
  onChange: () => Promise<unknown>;
}

/** One withdrawal with all that is known of it; one that waits for a decision is decided here. */
export function DecideSheet({ merchantId, payout, now, onClose, onChange }: DecideSheetProps) {
  const { fault, decide } = useDeciding(merchantId, onChange);
  const [reason, setReason] = useState<string>();
  const isOpen = payout.state === 'requested';
  const close = async (isDecided: Promise<boolean>) => {
    if (await isDecided) onClose();
  };
  const approve = () => close(decide(payout, { kind: 'approve' }));
  const reject = () => close(decide(payout, { kind: 'reject', reason: (reason ?? '').trim() }));
  return (
    <Sheet
      open
      title={isOpen ? '审核提现' : '提现'}
      onClose={onClose}
      footer={
        isOpen && (
          <Acts
            payout={payout}
            reason={reason}
            onReject={reject}
            onAskWhy={() => setReason('')}
            onThinkAgain={() => setReason(undefined)}
            onApprove={approve}
          />
        )
      }
    >
      <Price fen={fenToNumber(payout.amountFen)} size="l" tone="ink" label="提现" />
      <Facts payout={payout} now={now} />
      {isOpen && reason !== undefined && (
        <>
          <View className="sub c7 payout-reason">为什么不通过（对方看得到）</View>
          <Textarea
            className="payout-reason-field"
            value={reason}
            maxlength={MOST_REASON}
            placeholder="比如：上周的货款还没对清"
            onInput={(event) => setReason(event.detail.value)}
            {...ariaField('驳回的原因')}
          />
        </>
      )}
      {fault !== undefined && (
        <View className="cap cred payout-fault" {...aria('alert')}>
          {fault}
        </View>
      )}
    </Sheet>
  );
}

interface ActsProps {
  payout: Payout;
  /** undefined: nobody is about to reject it. */
  reason: string | undefined;
  onAskWhy: () => void;
  onThinkAgain: () => void;
  onReject: () => Promise<void>;
  onApprove: () => Promise<void>;
}

/** Approving sends money, so its button names the amount; rejecting wants a reason first. */
function Acts({ payout, reason, onAskWhy, onThinkAgain, onReject, onApprove }: ActsProps) {
  if (reason !== undefined)
    return (
      <>
        <Button grow gap tone="outline" onTap={onThinkAgain}>
          再想想
        </Button>
        <Button grow tone={reason.trim() === '' ? 'off' : 'primary'} onTap={onReject}>
          驳回并退回
        </Button>
      </>
    );
  return (
    <>
      <Button grow gap tone="outline" onTap={onAskWhy}>
        驳回
      </Button>
      <Button grow onTap={onApprove}>
        {`同意，转 ${yuan(payout.amountFen)}`}
      </Button>
    </>
  );
}

function Facts({ payout, now }: { payout: Payout; now: number }) {
  const { name, role, state, askedAt, decidedAt, confirmUntil, endedAt, why, trouble } = payout;
  const rows: [label: string, words: string][] = [
    ['给谁', `${name} · ${PAYEES[role]}`],
    ['状态', STATE_WORDS[state].text],
    ['申请', whenWords(askedAt, now)],
    ...(decidedAt === null ? [] : [['审核', whenWords(decidedAt, now)] as [string, string]]),
    ...(state === 'waitingConfirm' && confirmUntil !== null
      ? [['对方确认', `${whenWords(confirmUntil, now)} 前`] as [string, string]]
      : []),
    ...(endedAt === null ? [] : [['结束', whenWords(endedAt, now)] as [string, string]]),
    ...(why === '' ? [] : [['原因', why] as [string, string]]),
    ...(trouble === '' ? [] : [['卡在', trouble] as [string, string]]),
  ];
  return (
    <View className="payout-facts">
      {rows.map(([label, words]) => (
        <View key={label} className="payout-fact">
          <View className="sub c5 payout-fact-label">{label}</View>
          <View className="sub f1">{words}</View>
        </View>
      ))}
    </View>
  );
}
