import type { CheckResult } from '../../../tools/verify-books/report';

/** What became of a tampering. */
export interface Tried {
  name: string;
  check: string;
  names: string;
  results: CheckResult[];
  /** The folder after the check is the one before it, byte by byte. */
  isUnchanged: boolean;
}
