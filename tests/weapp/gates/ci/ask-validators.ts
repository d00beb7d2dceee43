import { fork } from 'node:child_process';
import { join } from 'node:path';
import { installValidators, VALIDATORS } from './install-validators';

/** Of what the tools printed, so much is shown when they die. */
const SHOWN_CHARACTERS = 2_000;

/** Asks WeChat's tools a question of tools/weapp-ci/validate.cjs. Throws Error when they end without an answer. */
export function askValidators<Answer>(question: string, dist: string): Promise<Answer> {
  installValidators();
  return new Promise((resolve, reject) => {
    // Their own compiler is a child of this child, and cannot start with the loader of our TypeScript.
    const child = fork(join(VALIDATORS, 'validate.cjs'), [question, dist], {
      silent: true,
      execArgv: [],
      env: withoutLoader(),
    });
    let printed = '';
    const gather = (chunk: Buffer): void => {
      printed = (printed + chunk.toString()).slice(-SHOWN_CHARACTERS);
    };
    child.stdout?.on('data', gather);
    child.stderr?.on('data', gather);
    child.once('message', (answer) => resolve(answer as Answer));
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`miniprogram-ci ended with ${code} and no answer:\n${printed}`)));
  });
}

function withoutLoader(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _left, ...env } = process.env;
  return env;
}
