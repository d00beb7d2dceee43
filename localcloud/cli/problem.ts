import { DataInUseError } from '../data-lock';
import { DamagedDataError } from '../engine/types';
import { SeedError } from '../seed/town';
import { BuildError } from './build';

const FILE_PROBLEMS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC', 'ENAMETOOLONG']);

/** The port is somebody else's. */
export class PortError extends Error {}

/** What went wrong, in a sentence for the person at the terminal, and what to do about it. */
export function sentenceOf(error: unknown, dataDir: string): string {
  if (error instanceof DamagedDataError) {
    return `${error.message} It was left as it is; --fresh puts it aside and makes new demo data.`;
  }
  if (error instanceof DataInUseError) {
    const sentence = `${error.message[0]?.toUpperCase() ?? ''}${error.message.slice(1)}`;
    return `${sentence}. Stop that process, or choose another folder with --data.`;
  }
  if (error instanceof BuildError) return `${error.output.trimEnd()}\n${error.message}`;
  if (error instanceof SeedError) return `The demo neighbourhood could not be made: ${error.message}`;
  if (error instanceof PortError) return error.message;
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  if (FILE_PROBLEMS.has(code)) return `The data folder ${dataDir} can't be written (${code}).`;
  return message;
}
