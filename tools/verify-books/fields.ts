/** A document, or a part of one, is not of the form that the checks can read. */
export class ShapeError extends Error {
  override name = 'ShapeError';
}

const END_OF_TIME = Date.UTC(10_000, 0);

/** Reads the fields of something that may hold anything; every reader throws a ShapeError that names the field. */
export class Fields {
  private constructor(
    readonly values: Readonly<Record<string, unknown>>,
    /** What it is, for messages: `lines[2]`. */
    private readonly name: string,
  ) {}

  static of(value: unknown, name = ''): Fields {
    if (value === null || typeof value !== 'object' || Array.isArray(value))
      throw new ShapeError(`${name === '' ? 'it' : name} is not an object`);
    return new Fields(value as Record<string, unknown>, name);
  }

  private path(field: string): string {
    return this.name === '' ? field : `${this.name}.${field}`;
  }

  private wrong(field: string, wanted: string): ShapeError {
    return new ShapeError(`${this.path(field)} is not ${wanted}`);
  }

  has(field: string): boolean {
    return this.values[field] !== undefined;
  }

  names(): string[] {
    return Object.keys(this.values);
  }

  raw(field: string): unknown {
    return this.values[field];
  }

  text(field: string): string {
    const value = this.values[field];
    if (typeof value !== 'string') throw this.wrong(field, 'a text');
    return value;
  }

  flag(field: string): boolean {
    const value = this.values[field];
    if (typeof value !== 'boolean') throw this.wrong(field, 'true or false');
    return value;
  }

  /** Any number: whether it may stand there is for a check to say. */
  number(field: string): number {
    const value = this.values[field];
    if (typeof value !== 'number') throw this.wrong(field, 'a number');
    return value;
  }

  integer(field: string): number {
    const value = this.values[field];
    if (!Number.isSafeInteger(value)) throw this.wrong(field, 'a whole number');
    return value as number;
  }

  /** Epoch milliseconds up to the year 9999. */
  instant(field: string): number {
    const value = this.integer(field);
    if (value < 0 || value >= END_OF_TIME) throw this.wrong(field, 'an instant');
    return value;
  }

  instantOrNull(field: string): number | null {
    return this.values[field] == null ? null : this.instant(field);
  }

  /** null as well where the field is not there. */
  textOrNull(field: string): string | null {
    return this.values[field] == null ? null : this.text(field);
  }

  integerOrNull(field: string): number | null {
    return this.values[field] == null ? null : this.integer(field);
  }

  object(field: string): Fields {
    return Fields.of(this.values[field], this.path(field));
  }

  objectOrNull(field: string): Fields | null {
    return this.values[field] == null ? null : this.object(field);
  }

  list<Item>(field: string, read: (item: Fields) => Item): Item[] {
    const value = this.values[field];
    if (!Array.isArray(value)) throw this.wrong(field, 'a list');
    return value.map((item, index) => read(Fields.of(item, `${this.path(field)}[${index}]`)));
  }

  texts(field: string): string[] {
    const value = this.values[field];
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
      throw this.wrong(field, 'a list of texts');
    return value as string[];
  }

  integers(field: string): number[] {
    const value = this.values[field];
    if (!Array.isArray(value) || !value.every((item) => Number.isSafeInteger(item)))
      throw this.wrong(field, 'a list of whole numbers');
    return value as number[];
  }

  /** An object used as a table: each name with what stands under it. */
  table<Item>(field: string, read: (values: Fields, name: string) => Item): Map<string, Item> {
    const values = this.object(field);
    return new Map(values.names().map((name) => [name, read(values, name)]));
  }
}
