import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GATES } from './all-gates';

/** `tsx tests/weapp/gates/main.ts [FOLDER]`: puts the built mini-program through every gate; one line each. */
async function main(): Promise<void> {
  const dist = resolve(process.argv[2] ?? join(__dirname, '../../../dist/weapp'));
  if (!existsSync(join(dist, 'app.json'))) throw new Error(`${dist} has no app.json: npm run build:weapp first`);
  for (const gate of GATES) {
    const complaints = await gate.check(dist);
    if (complaints.length > 0) {
      process.exitCode = 1;
      process.stdout.write(`FAIL ${gate.name}\n${complaints.map((each) => `  ${each}\n`).join('')}`);
    } else {
      const covers = gate.covers ? `: ${await gate.covers(dist)}` : '';
      process.stdout.write(`ok ${gate.name}${covers}\n`);
    }
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
