import { fenToNumber } from '../../src/contract/money';
import type { PaymentParams } from '../../src/contract/views';
import type { MerchantDocument, OrderDocument } from './documents';
import type { Ports } from './ports';

/** Asks the provider for what the client needs to show the pay sheet; repeating it for an order is safe. */
export async function beginPayment(
  { payments }: Pick<Ports, 'payments'>,
  order: OrderDocument,
  merchant: MerchantDocument,
): Promise<PaymentParams> {
  const [first] = order.lines;
  const params = await payments.begin({
    orderId: order._id,
    fen: fenToNumber(order.payFen),
    openid: order.openid,
    subMchId: merchant.subMchId,
    title: `${first?.name ?? merchant.name}${order.lines.length > 1 ? '等' : ''}`,
    expiresAt: order.unpaidUntil,
  });
  return { ...params, payFen: order.payFen, orderId: order._id };
}
