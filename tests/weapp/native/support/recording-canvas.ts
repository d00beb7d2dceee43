import { measure } from './measure';

export interface Call {
  name: string;
  args: unknown[];
  /** Colour and font in force. */
  fill: unknown;
  font: unknown;
}

interface Picture {
  width: number;
  height: number;
  src: string;
  onload?: () => void;
  onerror?: () => void;
}

/** What becomes of a picture's address. */
export type Loading = 'loads' | 'fails' | 'never';

const PICTURE = { width: 900, height: 600 };

/** WeChat's canvas node without a screen: it notes what is painted on it. */
export class RecordingCanvas {
  readonly calls: Call[] = [];
  readonly loaded: string[] = [];
  private size = { width: 300, height: 150 };
  private readonly state: Record<string, unknown> = {};

  constructor(private readonly loading: (address: string) => Loading = () => 'loads') {}

  get width(): number {
    return this.size.width;
  }
  /** As on every canvas, a size wipes it. */
  set width(width: number) {
    this.size.width = width;
    this.calls.length = 0;
  }
  get height(): number {
    return this.size.height;
  }
  set height(height: number) {
    this.size.height = height;
    this.calls.length = 0;
  }

  getContext = (): unknown =>
    new Proxy(this.state, {
      get: (state, name: string) => {
        if (name === 'measureText') return (text: string) => ({ width: measure(text, this.font()) });
        if (name in state) return state[name];
        return (...args: unknown[]) => void this.calls.push({ name, args, fill: state.fillStyle, font: state.font });
      },
      set: (state, name: string, value: unknown) => {
        state[name] = value;
        return true;
      },
    });

  createImage = (): Picture => {
    const picture: Picture = { ...PICTURE, src: '' };
    const { loaded, loading } = this;
    return Object.defineProperty(picture, 'src', {
      set(address: string) {
        loaded.push(address);
        const outcome = loading(address);
        if (outcome === 'never') return;
        queueMicrotask(() => (outcome === 'loads' ? picture.onload?.() : picture.onerror?.()));
      },
    });
  };

  /** Texts in the order in which they were written. */
  texts(): string[] {
    return this.of('fillText').map(({ args }) => String(args[0]));
  }

  of(name: string): Call[] {
    return this.calls.filter((call) => call.name === name);
  }

  private font(): { size: number; weight: 400 } {
    return { size: Number(/(\d+)px/.exec(String(this.state.font))?.[1]), weight: 400 };
  }
}
