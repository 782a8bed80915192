/** A hook that threw. */
export interface MiddlewareReport {
  readonly middleware: string
  readonly hook: 'event' | 'execute' | 'limit' | 'complete' | 'fail' | 'halt'
  readonly message: string
}
