import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

/** The phone that the screens are drawn for. */
export const PHONE = { width: 390, height: 844 };

const CHROME_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** A font configuration that knows the npm package's Chinese font beside the system's: a bare machine draws none. */
function fontConfiguration(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lintuan-fonts-'));
  const font = dirname(createRequire(__filename).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const file = join(folder, 'fonts.conf');
  mkdirSync(join(folder, 'cache'));
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${font}</dir><dir>/usr/share/fonts</dir><cachedir>${join(folder, 'cache')}</cachedir>
<match target="pattern"><test name="family"><string>sans-serif</string></test><edit name="family" mode="prepend" binding="strong"><string>Noto Sans SC</string></edit></match>
</fontconfig>`,
  );
  return file;
}

interface Executable {
  path: string;
  /** Where the libraries are that this machine lacks; the package brings them for a machine that has none. */
  libraries?: string;
}

/**
 * Unpacks the npm package's browser, with its libraries. It is an ES module, which the test runner cannot load: Node
 * itself does, and is told that it runs where the libraries are wanted.
 */
function packedChromium(): Executable {
  const script = `import('@sparticuz/chromium').then(async ({ default: packed }) =>
    process.stdout.write(await packed.executablePath()))`;
  const env = { ...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x', AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
  const path = execFileSync(process.execPath, ['-e', script], { cwd: __dirname, encoding: 'utf8', env });
  const needs = spawnSync('ldd', [path], { encoding: 'utf8' }).stdout ?? '';
  return needs.includes('not found') ? { path, libraries: join(tmpdir(), 'al2023', 'lib') } : { path };
}

/** The browser of these tests: CHROME_PATH, the npm package's on Linux, an installed Chrome elsewhere. */
function executable(): Executable {
  if (process.env.CHROME_PATH !== undefined) return { path: process.env.CHROME_PATH };
  if (process.platform === 'linux') return packedChromium();
  const installed = CHROME_PLACES.find((place) => existsSync(place));
  if (installed === undefined) throw new Error('no Chrome was found: install it, or name one in CHROME_PATH');
  return { path: installed };
}

export async function openBrowser(): Promise<Browser> {
  const { path, libraries } = executable();
  const env = { ...process.env, FONTCONFIG_FILE: fontConfiguration() } as Record<string, string>;
  if (libraries !== undefined) env.LD_LIBRARY_PATH = libraries;
  return chromium.launch({
    executablePath: path,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    env,
  });
}

/** A phone held by one person; every error that a page reports fails the test that asks `complaints`. */
export interface Phone {
  context: BrowserContext;
  page: Page;
  complaints: string[];
}

export async function openPhone(browser: Browser): Promise<Phone> {
  const context = await browser.newContext({ viewport: PHONE, deviceScaleFactor: 2, hasTouch: true, locale: 'zh-CN' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('requestfailed', (request) => {
    // Leaving a page ends what it was still loading.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()}`);
  });
  return { context, page, complaints };
}
