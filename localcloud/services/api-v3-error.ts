/** A refusal of WeChat Pay's API v3: a status and one of its error codes. */
export class ApiV3Error extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ApiV3Error';
  }
}
