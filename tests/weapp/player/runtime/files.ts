/** Addresses of pictures and files: of the package, of the cloud's storage, and temporary ones of this run. */

const temporary = new Map<string, Blob>();
const urls = new Map<string, string>();
const TEMPORARY = 'http://tmp/';
const CLOUD_ID = /^cloud:\/\/[^/]+\//;

/** Keeps content as a temporary file and answers the path that the app gets. */
export function keepFile(content: Blob, extension: string): string {
  const path = `${TEMPORARY}${crypto.randomUUID()}.${extension}`;
  keepFileAt(path, content);
  return path;
}

/** Keeps content under a path that the app chose. */
export function keepFileAt(path: string, content: Blob): void {
  temporary.set(path, content);
  urls.set(path, URL.createObjectURL(content));
}

/** The path of the cloud's storage in a file id. */
export const cloudPath = (fileId: string): string | undefined =>
  CLOUD_ID.test(fileId) ? fileId.replace(CLOUD_ID, '') : undefined;

/** Where the browser finds what the app names. */
export function fileUrl(path: string): string {
  const inCloud = cloudPath(path);
  if (inCloud !== undefined) return `/dev/files/${inCloud}`;
  return urls.get(path) ?? (path.startsWith('/') ? path.slice(1) : path);
}

/** An address for whoever shows the file outside of this window's life: a temporary one carries its content along. */
export async function lastingUrl(path: string): Promise<string> {
  const kept = temporary.get(path);
  if (!kept) return fileUrl(path);
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(new Error(`no such file: ${path}`)));
    reader.readAsDataURL(kept);
  });
}

/** The content behind a path. */
export async function fileContent(path: string): Promise<Blob> {
  const kept = temporary.get(path);
  if (kept) return kept;
  const response = await fetch(fileUrl(path));
  if (!response.ok) throw new Error(`no such file: ${path}`);
  return response.blob();
}
