import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const CONFIG = path.join(ROOT, '.dependency-cruiser.cjs');

/** Importing file, imported file, and the rule that must forbid it; no rule: it is allowed. */
const IMPORTS: [from: string, to: string, rule: string | undefined][] = [
  ['src/contract/a.ts', 'src/contract/b', undefined],
  ['src/contract/c.ts', 'valibot', undefined],
  ['src/contract/d.ts', 'src/lib/nothing', 'contract-imports-nothing'],
  ['src/contract/e.ts', 'react', 'contract-imports-nothing'],
  ['src/pages/home/a.ts', 'src/features/ordering/order', undefined],
  ['src/pages/home/b.ts', 'src/pages/home/nothing', undefined],
  ['src/pages/home/c.ts', 'src/pages/me/nothing', 'screens-apart'],
  ['src/pages/home/d.ts', 'src/leader/pages/desk/nothing', 'screens-apart'],
  ['src/pages/home/e.ts', 'cloudfunctions/core/rule', 'src-is-the-client'],
  ['src/pages/home/f.ts', 'localcloud/engine', 'src-is-the-client'],
  ['src/pages/home/g.ts', 'wx-server-sdk', 'no-server-sdk-in-src'],
  ['src/pages/home/h.ts', 'esbuild', 'no-dev-dependency-shipped'],
  ['src/leader/pages/desk/a.ts', 'src/leader/pages/stock/nothing', 'screens-apart'],
  ['src/leader/pages/desk/b.ts', 'src/merchant/pages/day/nothing', 'subpackages-apart'],
  ['src/features/ordering/a.ts', 'src/components/part', undefined],
  ['src/features/ordering/b.ts', 'src/features/sharing/nothing', 'features-apart'],
  ['src/features/ordering/c.ts', 'src/pages/home/nothing', 'features-know-no-screen'],
  ['src/components/a.ts', 'src/contract/b', undefined],
  ['src/components/b.ts', 'src/features/ordering/order', 'parts-know-no-feature'],
  ['src/lib/a.ts', 'src/pages/home/nothing', 'parts-know-no-feature'],
  ['src/app.ts', 'src/pages/home/nothing', 'nobody-imports-screens'],
  ['cloudfunctions/core/a.ts', 'src/contract/b', undefined],
  ['cloudfunctions/core/b.ts', 'cloudfunctions/usecases/ports', 'core-is-pure'],
  ['cloudfunctions/core/c.ts', 'wx-server-sdk', 'core-is-pure'],
  ['cloudfunctions/core/d.ts', 'node:fs', 'core-is-pure'],
  ['cloudfunctions/core/e.ts', 'node:crypto', undefined],
  ['cloudfunctions/usecases/a.ts', 'cloudfunctions/core/rule', undefined],
  ['cloudfunctions/usecases/b.ts', 'cloudfunctions/adapters/sdk', 'usecases-know-ports-only'],
  ['cloudfunctions/usecases/c.ts', 'wx-server-sdk', 'usecases-know-ports-only'],
  ['cloudfunctions/usecases/d.ts', 'wx-server-sdk', 'only-adapters-know-the-sdk'],
  ['cloudfunctions/adapters/a.ts', 'wx-server-sdk', undefined],
  ['cloudfunctions/adapters/b.ts', 'cloudfunctions/usecases/ports', undefined],
  ['cloudfunctions/adapters/c.ts', 'cloudfunctions/usecases/place-order', 'adapters-implement-ports'],
  ['cloudfunctions/adapters/d.ts', 'cloudfunctions/core/rule', 'adapters-implement-ports'],
  ['cloudfunctions/adapters/e.ts', 'cloudfunctions/api/main', 'nobody-imports-functions'],
  ['cloudfunctions/api/a.ts', 'cloudfunctions/adapters/sdk', undefined],
  ['cloudfunctions/api/b.ts', 'cloudfunctions/job/main', 'functions-apart'],
  ['cloudfunctions/api/c.ts', 'cloudfunctions/core/rule', 'functions-leave-rules-to-usecases'],
  ['cloudfunctions/api/d.ts', 'src/lib/nothing', 'server-imports-contract-only'],
  ['cloudfunctions/api/e.ts', 'wx-server-sdk', 'only-adapters-know-the-sdk'],
  ['localcloud/a.ts', 'config/cloud/database.json', undefined],
  ['localcloud/b.ts', 'src/contract/b', 'local-cloud-stands-alone'],
  ['localcloud/c.ts', 'cloudfunctions/usecases/ports', 'local-cloud-stands-alone'],
  ['localcloud/d.ts', 'config/build', 'local-cloud-stands-alone'],
  ['config/a.ts', 'src/contract/b', undefined],
  ['config/b.ts', 'cloudfunctions/core/rule', 'config-builds-from-the-contract'],
  ['config/c.ts', 'tests/help', 'tests-are-not-shipped'],
  ['tools/verify-books/a.ts', 'src/contract/b', 'auditors-stand-alone'],
  ['tools/verify-books/b.ts', 'cloudfunctions/core/rule', 'auditors-stand-alone'],
  ['tests/simulation/model/a.ts', 'tests/simulation/model/rule', undefined],
  ['tests/simulation/model/b.ts', 'cloudfunctions/core/rule', 'model-stands-alone'],
  ['tests/simulation/model/c.ts', 'src/contract/b', 'model-stands-alone'],
  ['tests/simulation/model/d.ts', 'tests/simulation/town', 'model-stands-alone'],
  ['tests/a.ts', 'cloudfunctions/api/main', undefined],
  ['src/lib/one.ts', 'src/lib/two', 'no-cycles'],
  ['src/lib/b.ts', 'src/lib/missing-file', 'resolvable'],
];
const PACKAGES = {
  valibot: 'dependencies',
  react: 'dependencies',
  'wx-server-sdk': 'dependencies',
  esbuild: 'devDependencies',
};
const NOT_MADE = 'src/lib/missing-file';
/** What an imported file says, where it is not empty: here it closes the cycle, which is reported once. */
const CONTENTS: Record<string, string> = { 'src/lib/two.ts': "import './one';\n" };

interface Cruised {
  summary: { violations: { from: string; rule: { name: string } }[] };
}

/** Lays the files out in a folder that looks like this repository. */
function layOut(folder: string): void {
  const write = (file: string, content: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  };
  const isFile = (target: string): boolean => /^(src|cloudfunctions|localcloud|config|tests)\//.test(target);
  const importers = new Set(IMPORTS.map(([from]) => from));
  for (const [, to] of IMPORTS) {
    const file = to.endsWith('.json') ? to : `${to}.ts`;
    if (isFile(to) && to !== NOT_MADE && !importers.has(file)) {
      write(file, CONTENTS[file] ?? (to.endsWith('.json') ? '{}' : 'export {};'));
    }
  }
  for (const [from, to] of IMPORTS) {
    const target = isFile(to) ? path.relative(path.dirname(from), to) : to;
    write(from, `import '${target.startsWith('.') || !isFile(to) ? target : `./${target}`}';\n`);
  }
  const manifest: Record<string, Record<string, string>> = { dependencies: {}, devDependencies: {} };
  for (const [name, kind] of Object.entries(PACKAGES)) {
    manifest[kind]![name] = '1.0.0';
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  write('package.json', JSON.stringify({ name: 'mirror', ...manifest }));
  write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'ESNext', moduleResolution: 'bundler' } }));
}

function cruise(folder: string): Cruised {
  const program = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const folders = ['src', 'cloudfunctions', 'localcloud', 'config', 'tests', 'tools'];
  const args = [program, '--config', CONFIG, '--output-type', 'json', ...folders];
  return JSON.parse(
    execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 }),
  ) as Cruised;
}

describe('import boundaries', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lintuan-boundaries-'));
  let broken: Map<string, Set<string>>;
  beforeAll(() => {
    layOut(folder);
    broken = new Map();
    for (const { from, rule } of cruise(folder).summary.violations) {
      broken.set(from, (broken.get(from) ?? new Set()).add(rule.name));
    }
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(IMPORTS)('%s → %s: %s', (from, _, rule) => {
    const rules = [...(broken.get(from) ?? [])];
    if (rule === undefined) expect(rules).toEqual([]);
    else expect(rules).toContain(rule);
  });

  test('every rule is proven here', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the configuration is CommonJS, as its tool wants it
    const { forbidden } = require(CONFIG) as { forbidden: { name: string }[] };
    const proven = new Set(IMPORTS.map(([, , rule]) => rule));
    expect(forbidden.map(({ name }) => name).filter((name) => !proven.has(name))).toEqual([]);
  });
});
