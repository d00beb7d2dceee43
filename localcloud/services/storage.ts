import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { WireError } from '../wire/wire-error';

const DEFAULT_MAX_AGE_S = 7200;
const MAX_FILES_PER_CALL = 50;
const MAX_PATH_BYTES = 850;
const MAX_SEGMENT_BYTES = 240;
const UPLOAD_LIFE_MS = 15 * 60_000;
// Control characters, and what has a meaning of its own in paths or addresses on some system.
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001f\u007f\\:*?"<>|#]/;

export interface DownloadUrl {
  fileID: string;
  tempFileURL: string;
  maxAge?: number;
  code: string;
}

/** The cloud's file storage, in a folder. Paths that would leave the folder cannot be expressed. */
export class Storage {
  private readonly uploads = new Map<string, { token: string; until: number }>();
  private readonly folder: string;
  private readonly prefix: string;

  constructor(folder: string, envId: string) {
    this.folder = resolve(folder);
    this.prefix = `cloud://${envId}.local-${envId}/`;
    mkdirSync(this.folder, { recursive: true });
  }

  /** The file on disk that holds a cloud path; throws a WireError when the path is not one. */
  private file(cloudPath: string): string {
    const segments = cloudPath.split('/');
    const clean = segments.every(
      (part) => part !== '' && !part.startsWith('.') && Buffer.byteLength(part) <= MAX_SEGMENT_BYTES,
    );
    const file = join(this.folder, ...segments);
    if (
      !clean ||
      FORBIDDEN.test(cloudPath) ||
      Buffer.byteLength(cloudPath) > MAX_PATH_BYTES ||
      !file.startsWith(this.folder + sep)
    ) {
      throw new WireError('STORAGE_REQUEST_FAIL', `not a valid cloud path: ${cloudPath}`);
    }
    return file;
  }

  /** The path in a file id of this environment; undefined for ids of others. */
  private pathOf(fileId: string): string | undefined {
    return fileId.startsWith(this.prefix) ? fileId.slice(this.prefix.length) : undefined;
  }

  /** The id under which functions and pages know the file. */
  fileId(cloudPath: string): string {
    return this.prefix + cloudPath;
  }

  /** Permits one upload; the SDK then PUTs the content to `url`. */
  uploadMetadata(cloudPath: string, origin: string): Record<string, string> {
    this.file(cloudPath);
    const now = Date.now();
    for (const [path, upload] of this.uploads) if (upload.until < now) this.uploads.delete(path);
    const token = randomBytes(16).toString('hex');
    this.uploads.set(cloudPath, { token, until: now + UPLOAD_LIFE_MS });
    return {
      url: `${origin}/upload/${cloudPath.split('/').map(encodeURIComponent).join('/')}`,
      token,
      authorization: token,
      fileId: this.fileId(cloudPath),
      cosFileId: createHash('md5').update(cloudPath).digest('hex'),
    };
  }

  /** Whether the upload was permitted before. */
  mayUpload(cloudPath: string, token: string): boolean {
    const upload = this.uploads.get(cloudPath);
    if (!upload || upload.until < Date.now() || upload.token.length !== token.length) return false;
    return timingSafeEqual(Buffer.from(upload.token), Buffer.from(token));
  }

  /** Replaces the whole file at once. */
  write(cloudPath: string, content: Buffer): void {
    const file = this.file(cloudPath);
    const unfinished = join(this.folder, `.${randomBytes(8).toString('hex')}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, content);
    renameSync(unfinished, file);
  }

  /** The content; undefined when there is no such file. */
  read(cloudPath: string): Buffer | undefined {
    return this.exists(cloudPath) ? readFileSync(this.file(cloudPath)) : undefined;
  }

  private exists(cloudPath: string): boolean {
    try {
      return statSync(this.file(cloudPath)).isFile();
    } catch {
      return false;
    }
  }

  /** Addresses under which files can be fetched. They are not encoded, because the SDK encodes them itself. */
  downloadUrls(files: readonly { fileid: string; max_age?: number }[], origin: string): DownloadUrl[] {
    if (files.length > MAX_FILES_PER_CALL) {
      throw new WireError('INVALID_PARAM', `at most ${MAX_FILES_PER_CALL} files a call`);
    }
    return files.map(({ fileid, max_age: maxAge = DEFAULT_MAX_AGE_S }) => {
      const path = this.pathOf(fileid);
      if (path === undefined || !this.exists(path)) {
        return { fileID: fileid, tempFileURL: '', code: 'STORAGE_FILE_NONEXIST' };
      }
      return { fileID: fileid, tempFileURL: `${origin}/dev/files/${path}`, maxAge, code: 'SUCCESS' };
    });
  }

  /** Deleting what is not there succeeds, as it does in the cloud. */
  deleteFiles(fileIds: readonly string[]): { fileID: string; code: string }[] {
    if (fileIds.length > MAX_FILES_PER_CALL) {
      throw new WireError('INVALID_PARAM', `at most ${MAX_FILES_PER_CALL} files a call`);
    }
    return fileIds.map((fileID) => {
      const path = this.pathOf(fileID);
      if (path === undefined) return { fileID, code: 'STORAGE_FILE_NONEXIST' };
      if (this.exists(path)) rmSync(this.file(path), { force: true });
      return { fileID, code: 'SUCCESS' };
    });
  }
}
