import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { derivedId, inputHash } from './derived-id';
import type { ProductDocument } from './documents';

/** Adds a product to a merchant's goods. */
export async function saveProduct(
  context: MemberContext,
  input: ParsedInput<'saveProduct'>,
): Promise<Outcome<CallOutput<'saveProduct'>>> {
  const { ports, caller, now } = context;
  const { commandId, ...content } = input;
  if (!mayCall('saveProduct', caller, { merchantId: input.merchantId })) return refuse('forbidden');
  const product: ProductDocument = {
    _id: derivedId('p', caller._id, commandId),
    v: 1,
    rev: 1,
    ...content,
    inputHash: inputHash(content),
    createdAt: now,
  };
  const inserted = await ports.store.insert('products', product);
  const stored = inserted ? product : await ports.store.get('products', product._id);
  return stored?.inputHash === product.inputHash ? done(productView(product)) : refuse('commandReused');
}

/** What the merchant's screens are told of a product. */
export const productView = ({ _id, name, spec, category, picture, plate, summary, fresh }: ProductDocument) => ({
  productId: _id,
  name,
  spec,
  category,
  picture,
  plate,
  summary,
  fresh,
});
