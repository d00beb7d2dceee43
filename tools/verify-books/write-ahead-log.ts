import { readFileSync } from 'node:fs';

// The format is that of https://www.sqlite.org/fileformat2.html#the_write_ahead_log
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;

/** What stands in a log: how many frames can be read, and what comes after them. */
export interface LogState {
  frames: number;
  /** Frames of the same run of the log after the first one that can't be read. */
  lostFrames: number;
  /** One of those ended a transaction: what was written for good is gone, unless the machine went down. */
  lostCommits: number;
}

type Sums = [number, number];

/**
 * Looks whether a log can be read to its end. SQLite itself stops silently at the first frame whose checksum is wrong, and
 * whatever was committed after it is lost.
 */
export function inspectLog(file: string): LogState {
  const log = readFileSync(file);
  const state: LogState = { frames: 0, lostFrames: 0, lostCommits: 0 };
  if (log.length < HEADER_BYTES) return state;
  const magic = log.readUInt32BE(0);
  const littleEndian = magic === MAGIC;
  if (!littleEndian && magic !== MAGIC + 1) return { ...state, lostFrames: 1, lostCommits: 1 };
  const pageBytes = log.readUInt32BE(8);
  const frameBytes = FRAME_HEADER_BYTES + pageBytes;
  let sums = addTo([0, 0], log.subarray(0, 24), littleEndian);
  let isReadable = sums[0] === log.readUInt32BE(24) && sums[1] === log.readUInt32BE(28);
  if (!isReadable) return { ...state, lostFrames: 1, lostCommits: 1 };
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    // Frames of an earlier run stay behind the present one until they are written over.
    if (!log.subarray(at + 8, at + 16).equals(log.subarray(16, 24))) {
      isReadable = false;
      continue;
    }
    sums = addTo(sums, log.subarray(at, at + 8), littleEndian);
    sums = addTo(sums, log.subarray(at + FRAME_HEADER_BYTES, at + frameBytes), littleEndian);
    isReadable &&= sums[0] === log.readUInt32BE(at + 16) && sums[1] === log.readUInt32BE(at + 20);
    if (isReadable) state.frames += 1;
    else {
      state.lostFrames += 1;
      if (log.readUInt32BE(at + 4) > 0) state.lostCommits += 1;
    }
  }
  return state;
}

function addTo([first, second]: Sums, bytes: Buffer, littleEndian: boolean): Sums {
  let a = first;
  let b = second;
  for (let at = 0; at < bytes.length; at += 8) {
    const x = littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
    const y = littleEndian ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4);
    a = (a + x + b) >>> 0;
    b = (b + y + a) >>> 0;
  }
  return [a, b];
}
