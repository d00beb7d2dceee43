import { fileUrl } from '../files';
import { define } from './define';

/** The canvas that `SelectorQuery` answers as `node`: the browser's own, with what WeChat adds to it. */
export interface CanvasNode extends HTMLCanvasElement {
  createImage(): HTMLImageElement;
  createPath2D(path?: string): Path2D;
  requestAnimationFrame(callback: FrameRequestCallback): number;
  cancelAnimationFrame(handle: number): void;
}

/** An image whose source may be a path of the package or of the cloud. */
function createImage(): HTMLImageElement {
  const image = new Image();
  const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
  Object.defineProperty(image, 'src', {
    get: () => source?.get?.call(image) as string,
    set: (path: string) => source?.set?.call(image, fileUrl(path)),
  });
  return image;
}

export function makeCanvasNode(canvas: HTMLCanvasElement): CanvasNode {
  return Object.assign(canvas, {
    createImage,
    createPath2D: (path?: string) => new Path2D(path),
    requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
    cancelAnimationFrame: (handle: number) => cancelAnimationFrame(handle),
  });
}

export const canvasIn = (element: Element): CanvasNode | null => element.querySelector('canvas') as CanvasNode | null;

export function defineCanvas(): void {
  define({
    tag: 'canvas',
    properties: { type: 'string', canvasId: 'string', disableScroll: 'boolean' },
    shown: ['canvasId'],
    slot: false,
    setUp({ element }) {
      element.append(makeCanvasNode(document.createElement('canvas')));
      return undefined;
    },
  });
}
