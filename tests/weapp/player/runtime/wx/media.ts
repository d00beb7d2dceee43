import { canvasIn, type CanvasNode } from '../builtin/canvas';
import { fileContent, fileUrl, keepFile } from '../files';
import { note } from '../log';
import { chooseFiles } from '../shell/open-types';
import { sheet } from '../shell/sheet';
import { doing, Refusal } from './answer';
import { needPrivacy } from './privacy';

interface CanvasOptions {
  canvas: CanvasNode;
  canvasId: string;
  x: number;
  y: number;
  width: number;
  height: number;
  destWidth: number;
  destHeight: number;
  fileType: 'png' | 'jpg';
  quality: number;
}

async function canvasToTempFilePath(given: Partial<CanvasOptions>): Promise<{ tempFilePath: string }> {
  const named = document.querySelector(`wx-canvas[canvas-id="${given.canvasId ?? ''}"]`);
  const canvas = given.canvas ?? (named ? canvasIn(named) : null);
  if (!canvas) throw new Refusal('canvas is empty');
  const { x = 0, y = 0, width = canvas.width - x, height = canvas.height - y } = given;
  const { destWidth = width, destHeight = height, fileType = 'png', quality = 1 } = given;
  const copy = Object.assign(document.createElement('canvas'), { width: destWidth, height: destHeight });
  copy.getContext('2d')?.drawImage(canvas, x, y, width, height, 0, 0, destWidth, destHeight);
  const type = fileType === 'jpg' ? 'image/jpeg' : 'image/png';
  const content = await new Promise<Blob | null>((resolve) => copy.toBlob(resolve, type, quality));
  if (!content) throw new Refusal('nothing could be drawn');
  return { tempFilePath: keepFile(content, fileType) };
}

async function getImageInfo({ src = '' }: { src?: string }): Promise<Record<string, unknown>> {
  const image = new Image();
  image.src = fileUrl(src);
  await image.decode().catch(() => {
    throw new Refusal(`download image fail: ${src}`);
  });
  return { width: image.naturalWidth, height: image.naturalHeight, path: src, orientation: 'up', type: 'png' };
}

interface Choosing {
  count: number;
  mediaType: string[];
}

async function chooseMedia(name: string, { count = 9 }: Partial<Choosing>): Promise<Record<string, unknown>> {
  await needPrivacy(name);
  const files = (await chooseFiles('image/*', count > 1)).slice(0, count);
  if (files.length === 0) throw new Refusal('cancel', true);
  return {
    type: 'image',
    tempFiles: files.map(({ path, size }) => ({ tempFilePath: path, path, size, fileType: 'image' })),
    tempFilePaths: files.map(({ path }) => path),
  };
}

async function saveImage({ filePath = '' }: { filePath?: string }): Promise<void> {
  await needPrivacy('saveImageToPhotosAlbum');
  const content = await fileContent(filePath);
  const link = Object.assign(document.createElement('a'), {
    href: URL.createObjectURL(content),
    download: filePath.split('/').at(-1) ?? 'picture.png',
  });
  link.click();
  note('call', `saveImageToPhotosAlbum ${content.size} bytes`);
}

function preview({ urls = [], current }: { urls?: string[]; current?: string }): void {
  note('call', `previewImage ${urls.length}`);
  void sheet<true>(
    'phone-preview',
    (panel, end) => {
      panel.append(Object.assign(document.createElement('img'), { src: fileUrl(current ?? urls[0] ?? ''), alt: '' }));
      panel.addEventListener('click', () => end(true));
    },
    () => true,
  );
}

export const media = {
  canvasToTempFilePath: doing<CanvasOptions>('canvasToTempFilePath', canvasToTempFilePath),
  getImageInfo: doing<{ src: string }>('getImageInfo', getImageInfo),
  chooseMedia: doing<Choosing>('chooseMedia', (given) => chooseMedia('chooseMedia', given)),
  chooseImage: doing<Choosing>('chooseImage', (given) => chooseMedia('chooseImage', given)),
  saveImageToPhotosAlbum: doing<{ filePath: string }>('saveImageToPhotosAlbum', saveImage),
  previewImage: doing<{ urls: string[]; current: string }>('previewImage', preview),
  previewMedia: doing<{ sources: { url: string }[] }>('previewMedia', ({ sources = [] }) =>
    preview({ urls: sources.map(({ url }) => url) }),
  ),
  createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number } = {}) =>
    Object.assign(document.createElement('canvas'), { width, height }),
  showShareImageMenu: doing<{ path: string }>('showShareImageMenu', ({ path = '' }) => {
    note('call', 'showShareImageMenu');
    preview({ urls: [path] });
  }),
};
