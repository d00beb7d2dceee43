import { resolve } from 'node:path';
import { parseOptions, USAGE } from './options';
import { jsonOf, textOf } from './print';
import { isFine } from './report';
import { verify } from './verify';

function main(): void {
  const asked = parseOptions(process.argv.slice(2));
  switch (asked.kind) {
    case 'help':
      process.stdout.write(USAGE);
      return;
    case 'wrong':
      process.stderr.write(`${asked.problem}\n\n${USAGE}`);
      process.exitCode = 2;
      return;
    case 'run': {
      const folder = resolve(asked.folder);
      const results = verify(folder);
      process.stdout.write(asked.json ? jsonOf(folder, results) : textOf(folder, results));
      process.exitCode = isFine(results) ? 0 : 1;
    }
  }
}

main();
