import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const WASM_FILE = '@resvg/resvg-wasm/index_bg.wasm';
let ready: Promise<void> | undefined;

/** Draws an SVG as PNG of `width` pixels. The library can be set up only once a process, so everyone draws here. */
export async function drawPng(svg: string, width: number): Promise<Buffer> {
  ready ??= initWasm(readFileSync(createRequire(__filename).resolve(WASM_FILE)));
  await ready;
  const renderer = new Resvg(svg, { fitTo: { mode: 'width', value: width } });
  const image = renderer.render();
  const png = Buffer.from(image.asPng());
  image.free();
  renderer.free();
  return png;
}
