import type { Document, Engine } from '../../../localcloud/engine/types';

/** What of the engine a store needs. */
export type StoreEngine = Pick<
  Engine,
  'find' | 'count' | 'insert' | 'modify' | 'remove' | 'startTransaction' | 'commitTransaction' | 'abortTransaction'
>;

type Write = (engine: StoreEngine, transactionId: string | undefined) => void;

/** Writes that were committed together; in no transaction when it was a single one. */
interface Commit {
  inTransaction: boolean;
  writes: Write[];
}

/**
 * The engine, with every write noted as the plain statement that puts the same document there: by id alone, with nothing
 * read or decided before. Replaying them writes the same documents in the same commits.
 */
export class RecordingEngine implements StoreEngine {
  private commits: Commit[] = [];
  private readonly open = new Map<string, Commit>();

  constructor(private readonly engine: Engine) {}

  /** What was committed since this was asked last. */
  take(): Commit[] {
    const taken = this.commits;
    this.commits = [];
    return taken;
  }

  private note(transactionId: string | undefined, write: Write): void {
    const commit = transactionId === undefined ? undefined : this.open.get(transactionId);
    if (commit) commit.writes.push(write);
    else this.commits.push({ inTransaction: false, writes: [write] });
  }

  find: Engine['find'] = (...args) => this.engine.find(...args);
  count: Engine['count'] = (...args) => this.engine.count(...args);

  insert: Engine['insert'] = (collection, documents, transactionId) => {
    this.note(transactionId, (engine, id) => engine.insert(collection, documents, id));
    return this.engine.insert(collection, documents, transactionId);
  };

  modify: Engine['modify'] = (collection, filter, update, options) => {
    const result = this.engine.modify(collection, filter, update, options);
    const { _id } = filter;
    if (result.updated === 1)
      this.note(options.transactionId, (engine, transactionId) =>
        engine.modify(collection, { _id }, update, { ...options, transactionId }),
      );
    return result;
  };

  remove: Engine['remove'] = (collection, filter, options) => {
    this.note(options.transactionId, (engine, transactionId) =>
      engine.remove(collection, filter, { ...options, transactionId }),
    );
    return this.engine.remove(collection, filter, options);
  };

  startTransaction(): string {
    const id = this.engine.startTransaction();
    this.open.set(id, { inTransaction: true, writes: [] });
    return id;
  }

  commitTransaction(id: string): void {
    this.engine.commitTransaction(id);
    const commit = this.open.get(id);
    if (commit && commit.writes.length > 0) this.commits.push(commit);
    this.open.delete(id);
  }

  abortTransaction(id: string): void {
    this.open.delete(id);
    this.engine.abortTransaction(id);
  }
}

/** Writes what was recorded, in the same commits. */
export function replay(engine: StoreEngine, commits: readonly Commit[]): void {
  for (const { inTransaction, writes } of commits) {
    const transactionId = inTransaction ? engine.startTransaction() : undefined;
    for (const write of writes) write(engine, transactionId);
    if (transactionId !== undefined) engine.commitTransaction(transactionId);
  }
}

const PAGE = 1000;

/** Every document of a collection as it is stored, in the order of the ids. */
export function* allDocuments(engine: StoreEngine, collection: string): Generator<string> {
  for (let last = ''; ;) {
    const page = engine.find(collection, { _id: { $gt: last } }, { sort: { _id: 1 }, limit: PAGE });
    yield* page;
    if (page.length < PAGE) return;
    last = (JSON.parse(page[page.length - 1]!) as Document)._id;
  }
}
