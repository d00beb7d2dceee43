/** One thing done to a copy of the built mini-program that makes it worse. */
export interface Mutation {
  readonly id: string;
  readonly what: string;
  /** The cheapest gate that notices; none of the cheaper ones does. */
  readonly by: string;
  /** Throws RangeError when there is nothing in the artefact that it could be done to. */
  apply(dist: string): void;
}
