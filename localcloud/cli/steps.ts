/** Where progress is shown. */
export interface Screen {
  write(text: string): unknown;
  isTTY?: boolean;
}

const TICK_MS = 1000;
/** Where lines cannot be rewritten, a step speaks only this often. */
const QUIET_STEP = 25;

/** Shows what is being done, a line a step, with the time that it takes. */
export class Steps {
  constructor(private readonly screen: Screen) {}

  /** Runs one step; `work` may report how far it is, 0 to 1, and answers what became of it in a word or two. */
  async run(name: string, work: (progress: (part: number) => void) => Promise<string> | string): Promise<void> {
    const began = performance.now();
    let percent = -1;
    let spoken = 0;
    const line = (mark: string, what: string): string => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      return `  ${mark} ${name}  ${what}  ${seconds} s`;
    };
    const show = (): void => {
      if (this.screen.isTTY) this.screen.write(`\r\u001b[K${line('…', percent < 0 ? '' : `${percent} %`)}`);
    };
    const ticker = setInterval(show, TICK_MS);
    const progress = (part: number): void => {
      percent = Math.floor(part * 100);
      if (this.screen.isTTY) return show();
      if (percent < spoken + QUIET_STEP || percent === 100) return;
      spoken = percent;
      this.screen.write(`${line('…', `${percent} %`)}\n`);
    };
    show();
    try {
      const what = await work(progress);
      this.screen.write(`${this.screen.isTTY ? '\r\u001b[K' : ''}${line('✓', what)}\n`);
    } catch (error) {
      this.screen.write(`${this.screen.isTTY ? '\r\u001b[K' : ''}${line('✗', '')}\n`);
      throw error;
    } finally {
      clearInterval(ticker);
    }
  }
}
