import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const WASM_FILE = '@resvg/resvg-wasm/index_bg.wasm';
let ready: Promise<void> | undefined;

/** Draws an SVG `width` pixels wide and hands it to `use`. The library can be set up only once a process, so all draw here. */
async function draw<Result>(
  svg: string,
  width: number,
  use: (image: ReturnType<InstanceType<typeof Resvg>['render']>) => Result,
): Promise<Result> {
  ready ??= initWasm(readFileSync(createRequire(__filename).resolve(WASM_FILE)));
  await ready;
  const renderer = new Resvg(svg, { fitTo: { mode: 'width', value: width } });
  const image = renderer.render();
  const result = use(image);
  image.free();
  renderer.free();
  return result;
}

/** An SVG as PNG of `width` pixels. */
export const drawPng = (svg: string, width: number): Promise<Buffer> =>
  draw(svg, width, (image) => Buffer.from(image.asPng()));

/** A drawn picture: four bytes a pixel, red, green, blue and opacity. */
export interface Pixels {
  width: number;
  height: number;
  bytes: Uint8Array;
}

/** An SVG as the pixels of a picture `width` wide. */
export const drawPixels = (svg: string, width: number): Promise<Pixels> =>
  draw(svg, width, (image) => ({ width: image.width, height: image.height, bytes: Uint8Array.from(image.pixels) }));
