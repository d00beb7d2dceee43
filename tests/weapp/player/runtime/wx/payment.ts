import { host } from '../host';
import { note } from '../log';
import { doing, Refusal } from './answer';

/** Money and messages, decided by the person at the local cloud's sheets. */

interface Payment {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}
interface Transfer {
  mchId: string;
  appId: string;
  package: string;
}

async function ask<Answer>(path: string): Promise<Answer> {
  const response = await fetch(path);
  const answer = (await response.json()) as Answer & { error?: { message: string } };
  if (!response.ok) throw new Refusal(answer.error?.message ?? `${path}: ${response.status}`);
  return answer;
}

function need(given: Record<string, unknown>, names: readonly string[]): void {
  const missing = names.find((name) => typeof given[name] !== 'string' || given[name] === '');
  if (missing !== undefined) throw new Refusal(`parameter error: ${missing} is missing`);
}

async function pay(given: Partial<Payment>): Promise<void> {
  need(given, ['timeStamp', 'nonceStr', 'package', 'signType', 'paySign']);
  const found = await ask<{ orderId: string; payFen: number }>(
    `/dev/payment?package=${encodeURIComponent(given.package ?? '')}`,
  );
  const outcome = await host().requestPayment(found);
  note('call', `requestPayment ${found.payFen} ${outcome}`);
  if (outcome === 'cancelled') throw new Refusal('cancel', true);
  if (outcome === 'failed') throw new Refusal('the payment failed in the sandbox', true);
}

async function transfer(given: Partial<Transfer>): Promise<{ result: string }> {
  need(given, ['mchId', 'appId', 'package']);
  const pack = given.package ?? '';
  const found = await ask<{ fen: number }>(`/dev/transfer?package=${encodeURIComponent(pack)}`);
  const outcome = await host().confirmTransfer({ package: pack, amountFen: found.fen });
  note('call', `requestMerchantTransfer ${found.fen} ${outcome}`);
  if (outcome === 'cancelled') throw new Refusal('cancel', true);
  if (outcome === 'unknown') throw new Refusal('the transfer failed in the sandbox', true);
  return { result: 'success' };
}

const MOST_TEMPLATES = 5;
const TOO_MANY = 20003;

async function subscribe({ tmplIds = [] }: { tmplIds?: string[] }): Promise<Record<string, unknown>> {
  if (tmplIds.length === 0 || tmplIds.length > MOST_TEMPLATES)
    throw new Refusal('tmplIds: one to five', false, { errCode: TOO_MANY });
  const granted = await host().requestMessages(tmplIds);
  note('call', `requestSubscribeMessage ${granted.length} of ${tmplIds.length}`);
  return Object.fromEntries(tmplIds.map((id) => [id, granted.includes(id) ? 'accept' : 'reject']));
}

async function scan(): Promise<Record<string, unknown>> {
  const result = await host().scanCode();
  if (result === undefined) throw new Refusal('cancel', true);
  note('call', `scanCode ${result}`);
  return {
    result,
    scanType: 'QR_CODE',
    charSet: 'utf-8',
    path: '',
    rawData: btoa(unescape(encodeURIComponent(result))),
  };
}

export const payment = {
  requestPayment: doing<Payment>('requestPayment', pay),
  requestMerchantTransfer: doing<Transfer>('requestMerchantTransfer', transfer),
  requestSubscribeMessage: doing<{ tmplIds: string[] }>('requestSubscribeMessage', subscribe),
  scanCode: doing('scanCode', scan),
};
