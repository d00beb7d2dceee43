import type { Documents } from '../documents';
import type { Store, Where } from '../ports';

/** The database answers with at most 1 MB; this many of the largest documents stay below it. */
const PAGE = 50;

/** Collections whose documents have a key that sorts them by time. */
type Keyed = { [Name in keyof Documents]: Documents[Name] extends { key: string } ? Name : never }[keyof Documents];

/** Every document that the conditions choose, oldest first, at most `most` (to the page). after: a key to begin behind. */
export async function readAll<Name extends Keyed>(
  store: Pick<Store, 'find'>,
  collection: Name,
  where: Where,
  most: number,
  after = '',
): Promise<Documents[Name][]> {
  const found: Documents[Name][] = [];
  let key = after;
  while (found.length < most) {
    const page = await store.find(collection, {
      where: { ...where, key: { gt: key } },
      sort: [['key', 1]],
      limit: PAGE,
    });
    found.push(...page);
    if (page.length < PAGE) break;
    key = page.at(-1)?.key ?? key;
  }
  return found;
}
