/** What the platform tells a function about its invocation, as far as it is used. */
export interface FunctionContext {
  request_id?: string;
}
