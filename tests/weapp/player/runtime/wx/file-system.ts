import { keepFileAt } from '../files';
import { answer, Refusal, type Options } from './answer';

/** The files that the app writes itself; they last as long as this run. */

interface Written {
  filePath: string;
  data: string;
  encoding: 'base64' | 'utf8';
}

const OWN_FILES = 'wxfile://usr/';

function writeFile({ filePath = '', data = '', encoding = 'utf8' }: Partial<Written>): void {
  if (!filePath.startsWith(OWN_FILES)) throw new Refusal(`permission denied, open ${filePath}`);
  const content = encoding === 'base64' ? Uint8Array.from(atob(data), (char) => char.charCodeAt(0)) : data;
  keepFileAt(filePath, new Blob([content]));
}

const manager = {
  writeFile: (given: Partial<Written> & Options) => answer('writeFile', given, () => writeFile(given)),
};

export const fileSystem = { getFileSystemManager: () => manager };
