import type { Store, Transaction } from '../../cloudfunctions/usecases/ports';

/** The function ended here: nothing after this line of the use case ever ran. */
export class Crash extends Error {
  override name = 'Crash';
}

export type CrashMode = 'before' | 'after';

/** Ends the function at its n-th store call, counted from 0: before the call reaches the database, or after it. */
export class CrashingStore implements Store {
  calls = 0;
  constructor(
    private readonly store: Store,
    private readonly at: number,
    private readonly mode: CrashMode,
  ) {}

  private async guard<Result>(call: () => Promise<Result>): Promise<Result> {
    const number = this.calls;
    this.calls += 1;
    if (number === this.at && this.mode === 'before') throw new Crash(`before call ${number}`);
    const result = await call();
    if (number === this.at) throw new Crash(`after call ${number}`);
    return result;
  }

  get: Store['get'] = (...args) => this.guard(() => this.store.get(...args));
  getMany: Store['getMany'] = (...args) => this.guard(() => this.store.getMany(...args));
  find: Store['find'] = (...args) => this.guard(() => this.store.find(...args));
  count: Store['count'] = (...args) => this.guard(() => this.store.count(...args));
  insert: Store['insert'] = (...args) => this.guard(() => this.store.insert(...args));
  insertMissing: Store['insertMissing'] = (...args) => this.guard(() => this.store.insertMissing(...args));
  replace: Store['replace'] = (...args) => this.guard(() => this.store.replace(...args));
  update: Store['update'] = (...args) => this.guard(() => this.store.update(...args));
  remove: Store['remove'] = (...args) => this.guard(() => this.store.remove(...args));

  /** The operations inside count one by one, and the commit as one more. */
  transact: Store['transact'] = (work) =>
    this.guard(() =>
      this.store.transact((transaction) => {
        const guarded: Transaction = {
          get: (...args) => this.guard(() => transaction.get(...args)),
          insert: (...args) => this.guard(() => transaction.insert(...args)),
          replace: (...args) => this.guard(() => transaction.replace(...args)),
        };
        return work(guarded);
      }),
    );
}
