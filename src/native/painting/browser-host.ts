import type { Picture } from './paint';
import type { PaintingHost } from './painter';

const JPEG_QUALITY = 0.92;

/** Paints on a canvas that nobody sees; the file is a `data:` address. */
export function browserHost(): PaintingHost<HTMLCanvasElement> {
  const only = document.createElement('canvas');
  return {
    canvas: () => Promise.resolve(only),
    load: (_, address) =>
      new Promise<Picture>((resolve, reject) => {
        const image = new Image();
        image.onload = () => resolve(image);
        image.onerror = () => reject(new Error('the picture does not load'));
        image.src = address;
      }),
    save: (canvas) => Promise.resolve(canvas.toDataURL('image/jpeg', JPEG_QUALITY)),
  };
}
