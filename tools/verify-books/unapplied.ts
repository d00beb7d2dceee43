import type { Reading } from './reading';
import type { Journal } from './records/journal';
import type { Mark } from './records/views';
import type { Report } from './report';

interface Waiting {
  id: string;
  at: number;
  /** What it changes, by account. */
  changes: Map<string, number>;
}

/** What a journal changes, by account. */
export function changesOf({ postings }: Journal): Map<string, number> {
  const changes = new Map<string, number>();
  for (const { from, to, amount } of postings) {
    changes.set(from, (changes.get(from) ?? 0) - amount);
    changes.set(to, (changes.get(to) ?? 0) + amount);
  }
  return changes;
}

/** The journals that not every balance has: a balance that has one carries its mark. */
export class Unapplied {
  readonly journals = new Map<string, Waiting>();

  constructor(reading: Reading, report: Report) {
    reading.each('journals', report, (journal) => {
      if (journal.appliedAt !== null) return;
      this.journals.set(journal.id, { id: journal.id, at: journal.at, changes: changesOf(journal) });
    });
  }

  /** What a balance already has of the journals that not every balance has. */
  marked(account: string, applied: readonly Mark[]): number {
    if (this.journals.size === 0) return 0;
    return applied.reduce((sum, { id }) => sum + (this.journals.get(id)?.changes.get(account) ?? 0), 0);
  }
}
