import Taro from '@tarojs/taro';
import { fenToNumber } from '../contract/money';
import type { PaymentParams } from '../contract/views';
import { callCloud } from './call-cloud';
import { previewHost } from './host';

/** What became of a payment, as the server knows it: what the client is told of it is never believed. */
export type PayResult = 'paid' | 'notPaid' | 'unknown' | 'closed';

const QUESTIONS = 6;
const PAUSE_MS = 1500;

/** Shows the pay sheet, then asks the server until it knows. */
export async function pay(payment: PaymentParams): Promise<PayResult> {
  const shown = await showSheet(payment);
  if (shown === 'cancelled') return askOnce(payment.orderId);
  return askUntilKnown(payment.orderId);
}

async function showSheet(payment: PaymentParams): Promise<'paid' | 'cancelled' | 'failed' | 'unknown'> {
  if (process.env.TARO_ENV === 'h5')
    return previewHost().requestPayment({ orderId: payment.orderId, payFen: fenToNumber(payment.payFen) });
  try {
    const { timeStamp, nonceStr, package: prepay, signType, paySign } = payment;
    await Taro.requestPayment({ timeStamp, nonceStr, package: prepay, signType: signType as 'MD5', paySign });
    return 'paid';
  } catch (error) {
    return /cancel/.test(String((error as { errMsg?: string }).errMsg)) ? 'cancelled' : 'unknown';
  }
}

async function askOnce(orderId: string): Promise<PayResult> {
  const reply = await callCloud('checkPayment', { orderId });
  return reply.ok ? reply.output.payment : 'unknown';
}

async function askUntilKnown(orderId: string): Promise<PayResult> {
  for (let question = 0; question < QUESTIONS; question += 1) {
    const result = await askOnce(orderId);
    if (result === 'paid' || result === 'closed') return result;
    if (question === QUESTIONS - 1) return result;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return 'unknown';
}
