/** Something that the built mini-program has to pass before it ships. */
export interface Gate {
  readonly name: string;
  /**
   * Looks at the artefact in the folder `dist`, an absolute path, and changes nothing in it.
   * Each complaint says which file, what is wrong and what to do; none at all is a pass.
   */
  check(dist: string): Promise<string[]>;
  /** What a pass covers, said in a few words behind the gate's name. */
  covers?(dist: string): string | Promise<string>;
}
