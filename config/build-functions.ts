import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ConversionConfig, toJsonSchema } from '@valibot/to-json-schema';
import { buildSync } from 'esbuild';
import type { GenericSchema } from 'valibot';
import { CALLS, COMMON_ERRORS } from '../src/contract/calls';
import { ERRORS } from '../src/contract/errors';

/**
 * Bundles each cloud function into one file that needs nothing beside it, and writes the contract for readers that are
 * no TypeScript: dist/cloudfunctions/{api,callback,job}/ and dist/contract.json.
 */
const ROOT = path.resolve(__dirname, '..');
const FUNCTIONS = ['api', 'callback', 'job'];
const DIST = path.join(ROOT, 'dist');

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** Bundles one function; answers the size of its bundle in bytes. Throws what esbuild found wrong. */
function buildFunction(name: string, version: string): number {
  const source = path.join(ROOT, 'cloudfunctions', name);
  const target = path.join(DIST, 'cloudfunctions', name);
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [path.join(source, 'index.ts')],
    outfile: path.join(target, 'index.js'),
    // Written below: what runs from the last build keeps it when this one fails.
    write: false,
    bundle: true,
    minify: true,
    // Names of functions and classes stay readable in stack traces.
    keepNames: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const [bundle] = outputFiles;
  if (!bundle) throw new Error(`esbuild made nothing of ${name}`);
  mkdirSync(target, { recursive: true });
  writeFileSync(bundle.path, bundle.contents);
  writeFileSync(
    path.join(target, 'package.json'),
    `${JSON.stringify({ name, version, private: true, main: 'index.js', dependencies: {} }, null, 2)}\n`,
  );
  cpSync(path.join(source, 'config.json'), path.join(target, 'config.json'));
  return bundle.contents.byteLength;
}

/** JSON Schema has no word for a trim, a brand or a check by code: those are the server's alone. */
const LOSSY: ConversionConfig = { errorMode: 'ignore' };
const schemaOf = (schema: GenericSchema, typeMode: 'input' | 'output'): unknown =>
  toJsonSchema(schema as Parameters<typeof toJsonSchema>[0], { ...LOSSY, typeMode });

function contractJson(version: string): string {
  const calls = Object.entries(CALLS).map(([name, call]) => [
    name,
    {
      input: schemaOf(call.input, 'input'),
      // What travels is what goes into the schema: branding an amount does not change it.
      output: schemaOf(call.output, 'input'),
      errors: call.errors,
      may: call.may,
      subject: call.subject,
      perMinute: call.perMinute,
    },
  ]);
  const contract = {
    version,
    errors: ERRORS,
    commonErrors: COMMON_ERRORS,
    calls: Object.fromEntries(calls) as unknown,
  };
  return `${JSON.stringify(contract, null, 2)}\n`;
}

function build(): void {
  const version = readVersion();
  for (const name of FUNCTIONS) {
    const bytes = buildFunction(name, version);
    console.log(`dist/cloudfunctions/${name}/index.js  ${(bytes / 1024).toFixed(0)} KB`);
  }
  const contract = contractJson(version);
  writeFileSync(path.join(DIST, 'contract.json'), contract);
  console.log(`dist/contract.json  ${(Buffer.byteLength(contract) / 1024).toFixed(0)} KB`);
}

try {
  build();
} catch (error) {
  console.error(`The cloud functions were not built: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
