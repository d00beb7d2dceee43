import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ShareFacts } from '../../../../src/native/painting/share-facts';
import type { RecordingCanvas } from './recording-canvas';

/** A native component of the project in WeChat's own component framework, on a canvas that notes what is painted. */

interface Component {
  dom?: HTMLElement;
  addEventListener(name: string, listener: (event: { detail: never }) => void): void;
  attach(parent: Element): void;
  detach(): void;
  setData(data: object): void;
  triggerLifeTime(name: string): void;
}

interface Simulate {
  load(path: string, tag: string, options: { compiler: 'official'; rootPath: string }): string;
  render(id: string, properties: object): Component;
  sleep(ms: number): Promise<void>;
}

interface Query {
  _queue: { selector: string; exparserNode: { shadowRoot: { querySelector(selector: string): unknown } } }[];
  exec(callback: (found: { node?: unknown }[]) => void): void;
}

// Their own types bring an older set of WeChat's, which would stand beside ours.
const simulate = jest.requireActual<Simulate>('miniprogram-simulate');
const { prototype } = jest.requireActual<{ prototype: Query }>('j-component/src/tool/selectorquery');

const ROOT = join(__dirname, '../../../..');
const DIST = join(ROOT, 'dist/weapp');
const SAVED = 'wxfile://tmp/painted';

export type Name = 'share-card' | 'poster';
export interface Artefact {
  what: 'source' | 'built';
  load: (name: Name) => string;
}

const loadFrom = (root: string) => (name: Name) =>
  simulate.load(join(root, `native/${name}/index`), name, { compiler: 'official', rootPath: join(root, 'native') });

/** What the build's components need before they can be loaded. */
function startBuild(): void {
  for (const script of ['runtime.js', 'vendors.js', 'common.js'])
    // Only WeChat's own loader knows these names, and it loads them in this order.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    require(join(DIST, script));
}

/** The components as they are written, and, where there is a build, as they ship. */
export const artefacts: Artefact[] = [
  { what: 'source', load: loadFrom(join(ROOT, 'src')) },
  ...(existsSync(join(DIST, 'native/poster/index.js'))
    ? [
        {
          what: 'built' as const,
          load: (name: Name) => {
            startBuild();
            return loadFrom(DIST)(name);
          },
        },
      ]
    : []),
];

/** The framework's queries know of no canvas; from now on an element of the template that is one answers this one. */
function answerWith(canvas: RecordingCanvas | undefined): void {
  prototype.exec = function (this: Query, callback) {
    const [asked] = this._queue;
    const element = asked?.exparserNode.shadowRoot.querySelector(asked.selector) as { is?: string } | null;
    void Promise.resolve().then(() => callback(element?.is === 'canvas' ? [{ node: canvas ?? null }] : []));
  };
}

export interface Rendered {
  component: Component;
  ready: { path: string; missing: string[] }[];
  failed: { reason: string }[];
  show(facts: ShareFacts): void;
}

export interface Wechat {
  saved: Record<string, unknown>[];
  downloaded: string[];
}

/** WeChat's side: what it makes files of, and where the cloud's files are. */
export function wechat(save: 'works' | 'fails' = 'works'): Wechat {
  const saved: Record<string, unknown>[] = [];
  const downloaded: string[] = [];
  Object.assign(wx, {
    canvasToTempFilePath: ({ canvas: _, ...options }: Record<string, unknown>) => {
      if (save === 'fails') return Promise.reject(new Error('canvasToTempFilePath:fail'));
      saved.push(options);
      return Promise.resolve({ tempFilePath: `${SAVED}-${saved.length}.jpg` });
    },
    cloud: {
      downloadFile: ({ fileID }: { fileID: string }) => {
        downloaded.push(fileID);
        return Promise.resolve({ tempFilePath: `wxfile://tmp/${fileID.split('/').at(-1)}` });
      },
    },
  });
  return { saved, downloaded };
}

/** Puts a component on the page and lets it paint. */
export async function render(id: string, facts: ShareFacts | null, canvas?: RecordingCanvas): Promise<Rendered> {
  answerWith(canvas);
  const component = simulate.render(id, { facts });
  const told: Pick<Rendered, 'ready' | 'failed'> = { ready: [], failed: [] };
  component.addEventListener('ready', (event) => told.ready.push(event.detail));
  component.addEventListener('failed', (event) => told.failed.push(event.detail));
  component.attach(document.body);
  component.triggerLifeTime('ready');
  await settle();
  return { component, ...told, show: (changed) => component.setData({ facts: changed }) };
}

/** Lets everything happen that waits for nothing but its turn. */
export const settle = (): Promise<void> => simulate.sleep(20);
