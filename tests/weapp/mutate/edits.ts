import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

type Edit = (dist: string) => void;

/** Changes what is found in a file, every time it is found. Throws RangeError when it is not there at all. */
export function replace(name: string, found: string | RegExp, by: string): Edit {
  return (dist) => {
    const path = join(dist, name);
    const text = readFileSync(path, 'utf8');
    const changed = text.replaceAll(typeof found === 'string' ? found : new RegExp(found, 'g'), () => by);
    if (changed === text) throw new RangeError(`${name} has no ${String(found)}`);
    writeFileSync(path, changed);
  };
}

export function append(name: string, text: string): Edit {
  return (dist) => appendFileSync(join(dist, name), text);
}

/** Writes a script as it would be without a compressor, but for its names. */
export function uncompress(name: string): Edit {
  return (dist) => {
    const path = join(dist, name);
    writeFileSync(path, transformSync(readFileSync(path, 'utf8'), { minify: false, charset: 'utf8' }).code);
  };
}

/** A new file of so many bytes. */
export function add(name: string, bytes: number): Edit {
  return (dist) => writeFileSync(join(dist, name), Buffer.alloc(bytes, ' '));
}

/** Changes what a JSON file holds. */
export function edit<Value>(name: string, change: (value: Value) => void): Edit {
  return (dist) => {
    const path = join(dist, name);
    const value = JSON.parse(readFileSync(path, 'utf8')) as Value;
    change(value);
    writeFileSync(path, JSON.stringify(value));
  };
}
