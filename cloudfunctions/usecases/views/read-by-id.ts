import { invariant } from '../../core/invariant';
import type { CollectionName, Documents } from '../documents';
import type { Store } from '../ports';

/** Reads the documents of a view in one go, each once however often it is named. At most 1000 different ids. */
export async function readById<Name extends CollectionName>(
  store: Pick<Store, 'getMany'>,
  collection: Name,
  ids: Iterable<string>,
): Promise<Map<string, Documents[Name]>> {
  const wanted = [...new Set(ids)];
  const documents = wanted.length === 0 ? [] : await store.getMany(collection, wanted);
  return new Map(documents.map((document) => [document._id, document]));
}

/** A document that others refer to and that is never removed. Throws InvariantError where it is missing. */
export function theOne<Document>(documents: ReadonlyMap<string, Document>, id: string): Document {
  const document = documents.get(id);
  invariant(document !== undefined, `${id} is missing`);
  return document;
}
