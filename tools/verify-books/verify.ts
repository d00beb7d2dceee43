import { audit } from './audit';
import { DataFile } from './data-file';
import { DataProblem } from './data-problem';
import { indexFaults } from './index-faults';
import { COLLECTIONS } from './reading';
import { type CheckResult, Report } from './report';
import { type Snapshot, takeSnapshot } from './snapshot';
import { SqliteSource } from './sqlite-source';
import { inspectLog } from './write-ahead-log';

/** Checks the books in a data folder of the local cloud, of which it changes nothing. */
export function verify(folder: string): CheckResult[] {
  const files = new Report('files', 'data files');
  try {
    const snapshot = takeSnapshot(folder);
    try {
      return verifySnapshot(snapshot, files);
    } finally {
      snapshot.remove();
    }
  } catch (error) {
    if (error instanceof DataProblem) files.find('data file', error.message);
    // Whatever the driver stumbles over in a damaged file, and files that may not be read.
    else files.find('data file', `the data can't be read: ${(error as Error).message}`);
    return [files.result()];
  }
}

function verifySnapshot({ file, wal, inUseBy }: Snapshot, files: Report): CheckResult[] {
  files.count(wal === null ? 1 : 2);
  if (inUseBy !== null)
    files.note('in use', `process ${inUseBy} has the folder open; what was checked is a copy of one moment`);
  if (wal !== null) checkLog(wal, files);
  const data = new DataFile(file);
  try {
    const faults = data.faults();
    for (const fault of faults) files.find('data file', fault);
    if (faults.length > 0) return [files.result()];
    for (const fault of indexFaults(data)) files.find('index', fault);
    return [files.result(), ...checkDocuments(data)];
  } finally {
    data.close();
  }
}

function checkLog(wal: string, files: Report): void {
  const { frames, lostFrames, lostCommits } = inspectLog(wal);
  if (lostCommits > 0)
    files.find(
      'log',
      `damaged: documents.db-wal can be read up to page ${frames}; ${lostFrames} pages after it are lost`,
    );
  else if (lostFrames > 0)
    files.note('log', `documents.db-wal ends with ${lostFrames} pages of a write that was never finished`);
}

function checkDocuments(data: DataFile): CheckResult[] {
  const unreadable = new Report('documents', 'documents');
  // Some are read more than once; each is told of once.
  const told = new Set<string>();
  const source = new SqliteSource(data, (name, problem) => {
    if (!told.has(name)) unreadable.find('unreadable', `${name} can't be read: ${problem}`);
    told.add(name);
  });
  const results = audit(source);
  // Nothing is checked in the others but that they can be read.
  for (const name of source.names().filter((each) => !(COLLECTIONS as string[]).includes(each)))
    for (const _ of source.documents(name)) unreadable.count();
  return results.map((result) => (result.name === 'documents' ? together(result, unreadable.result()) : result));
}

const together = (one: CheckResult, other: CheckResult): CheckResult => ({
  ...one,
  checked: one.checked + other.checked,
  findings: [...other.findings, ...one.findings],
});
