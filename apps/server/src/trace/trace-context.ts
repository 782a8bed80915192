/** W3C Trace Context, as it comes in and is passed on. */
export interface TraceContext {
  readonly traceparent: string
  readonly tracestate?: string
}

/** What insert-run.ts has written. */
export function storedTrace(column: unknown): TraceContext | undefined {
  return typeof column === 'object' && column !== null ? traceContextOf({ ...column }) : undefined
}

const PARENT = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-.*)?$/
const MOST_STATE = 512

/** What a request says of the trace that it belongs to; undefined when it says nothing, or nothing that can be read. */
export function traceContextOf(headers: { readonly [name: string]: unknown }): TraceContext | undefined {
  const { traceparent, tracestate } = headers
  if (typeof traceparent !== 'string' || !PARENT.test(traceparent.trim())) return undefined
  return { traceparent: traceparent.trim().slice(0, 55), ...(typeof tracestate === 'string' && tracestate !== '' && tracestate.length <= MOST_STATE ? { tracestate } : {}) }
}
