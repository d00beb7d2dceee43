import type { App } from '../../../localcloud/cli/build';
import { runCommand } from '../../../localcloud/cli/run';

/** The mini-program as it ships, in the phone of the developer panel. */
const MINI_PROGRAM: App = {
  command: 'npm run play',
  words: 'the mini-program as it ships',
  target: {
    name: 'Mini-program 小程序',
    sources: ['src', 'config', 'babel.config.js', 'tsconfig.json', 'package.json', 'tests/weapp/player'],
    outputs: ['dist/weapp/app.json', 'dist/player/index.html'],
    command: ['--import', 'tsx', 'tests/weapp/player/build.ts'],
    stamp: 'dist/.stamps/player',
  },
  folder: 'dist/player',
};

runCommand(MINI_PROGRAM, process.argv.slice(2));
