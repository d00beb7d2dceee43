/** A document as it is kept: deeply frozen. */
export type Stored = Readonly<Record<string, unknown>> & { readonly _id: string };

/** A state of a document, and the number of the write that made it; undefined: it was not there. */
interface Version {
  document: Stored | undefined;
  version: number;
  /** What it was before, for as long as somebody may look back. */
  past: Version | undefined;
}

/** The place of a document in its collection. */
export interface Entry extends Version {
  readonly collection: string;
  readonly id: string;
  /** Counts insertions, for the order of what is found. */
  order: number;
}

/** What the document was after the write with this number. */
export function documentAt(entry: Entry | undefined, write: number): Stored | undefined {
  let version: Version | undefined = entry;
  while (version && version.version > write) version = version.past;
  return version?.document;
}
