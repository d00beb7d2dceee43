/** Findings of a kind that are kept; the rest is only counted. */
export const MOST_SHOWN = 20;

/** Findings, or notes, of one kind. */
export interface Remarks {
  kind: string;
  count: number;
  /** The first of them, as sentences for an operator. */
  sentences: string[];
}

/** What a check found. */
export interface CheckResult {
  name: string;
  /** What was counted: `journals`. */
  of: string;
  checked: number;
  /** What is wrong. */
  findings: Remarks[];
  /** What is not wrong, but worth knowing. */
  notes: Remarks[];
}

/** Gathers what one check finds. */
export class Report {
  private checked = 0;
  private readonly findings = new Map<string, Remarks>();
  private readonly notes = new Map<string, Remarks>();

  constructor(
    private readonly name: string,
    private readonly of: string,
  ) {}

  count(more = 1): void {
    this.checked += more;
  }

  /** Something is wrong. kind: a few words that findings alike have in common. */
  find(kind: string, sentence: string): void {
    add(this.findings, kind, sentence);
  }

  note(kind: string, sentence: string): void {
    add(this.notes, kind, sentence);
  }

  result(): CheckResult {
    const { name, of, checked } = this;
    return { name, of, checked, findings: [...this.findings.values()], notes: [...this.notes.values()] };
  }
}

function add(remarks: Map<string, Remarks>, kind: string, sentence: string): void {
  const same = remarks.get(kind) ?? { kind, count: 0, sentences: [] };
  same.count += 1;
  if (same.sentences.length < MOST_SHOWN) same.sentences.push(sentence);
  remarks.set(kind, same);
}

/** Whether nothing is wrong. */
export const isFine = (results: readonly CheckResult[]): boolean =>
  results.every(({ findings }) => findings.length === 0);
