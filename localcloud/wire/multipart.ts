const HEADER_END = Buffer.from('\r\n\r\n');

/** The parts of a multipart/form-data body by name. Throws when the body is not one. */
export function parseMultipart(body: Buffer, contentType: string): Map<string, Buffer> {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) throw new Error('multipart: no boundary given');
  const mark = Buffer.from(`--${boundary}`);
  const parts = new Map<string, Buffer>();
  let start = body.indexOf(mark);
  while (start >= 0) {
    const next = body.indexOf(mark, start + mark.length);
    if (next < 0) break;
    const headerEnd = body.indexOf(HEADER_END, start);
    if (headerEnd < 0 || headerEnd > next) throw new Error('multipart: a part has no header');
    const name = /name="([^"]*)"/.exec(body.toString('utf8', start + mark.length, headerEnd))?.[1];
    // The line break before the next mark belongs to the mark.
    if (name !== undefined) parts.set(name, body.subarray(headerEnd + HEADER_END.length, next - 2));
    start = next;
  }
  return parts;
}
