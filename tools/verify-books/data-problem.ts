/** The data folder can't be checked at all; the message says why, to an operator. */
export class DataProblem extends Error {
  override name = 'DataProblem';
}
