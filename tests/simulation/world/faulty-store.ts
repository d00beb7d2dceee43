import type { CollectionName, Documents } from '../../../cloudfunctions/usecases/documents';
import type { Change, Query, Store, Transaction, Where } from '../../../cloudfunctions/usecases/ports';
import { TransactionUnknown } from '../../../cloudfunctions/usecases/ports';
import { callLabel, COMMIT, queryLabel } from './call-label';

/**
 * What happens at a call. `crashBefore`, `crashAfter`: the function ends there, before the call reaches the database or
 * once it took effect. `timeoutNotApplied`, `timeoutApplied`: no answer arrives, the function lives on.
 */
export type Fault = 'none' | 'crashBefore' | 'crashAfter' | 'timeoutApplied' | 'timeoutNotApplied';

/** Chooses the fault of a call: they are numbered from 0, those in transactions and each commit included. */
export type Plan = (call: number, label: string) => Fault;

/** The function ended here: nothing after this line ever ran. */
export class Crash extends Error {
  override name = 'Crash';
}

/** No answer arrived; whether the call took effect is not known. */
export class StoreTimeout extends Error {
  override name = 'StoreTimeout';
}

/** A fault at one place of a plan, none elsewhere. */
export const faultAt =
  (at: number, fault: Fault): Plan =>
  (call) =>
    call === at ? fault : 'none';

/**
 * A store for one run of a function, which meets faults as planned. After a crash every call throws Crash, so that code
 * which catches errors does not live on either. A call that fails within a transaction ends it with nothing written, as
 * the database does; a commit that times out throws TransactionUnknown, as the cloud's store does.
 */
export class FaultyStore implements Store {
  /** The labels of all calls so far, see call-label.ts. */
  readonly calls: string[] = [];
  private crashed: Crash | undefined;

  constructor(
    private readonly store: Store,
    private readonly plan: Plan,
  ) {}

  /** Numbers a call and answers its fault. Throws Crash when the function has ended. */
  private begin(label: string): Fault {
    this.requireLife();
    this.calls.push(label);
    return this.plan(this.calls.length - 1, label);
  }

  private requireLife(): void {
    // The same error again: whoever goes through a long list and catches what each item throws meets it often.
    if (this.crashed) throw this.crashed;
  }

  private crash(where: string): Crash {
    this.crashed = new Crash(where);
    return this.crashed;
  }

  /** Makes a call as its fault wants it. */
  private async call<Result>(label: string, work: () => Promise<Result>): Promise<Result> {
    const fault = this.begin(label);
    if (fault === 'crashBefore') throw this.crash(`before ${label}`);
    if (fault === 'timeoutNotApplied') throw new StoreTimeout(`${label}: not applied`);
    try {
      return await work();
    } finally {
      // Whatever the answer is, an error included: it may not be heard.
      this.end(fault, label);
    }
  }

  /** Throws where the answer of a call is not heard. */
  private end(fault: Fault, label: string): void {
    // The function may have ended meanwhile, in another call that it made at the same time.
    this.requireLife();
    if (fault === 'crashAfter') throw this.crash(`after ${label}`);
    if (fault === 'timeoutApplied') throw new StoreTimeout(`${label}: applied`);
  }

  get<Name extends CollectionName>(collection: Name, id: string): Promise<Documents[Name] | undefined> {
    return this.call(callLabel('get', collection, id), () => this.store.get(collection, id));
  }

  getMany<Name extends CollectionName>(collection: Name, ids: readonly string[]): Promise<Documents[Name][]> {
    return this.call(callLabel('getMany', collection, ids.length), () => this.store.getMany(collection, ids));
  }

  find<Name extends CollectionName>(collection: Name, query: Query): Promise<Documents[Name][]> {
    return this.call(queryLabel('find', collection, query.where), () => this.store.find(collection, query));
  }

  count<Name extends CollectionName>(collection: Name, where: Where): Promise<number> {
    return this.call(queryLabel('count', collection, where), () => this.store.count(collection, where));
  }

  insert<Name extends CollectionName>(collection: Name, document: Documents[Name]): Promise<boolean> {
    return this.call(callLabel('insert', collection, document._id), () => this.store.insert(collection, document));
  }

  insertMissing<Name extends CollectionName>(collection: Name, documents: readonly Documents[Name][]): Promise<void> {
    const label = callLabel('insertMissing', collection, documents.length);
    return this.call(label, () => this.store.insertMissing(collection, documents));
  }

  replace<Name extends CollectionName>(
    collection: Name,
    document: Documents[Name] & { rev: number },
  ): Promise<boolean> {
    return this.call(callLabel('replace', collection, document._id), () => this.store.replace(collection, document));
  }

  update<Name extends CollectionName>(collection: Name, id: string, where: Where, change: Change): Promise<boolean> {
    return this.call(callLabel('update', collection, id), () => this.store.update(collection, id, where, change));
  }

  remove<Name extends CollectionName>(collection: Name, id: string): Promise<void> {
    return this.call(callLabel('remove', collection, id), () => this.store.remove(collection, id));
  }

  async transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    this.requireLife();
    /** Why the function does not hear what became of the commit. */
    let unheard: Error | undefined;
    const heard = this.store.transact(async (transaction) => {
      // The commit met a conflict: nothing was written, and nobody who would try again was told.
      if (unheard) throw unheard;
      const mine = this.faulty(transaction);
      const result = await work(mine.transaction);
      unheard = this.commit(mine.hasEnded());
      return result;
    });
    return heard.finally(() => {
      if (unheard) throw unheard;
      this.requireLife();
    });
  }

  /** Throws where the commit does not take effect; answers what comes instead of the answer where it does. */
  private commit(hasEnded: boolean): Error | undefined {
    const fault = this.begin(COMMIT);
    if (fault === 'crashBefore') throw this.crash('before commit');
    if (fault === 'crashAfter' && hasEnded) throw this.crash('after commit');
    if (fault === 'timeoutNotApplied') throw new TransactionUnknown('commit: not applied');
    if (hasEnded) throw new TransactionUnknown('commit: the transaction had ended');
    if (fault === 'crashAfter') return this.crash('after commit');
    return fault === 'timeoutApplied' ? new TransactionUnknown('commit: applied') : undefined;
  }

  /** The transaction with faults, and whether one of them has ended it. */
  private faulty(inner: Transaction): { transaction: Transaction; hasEnded: () => boolean } {
    let hasEnded = false;
    const call = async <Result>(label: string, work: () => Promise<Result>): Promise<Result> => {
      if (hasEnded) throw new Error(`${label}: the transaction has ended`);
      try {
        return await this.call(label, work);
      } catch (error) {
        if (error instanceof StoreTimeout) hasEnded = true;
        throw error;
      }
    };
    const transaction: Transaction = {
      get: (collection, id) => call(callLabel('get', collection, id), () => inner.get(collection, id)),
      insert: (collection, document) =>
        call(callLabel('insert', collection, document._id), () => inner.insert(collection, document)),
      replace: (collection, document) =>
        call(callLabel('replace', collection, document._id), () => inner.replace(collection, document)),
    };
    return { transaction, hasEnded: () => hasEnded };
  }
}
