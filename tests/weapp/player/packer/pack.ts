import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, posix } from 'node:path';
import { build } from 'esbuild';
import { TmplGroup } from 'glass-easel-template-compiler';
import type { AppJson, PackedApp, PageJson } from '../packed-app';
import { StyleSheets } from './style-sheet';

const PLAYER = join(__dirname, '..');
const PICTURE = /\.(png|jpe?g|gif|webp|svg)$/i;
/** The global under which the page's script finds what was packed. */
const GLOBAL = 'lintuanPackedApp';

interface Compiled {
  app: PackedApp;
  /** The generators as an expression: they are code, not data. */
  templates: string;
  problems: string[];
}

function filesBelow(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(below, entry.name);
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}

/** Compiles a build: templates by WeChat's compiler, styles to CSS, scripts and settings as they are. */
function compile(dist: string, files: readonly string[]): Compiled {
  const text = (path: string): string => readFileSync(join(dist, path), 'utf8');
  const known = new Set(files);
  const problems: string[] = [];
  const styles = new StyleSheets((path) => (known.has(path) ? text(path) : undefined), problems);
  const templates = new TmplGroup();
  const app: PackedApp = { js: {}, json: {}, appJson: { pages: [] }, css: {}, scope: {}, templates: {} };
  for (const path of files) {
    const name = path.slice(0, path.length - extname(path).length);
    switch (extname(path)) {
      case '.js':
        app.js[name] = text(path);
        break;
      case '.json':
        if (name === 'app') app.appJson = JSON.parse(text(path)) as AppJson;
        else app.json[name] = JSON.parse(text(path)) as PageJson;
        break;
      case '.wxml':
        for (const { message, startLine } of warningsOf(templates.addTmpl(name, text(path))))
          problems.push(`${path}:${startLine} ${message}`);
        break;
      case '.wxs':
        templates.addScript(name, text(path));
        break;
      case '.wxss':
        app.css[name] = styles.css(path);
        break;
      default:
    }
  }
  templates.addTmpl('player:slot', '<slot/>');
  templates.addTmpl('player:empty', '');
  scopeComponents(app, styles);
  return { app, templates: templates.getTmplGenObjectGroups(), problems };
}

interface TemplateWarning {
  message: string;
  startLine: number;
}
const warningsOf = (answer: unknown): TemplateWarning[] => (answer ?? []) as TemplateWarning[];

function scopeComponents(app: PackedApp, styles: StyleSheets): void {
  let count = 0;
  for (const [name, { component }] of Object.entries(app.json)) {
    if (!component || app.css[name] === undefined) continue;
    count += 1;
    app.scope[name] = `c${count}`;
    app.css[name] = styles.scoped(`${name}.wxss`, `c${count}`);
  }
}

async function bundleRuntime(out: string): Promise<void> {
  await build({
    entryPoints: [join(PLAYER, 'runtime/main.ts')],
    outfile: join(out, 'runtime.js'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    mainFields: ['module', 'main'],
    define: { 'process.env.NODE_ENV': '"production"' },
    sourcemap: 'inline',
    logLevel: 'silent',
  });
}

/**
 * Packs the build of a mini-program into a folder that any web server can give out. Answers what the compilers complained
 * of; nothing of the build is changed.
 */
export async function pack(dist: string, out: string): Promise<string[]> {
  const files = filesBelow(dist);
  const { app, templates, problems } = compile(dist, files);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const { templates: _, ...data } = app;
  writeFileSync(join(out, 'app-data.js'), `self.${GLOBAL}={...${JSON.stringify(data)},templates:${templates}};`);
  await bundleRuntime(out);
  for (const path of files.filter((each) => PICTURE.test(each))) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    copyFileSync(join(dist, path), join(out, path));
  }
  cpSync(join(PLAYER, 'page'), out, { recursive: true });
  return problems;
}
