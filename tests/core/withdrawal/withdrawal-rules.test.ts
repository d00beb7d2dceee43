import { mayWithdraw } from '../../../cloudfunctions/core/withdrawal/withdrawal-rules';
import { DEFAULT_SETTINGS } from '../../../cloudfunctions/core/settings';
import { fen } from '../../../src/contract/money';

/** The defaults: from 100 fen to 199,999 fen (rulebook section 12). */
test.each([
  // payable, asked, open request, outcome
  [5_000, 5_000, null, 'ok'],
  [5_000, 100, null, 'ok'],
  [5_000, 99, null, 'belowMinimum'],
  [50, 99, null, 'belowMinimum'],
  [99, 100, null, 'notEnoughToWithdraw'],
  [5_000, 5_001, null, 'notEnoughToWithdraw'],
  [0, 100, null, 'notEnoughToWithdraw'],
  [-800, 100, null, 'notEnoughToWithdraw'],
  [900_000, 199_999, null, 'ok'],
  [900_000, 200_000, null, 'aboveMaximum'],
  [5_000, 100, 'w1', 'withdrawalOpen'],
  [5_000, 1, 'w1', 'withdrawalOpen'],
] as const)('payable %i, asked %i, open %p: %s', (payable, asked, openWithdrawalId, outcome) => {
  const answer = mayWithdraw(DEFAULT_SETTINGS, { payableFen: fen(payable), openWithdrawalId }, fen(asked));
  expect(answer.ok ? 'ok' : answer.code).toBe(outcome);
});
