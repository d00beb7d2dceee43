import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { productView } from './save-product';

const MOST_PRODUCTS = 500;

/** A merchant's goods, the newest first. */
export async function listProducts(
  { ports, caller }: MemberContext,
  { merchantId }: ParsedInput<'listProducts'>,
): Promise<Outcome<CallOutput<'listProducts'>>> {
  if (!mayCall('listProducts', caller, { merchantId })) return refuse('forbidden');
  const products = await ports.store.find('products', {
    where: { merchantId },
    sort: [['createdAt', -1]],
    limit: MOST_PRODUCTS,
  });
  return done({ products: products.map(productView) });
}
