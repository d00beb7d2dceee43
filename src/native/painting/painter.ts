import type { PictureName } from './drawing';
import { measureWith, paint, type Pen, type Picture } from './paint';
import type { ShareFacts } from './share-facts';
import type { Sketch } from './sketch';

export interface PaintingCanvas {
  width: number;
  height: number;
  getContext(kind: '2d'): Pen | null;
}

/** What WeChat and a browser do each in their own way. */
export interface PaintingHost<Canvas extends PaintingCanvas> {
  /** undefined: there is none to paint on. */
  canvas(): Promise<Canvas | undefined>;
  /** Rejects where the picture does not load. */
  load(canvas: Canvas, address: string): Promise<Picture>;
  /** Makes a file of what was painted; resolves with its path. */
  save(canvas: Canvas): Promise<string>;
}

/** Why nothing came: there is no canvas, a picture that it needs did not load, or no file could be made. */
export type PaintFailure = 'canvas' | 'picture' | 'save';

export interface Listener {
  ready(painted: { path: string; missing: PictureName[] }): void;
  failed(failure: { reason: PaintFailure }): void;
}

/** A picture that takes longer is taken for missing: a card without it is better than none. */
const LOAD_MS = 8000;

/** Paints what it is asked for, one after the other on its one canvas: the newest facts last, and the same facts once. */
export class Painter<Canvas extends PaintingCanvas> {
  private wanted: ShareFacts | undefined;
  /** The facts painted last, as text. */
  private painted = '';
  private failed = false;
  private working = false;
  private stopped = false;

  constructor(
    private readonly sketch: Sketch,
    private readonly host: PaintingHost<Canvas>,
    private readonly listener: Listener,
  ) {}

  /** Asks for a picture of these facts. */
  async want(facts: ShareFacts): Promise<void> {
    this.wanted = facts;
    if (this.working) return;
    // What failed may be asked for again.
    if (this.failed) this.painted = '';
    this.failed = false;
    this.working = true;
    while (this.isNew()) await this.work(this.wanted);
    this.working = false;
  }

  /** Nobody listens any more. */
  stop(): void {
    this.stopped = true;
  }

  /** Whether what is wanted says anything else than what was painted last. */
  private isNew(): boolean {
    return !this.stopped && JSON.stringify(this.wanted) !== this.painted;
  }

  private async work(facts: ShareFacts): Promise<void> {
    this.painted = JSON.stringify(facts);
    const outcome = await this.paintOf(facts);
    // Older facts than the newest are news to nobody.
    if (this.stopped || this.isNew()) return;
    if (typeof outcome !== 'string') return this.listener.ready(outcome);
    this.listener.failed({ reason: outcome });
    this.failed = true;
  }

  private async paintOf(facts: ShareFacts): Promise<Parameters<Listener['ready']>[0] | PaintFailure> {
    const canvas = await this.host.canvas().catch(() => undefined);
    const pen = canvas?.getContext('2d');
    if (!canvas || !pen) return 'canvas';
    const { pictures, missing } = await this.load(canvas, facts);
    if (this.sketch.needs.some((name) => !pictures.has(name))) return 'picture';
    const known = {
      ...facts,
      pictures: { ...facts.pictures, ...Object.fromEntries(missing.map((name) => [name, ''])) },
    };
    const drawing = this.sketch.layout(known, measureWith(pen));
    // Setting a size clears the canvas.
    canvas.width = drawing.width;
    canvas.height = drawing.height;
    paint(pen, drawing, pictures);
    try {
      return { path: await this.host.save(canvas), missing };
    } catch {
      return 'save';
    }
  }

  private async load(canvas: Canvas, facts: ShareFacts) {
    const asked = this.sketch.shows.filter((name) => facts.pictures[name] !== '');
    const pictures = new Map<PictureName, Picture>();
    await Promise.all(
      asked.map(async (name) => {
        const picture = await inTime(this.host.load(canvas, facts.pictures[name])).catch(() => undefined);
        if (picture) pictures.set(name, picture);
      }),
    );
    return { pictures, missing: asked.filter((name) => !pictures.has(name)) };
  }
}

/** What resolves within the time that a picture may take. */
function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the picture takes too long')), LOAD_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
