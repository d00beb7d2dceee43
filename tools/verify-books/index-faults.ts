import { type DataFile, textOf } from './data-file';

/**
 * What is wrong with the lists by which documents are found: whoever is not on one is not seen by the job, whoever is on
 * one without being there stops it. That each stands at the right place is not looked at.
 */
export function indexFaults(file: DataFile): string[] {
  const sql = `SELECT i.id, CAST(i.name AS BLOB), i.collection, CAST(c.name AS BLOB), i.keys LIKE '[["%2dsphere%'
    FROM indexes i JOIN collections c ON c.id = i.collection`;
  return file.rows(sql).flatMap(([id, name, collection, collectionName, isOfPlaces]) => {
    // Places are found by looking at all of them.
    if (isOfPlaces) return [];
    const index = `index ${textOf(name)} of ${textOf(collectionName)}`;
    const documents = `documents_${Number(collection)}`;
    const count = (query: string): number => Number(file.rows(query, id)[0]?.[0] ?? 0);
    const lacking = count(
      `SELECT count(*) FROM ${documents} WHERE id NOT IN (SELECT id FROM entries WHERE index_id = ?)`,
    );
    const left = count(`SELECT count(*) FROM entries WHERE index_id = ? AND id NOT IN (SELECT id FROM ${documents})`);
    return [
      ...(lacking > 0 ? [`${index} lacks ${lacking} documents that are there`] : []),
      ...(left > 0 ? [`${index} lists ${left} documents that are not there`] : []),
    ];
  });
}
