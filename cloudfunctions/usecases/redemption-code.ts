import type { Instant } from '../../src/contract/time';
import { sha256Hex } from '../core/canonical';
import { invariant } from '../core/invariant';
import { pickupCode } from '../core/pickup/pickup-code';
import { AlreadyExists, WriteConflict, type Store, type Transaction } from './ports';

const CODES_TRIED = 20;

const codeId = (pointId: string, code: string): string => `${pointId}:${code}`;

/** Reserves, within the transaction that makes the redemption, a code that nothing else waiting at the point has. */
export async function reserveCode(
  transaction: Transaction,
  pointId: string,
  redemptionId: string,
  now: Instant,
): Promise<string> {
  for (let attempt = 0; attempt < CODES_TRIED; attempt += 1) {
    const code = pickupCode(Number.parseInt(sha256Hex(`${redemptionId}:${attempt}`).slice(0, 12), 16) / 2 ** 48);
    const _id = codeId(pointId, code);
    if (await transaction.get('pickupCodes', _id)) continue;
    try {
      await transaction.insert('pickupCodes', { _id, v: 1, pointId, orderId: redemptionId, at: now });
    } catch (error) {
      throw error instanceof AlreadyExists ? new WriteConflict(_id) : error;
    }
    return code;
  }
  invariant(false, `point ${pointId} has hardly a pickup code left`);
}

/** Lets the code of goods that were handed over be given to others. */
export async function freeCode(store: Store, pointId: string, code: string, redemptionId: string): Promise<void> {
  const reserved = await store.get('pickupCodes', codeId(pointId, code));
  if (reserved?.orderId === redemptionId) await store.remove('pickupCodes', reserved._id);
}
