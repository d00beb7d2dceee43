import { cloud, db } from './sdk';
let served = 0;

/** Retries as a real use case must: the SDK itself loses the code by which it would know a conflict. */
async function transact(work: (transaction: unknown) => Promise<unknown>): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.runTransaction(work, 0);
    } catch (error) {
      const text = JSON.stringify(error) + String(error);
      if (attempt === 40 || !/TransactionConflict|TransactionBusy|TRANSACTION_CONFLICT/.test(text)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * attempt));
    }
  }
}

/** Runs the code that a test sends, next to the real SDK. */
export async function main(event: { call: string; input: unknown }): Promise<unknown> {
  served += 1;
  const names = ['cloud', 'db', '_', '$', 'transact', 'input', 'event', 'served', 'require'];
  const run = new Function(...names, `return (async () => {${event.call}})()`) as (...args: unknown[]) => unknown;
  try {
    const { command } = db;
    const output = await run(cloud, db, command, command.aggregate, transact, event.input, event, served, require);
    return { ok: true, output };
  } catch (error) {
    const { errCode, errMsg } = error as { errCode?: number; errMsg?: string };
    if (errCode === undefined) throw error;
    return { ok: false, error: { errCode, errMsg } };
  }
}
