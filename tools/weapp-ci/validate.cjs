'use strict';
// Asks WeChat's own tools about one built mini-program: node validate.cjs QUESTION FOLDER, started with an IPC channel.
// It is a program of its own because the tools print at will, keep handles open and live in this folder's node_modules.
const { mkdtempSync, readFileSync, rmSync, existsSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, posix } = require('node:path');
const ci = require('miniprogram-ci');

/** The port named "discard": the one list that the tools ask the network for falls back to the built-in one at once. */
const NO_NETWORK = 'http://127.0.0.1:9';

function projectIn(folder) {
  return new ci.Project({
    appid: 'wx0123456789abcdef',
    type: 'miniProgram',
    projectPath: folder,
    // Only an upload signs anything.
    privateKey: 'unused',
    ignores: [],
    // What an appid may do is asked from the network unless it is given.
    attr: async () => ci.DefaultProjectAttr,
  });
}

/** Compiles as an upload would: why WeChat would refuse it, or which files it would upload with other bytes. */
async function compile(folder) {
  const out = mkdtempSync(join(tmpdir(), 'lintuan-compiled-'));
  try {
    const compiled = await ci.getCompiledResult(
      { project: projectIn(folder), version: '1.0.0', desc: 'check', setting: { es6: false, minify: false } },
      join(out, 'compiled.zip'),
    );
    const same = (name) =>
      existsSync(join(folder, name)) && readFileSync(join(folder, name)).equals(Buffer.from(compiled[name]));
    return { changed: Object.keys(compiled).filter((name) => !same(name)) };
  } catch (error) {
    return { refused: String(error.message || error), changed: [] };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** What WeChat's schemas hold against app.json and the settings of each page, as far as these are JSON at all. */
function schemas(folder) {
  const read = (name) => {
    try {
      return JSON.parse(readFileSync(join(folder, name), 'utf8'));
    } catch {
      return undefined;
    }
  };
  const held = (kind, name) => {
    const value = read(name);
    if (value === undefined) return { name, errors: ['it is missing, or no JSON'], warning: '' };
    const { error, warning } = ci.schemaValidate(kind, value);
    return { name, errors: error.map((each) => JSON.stringify(each)), warning };
  };
  const { pages = [], subPackages = [] } = read('app.json') || {};
  const inSubpackages = subPackages.flatMap(({ root, pages: inside }) => inside.map((page) => posix.join(root, page)));
  return [held('app', 'app.json'), ...[...pages, ...inSubpackages].map((page) => held('page', `${page}.json`))];
}

async function config(folder) {
  return { ...(await compile(folder)), schemas: schemas(folder) };
}

/** The dependency graph of all files, with everything that the tools warn about on the way, and the quality check. */
async function quality(folder) {
  const warnings = [];
  console.warn = (...words) => warnings.push(words.map(String).join(' '));
  const project = projectIn(folder);
  await ci.analyseCode(project);
  return { warnings: [...new Set(warnings)], checks: await ci.checkCodeQuality(project) };
}

const QUESTIONS = { config, quality };

async function main() {
  ci.proxy(NO_NETWORK);
  const [question, folder] = process.argv.slice(2);
  const answer = await QUESTIONS[question](folder);
  process.send(answer, () => process.exit(0));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
