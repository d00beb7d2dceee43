/** The protocol buffer messages in which the SDK wraps open API calls; the tag numbers are the SDK's own. */

export interface OpenApiPair {
  key: string;
  value: Buffer;
  filename?: string;
}

type Field = [tag: number, value: number | Buffer];

function readFields(buffer: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = buffer[at];
      if (byte === undefined) throw new Error('protobuf: the message ends inside a number');
      at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  };
  while (at < buffer.length) {
    const header = varint();
    const tag = Math.floor(header / 8);
    const kind = header % 8;
    if (kind === 0) {
      fields.push([tag, varint()]);
    } else if (kind === 2) {
      const length = varint();
      if (at + length > buffer.length) throw new Error('protobuf: the message ends inside a field');
      fields.push([tag, buffer.subarray(at, (at += length))]);
    } else {
      throw new Error(`protobuf: wire type ${kind} is not used here`);
    }
  }
  return fields;
}

function writeVarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}

const numberField = (tag: number, value: number): Buffer => Buffer.concat([writeVarint(tag * 8), writeVarint(value)]);
const bytesField = (tag: number, value: Buffer): Buffer =>
  Buffer.concat([writeVarint(tag * 8 + 2), writeVarint(value.length), value]);

function readPair(buffer: Buffer): OpenApiPair {
  const pair: OpenApiPair = { key: '', value: Buffer.alloc(0) };
  for (const [tag, value] of readFields(buffer)) {
    if (typeof value === 'number') continue;
    if (tag === 1) pair.key = value.toString();
    else if (tag === 2) pair.value = value;
    else if (tag === 4) pair.filename = value.toString();
  }
  return pair;
}

/** The arguments of an open API call: CommApiData{2: OpenApiData{1*: pair}}. Throws on a damaged message. */
export function decodeOpenApiRequest(buffer: Buffer): OpenApiPair[] {
  const pairs: OpenApiPair[] = [];
  for (const [tag, data] of readFields(buffer)) {
    if (tag !== 2 || typeof data === 'number') continue;
    for (const [pairTag, pair] of readFields(data)) {
      if (pairTag === 1 && typeof pair !== 'number') pairs.push(readPair(pair));
    }
  }
  return pairs;
}

/** CommOpenApiResp{1: data, 2: content type, 4: HTTP status}. */
export function encodeOpenApiResponse(data: Buffer, contentType: string): Buffer {
  return Buffer.concat([bytesField(1, data), bytesField(2, Buffer.from(contentType)), numberField(4, 200)]);
}
