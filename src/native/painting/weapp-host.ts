import type { Picture } from './paint';
import type { PaintingCanvas, PaintingHost } from './painter';

/** WeChat's canvas node. */
interface CanvasNode extends PaintingCanvas {
  createImage(): HTMLImageElement;
}

type Querying = Pick<WechatMiniprogram.Component.TrivialInstance, 'createSelectorQuery'>;

const JPEG_QUALITY = 0.92;

/** Paints on the canvas of a native component; `#canvas` in its template. */
export const weappHost = (component: Querying): PaintingHost<CanvasNode> => ({
  canvas: () =>
    new Promise((resolve) => {
      component
        .createSelectorQuery()
        .select('#canvas')
        .fields({ node: true })
        .exec((found: { node?: CanvasNode | null }[] | null) => resolve(found?.[0]?.node ?? undefined));
    }),

  async load(canvas, address) {
    const path = await localPath(address);
    return new Promise<Picture>((resolve, reject) => {
      const image = canvas.createImage();
      image.onload = () => resolve(image);
      image.onerror = () => reject(new Error('the picture does not load'));
      image.src = path;
    });
  },

  async save(canvas) {
    const { width, height } = canvas;
    const { tempFilePath } = await wx.canvasToTempFilePath({
      // The typings want a Canvas of theirs, whose context is untyped.
      canvas: canvas as unknown as WechatMiniprogram.Canvas,
      x: 0,
      y: 0,
      width,
      height,
      // Otherwise the file would be larger by the phone's pixel ratio.
      destWidth: width,
      destHeight: height,
      fileType: 'jpg',
      quality: JPEG_QUALITY,
    });
    return tempFilePath;
  },
});

/** A canvas loads files and web addresses, but not the ids of the cloud's files. */
async function localPath(address: string): Promise<string> {
  if (!address.startsWith('cloud://')) return address;
  const { tempFilePath } = await wx.cloud.downloadFile({ fileID: address });
  return tempFilePath;
}
