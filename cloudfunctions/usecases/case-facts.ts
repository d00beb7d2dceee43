import type { CaseFacts } from '../core/refund/after-sale';
import type { RefundDocument } from './documents';

/** A request as core's rules of appeals see it. */
export const caseFacts = ({ state, request }: RefundDocument): CaseFacts => ({
  state,
  rejectedAt: request?.decisions.filter(({ kind }) => kind === 'rejected').at(-1)?.at ?? null,
  appealed: request?.appeal != null,
});
