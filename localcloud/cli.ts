import { PREVIEW } from './cli/build';
import { runCommand } from './cli/run';

runCommand(PREVIEW, process.argv.slice(2));
