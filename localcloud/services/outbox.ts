import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const KEPT = 1000;

/** A message that the real platform would have delivered. */
export interface OutboxEntry {
  id: number;
  /** The cloud's clock, milliseconds since 1970. */
  at: number;
  kind: 'subscribeMessage' | 'updatableMessage';
  content: Record<string, unknown>;
}

/** The newest thousand messages sent, kept in a file of one JSON text a line. */
export class Outbox {
  private entries: OutboxEntry[];
  private lines = 0;

  constructor(private readonly file: string) {
    this.entries = existsSync(file) ? readLines(file) : [];
    if (this.entries.length > 0) this.rewrite();
  }

  add(kind: OutboxEntry['kind'], at: number, content: Record<string, unknown>): OutboxEntry {
    const entry = { id: (this.entries.at(-1)?.id ?? 0) + 1, at, kind, content };
    this.entries.push(entry);
    appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
    this.lines += 1;
    if (this.lines > 2 * KEPT) this.rewrite();
    return entry;
  }

  /** Newest first. */
  newest(limit = KEPT): OutboxEntry[] {
    return this.entries.slice(-KEPT).reverse().slice(0, limit);
  }

  private rewrite(): void {
    this.entries = this.entries.slice(-KEPT);
    writeFileSync(`${this.file}.new`, this.entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    renameSync(`${this.file}.new`, this.file);
    this.lines = this.entries.length;
  }
}

function readLines(file: string): OutboxEntry[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as OutboxEntry];
      } catch {
        // The process died while it wrote this line; the message was not acknowledged.
        return [];
      }
    });
}
