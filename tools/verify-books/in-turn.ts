/** What stands in the way of one sequence from 1. */
export interface TurnFault {
  kind: 'repeated' | 'missing';
  from: number;
  to: number;
}

interface Line<Item> {
  next: number;
  /** What came before its turn. */
  early: Map<number, Item>;
  faults: TurnFault[];
}

/**
 * Hands out what belongs to many sequences in the order of their turns, as it comes. Journals are committed in turn, so
 * that in sound books nothing has to wait.
 */
export class InTurn<Item> {
  private readonly lines = new Map<string, Line<Item>>();

  constructor(private readonly serve: (name: string, item: Item) => void) {}

  private line(name: string): Line<Item> {
    const line = this.lines.get(name) ?? { next: 1, early: new Map<number, Item>(), faults: [] };
    this.lines.set(name, line);
    return line;
  }

  offer(name: string, turn: number, item: Item): void {
    const line = this.line(name);
    if (turn < line.next || line.early.has(turn)) {
      line.faults.push({ kind: 'repeated', from: turn, to: turn });
      this.serve(name, item);
      return;
    }
    line.early.set(turn, item);
    for (let ready = line.early.get(line.next); ready !== undefined; ready = line.early.get(line.next)) {
      line.early.delete(line.next);
      line.next += 1;
      this.serve(name, ready);
    }
  }

  /** Hands out what waits behind a gap after all, and tells how each sequence ended: faults, and its last turn. */
  end(): Map<string, { last: number; faults: TurnFault[] }> {
    const ends = new Map<string, { last: number; faults: TurnFault[] }>();
    for (const [name, line] of this.lines) {
      const waiting = [...line.early].sort(([a], [b]) => a - b);
      for (const [turn, item] of waiting) {
        if (turn > line.next) line.faults.push({ kind: 'missing', from: line.next, to: turn - 1 });
        line.next = turn + 1;
        this.serve(name, item);
      }
      ends.set(name, { last: line.next - 1, faults: line.faults });
    }
    return ends;
  }
}
