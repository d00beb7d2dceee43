import { useRef, useState } from 'react';
import type { CallInput } from '@/contract/calls';
import type { CallError } from '@/contract/errors';
import type { PickupRow } from '@/contract/views';
import { callCloud } from '@/lib/call-cloud';
import { newCommandId } from '@/lib/command-id';
import { scanPickupCode } from './read-code';

export type CodeStatus = 'typing' | 'matched' | 'none' | 'taken' | 'other-point';

/** What the boxes hold, and whose code it is. */
interface Typed {
  code: string;
  status: CodeStatus;
  /** The server's sentence about it. */
  message?: string;
  row?: PickupRow;
  /** Goods from the points shop that the code is of, and their member. */
  reward?: { name: string; who: string };
  /** Units to hand out now, by sku. */
  units: Readonly<Record<string, number>>;
}

/** What came of the last hand-over; one that went well can be taken back for ten minutes. */
interface Said {
  tone: 'leaf' | 'danger' | 'info';
  words: string;
  undo?: PickupRow;
}

const NOTHING: Typed = { code: '', status: 'typing', units: {} };

function statusOf({ code }: CallError): CodeStatus {
  if (code === 'alreadyCollected') return 'taken';
  return code === 'otherPoint' ? 'other-point' : 'none';
}

/** A code that opens no order: why not, or which goods from the points shop it is of. */
function refused(error: CallError): Pick<Typed, 'status' | 'message' | 'reward'> {
  if (error.code !== 'rewardCode') return { status: statusOf(error), message: error.message };
  return { status: 'matched', reward: { name: String(error.data.name), who: String(error.data.who) } };
}

const waitingUnits = ({ lines }: PickupRow) => Object.fromEntries(lines.map(({ sku, waiting }) => [sku, waiting]));
const wantedLines = (units: Typed['units']) =>
  Object.entries(units)
    .filter(([, count]) => count > 0)
    .map(([sku, count]) => ({ sku, units: count }));

/** Handing goods out at a pickup point, by code or by name. onChanged: the list is no longer what it was. */
export function useHandingOut(pointId: string, onChanged: () => Promise<void>) {
  const [typed, setTyped] = useState<Typed>(NOTHING);
  const [said, setSaid] = useState<Said>();
  const [asking, setAsking] = useState<PickupRow>();
  const commands = useCommandIds();
  const wanted = useRef('');

  const find = async (code: string) => {
    wanted.current = code;
    setSaid(undefined);
    setTyped({ ...NOTHING, code });
    const reply = await callCloud('findPickup', { pointId, code });
    // Somebody may have typed on while the answer was on its way.
    if (wanted.current !== code) return;
    if (reply.ok) setTyped({ code, status: 'matched', row: reply.output, units: waitingUnits(reply.output) });
    else setTyped({ ...NOTHING, code, ...refused(reply.error) });
  };
  const type = (code: string) => {
    wanted.current = code;
    setTyped({ ...NOTHING, code });
  };
  const scan = async () => {
    const code = await scanPickupCode();
    if (code === '') setTyped({ ...NOTHING, status: 'none', message: '这不是取件码，请扫邻居订单里的那一个' });
    else if (code !== undefined) await find(code);
  };

  const collect = async (row: PickupRow, how: Pick<CallInput<'collectOrder'>, 'by' | 'lines'>) => {
    const act = `collect:${row.orderId}`;
    const reply = await callCloud('collectOrder', { commandId: commands.of(act), orderId: row.orderId, ...how });
    setAsking(undefined);
    if (!reply.ok) {
      setSaid({ tone: 'danger', words: reply.error.message });
      if (reply.error.code !== 'offline') await onChanged();
      return;
    }
    commands.done(act);
    const rest = reply.output.lines.reduce((sum, { waiting }) => sum + waiting, 0);
    const words = rest > 0 ? `已交给${row.name}，还有 ${rest} 件没取` : `${row.name}的货交齐了`;
    setSaid({ tone: 'leaf', words, undo: reply.output.mayUndo ? reply.output : undefined });
    type('');
    await onChanged();
  };
  const handReward = async ({ name, who }: { name: string; who: string }) => {
    const act = `reward:${typed.code}`;
    const reply = await callCloud('handOverRedemption', { commandId: commands.of(act), pointId, code: typed.code });
    if (!reply.ok) return setSaid({ tone: 'danger', words: reply.error.message });
    commands.done(act);
    setSaid({ tone: 'leaf', words: `已把${name}交给${who}` });
    type('');
  };
  const undo = async (row: PickupRow) => {
    const act = `undo:${row.orderId}`;
    const reply = await callCloud('undoCollect', { commandId: commands.of(act), orderId: row.orderId });
    if (reply.ok) commands.done(act);
    setSaid(
      reply.ok
        ? { tone: 'info', words: `${row.name}的上一次核销撤销了` }
        : { tone: 'danger', words: reply.error.message },
    );
    await onChanged();
  };
  return {
    typed,
    type,
    find,
    scan,
    setUnits: (sku: string, count: number) =>
      setTyped((before) => ({ ...before, units: { ...before.units, [sku]: count } })),
    handByCode: (row: PickupRow) => collect(row, { by: 'code', lines: wantedLines(typed.units) }),
    handByRow: (row: PickupRow) => collect(row, { by: 'row' }),
    handReward,
    undo,
    said,
    asking,
    ask: setAsking,
  };
}

/** One id for one act until the server has said that it is done: a retry of a lost answer hands nothing out twice. */
function useCommandIds() {
  const ids = useRef(new Map<string, string>());
  return {
    of(act: string): string {
      const id = ids.current.get(act) ?? newCommandId();
      ids.current.set(act, id);
      return id;
    },
    done(act: string) {
      ids.current.delete(act);
    },
  };
}
