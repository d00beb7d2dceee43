import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ICON_NAMES } from '../src/components/icon/icon-names';

interface IconSet {
  width: number;
  height: number;
  icons: Record<string, { body: string }>;
}

/**
 * Writes the masks of the icons in use. The prefixed property alone is understood by every engine that runs the app,
 * the unprefixed one beside it would double the file.
 */
const set = JSON.parse(
  readFileSync(createRequire(__filename).resolve('@iconify-json/ph/icons.json'), 'utf8'),
) as IconSet;

const rules = ICON_NAMES.map((name) => {
  const icon = set.icons[name];
  if (!icon) throw new Error(`Phosphor has no icon ${name}`);
  const body = icon.body.replaceAll(' fill="currentColor"', '');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${set.width} ${set.height}">${body}</svg>`;
  const data = Buffer.from(svg).toString('base64');
  return `.lt-icon-${name} {\n  -webkit-mask-image: url('data:image/svg+xml;base64,${data}');\n}\n`;
});

const target = path.resolve(__dirname, '../src/components/icon/icons.scss');
writeFileSync(target, `/* Phosphor icons (MIT), written by config/build-icons.ts. */\n${rules.join('')}`);
