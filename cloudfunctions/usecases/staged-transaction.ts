import type { CollectionName, Documents } from './documents';
import { AlreadyExists, WriteConflict, type Transaction } from './ports';

interface Staged {
  collection: CollectionName;
  /** undefined: there is none. */
  document: (Documents[CollectionName] & { rev?: number }) | undefined;
  /** Revision in the database, where the document is there. */
  storedRev: number | undefined;
  isStored: boolean;
  isChanged: boolean;
}

const nameOf = (collection: CollectionName, id: string): string => `${collection}/${id}`;

/**
 * Lets several pieces of work share one transaction: each sees what those before it wrote, each document is read at most
 * once, and written once, by flush. What was read before the transaction began is taken as it was: its revision is
 * compared when it is written, so whoever decides by a document must also write it.
 */
export class StagedTransaction implements Transaction {
  private readonly staged = new Map<string, Staged>();

  constructor(private readonly transaction: Transaction) {}

  /** Brings in documents that were read before; those of the ids that are not among them do not exist. */
  know<Name extends CollectionName>(collection: Name, ids: readonly string[], found: readonly Documents[Name][]): void {
    for (const id of ids) this.keep(collection, id, undefined);
    for (const document of found) this.keep(collection, document._id, document);
  }

  private keep(collection: CollectionName, id: string, document: Staged['document']): Staged {
    const isStored = document !== undefined;
    const staged = { collection, document, storedRev: document?.rev, isStored, isChanged: false };
    this.staged.set(nameOf(collection, id), staged);
    return staged;
  }

  async get<Name extends CollectionName>(collection: Name, id: string): Promise<Documents[Name] | undefined> {
    const staged =
      this.staged.get(nameOf(collection, id)) ?? this.keep(collection, id, await this.transaction.get(collection, id));
    return staged.document as Documents[Name] | undefined;
  }

  async insert<Name extends CollectionName>(collection: Name, document: Documents[Name]): Promise<void> {
    const name = nameOf(collection, document._id);
    const before = this.staged.get(name);
    if (before?.document) throw new AlreadyExists(name);
    this.staged.set(name, { collection, document, storedRev: undefined, isStored: false, isChanged: true });
  }

  async replace<Name extends CollectionName>(
    collection: Name,
    document: Documents[Name] & { rev: number },
  ): Promise<void> {
    const name = nameOf(collection, document._id);
    if (!this.staged.has(name)) await this.get(collection, document._id);
    const staged = this.staged.get(name);
    if (staged?.document?.rev !== document.rev) throw new WriteConflict(`${name} was replaced meanwhile`);
    staged.document = { ...document, rev: document.rev + 1 };
    staged.isChanged = true;
  }

  /** Writes everything; to be called once, last. */
  async flush(): Promise<void> {
    for (const { collection, document, storedRev, isStored, isChanged } of this.staged.values()) {
      if (!isChanged || !document) continue;
      if (!isStored) await this.transaction.insert(collection, document);
      else if (storedRev !== undefined) await this.transaction.replace(collection, { ...document, rev: storedRev });
    }
  }
}
