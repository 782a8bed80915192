import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'

/** How far a request has come. */
export interface Sending {
  /** Its head has been written to a connection: from here on nobody but the server knows what it did. */
  sent: boolean
}

const current = new AsyncLocalStorage<Sending>()
const byRequest = new WeakMap<object, Sending>()

// fetch does not tell whether a connection was lost before or after a request was on it; its client says so on these channels
subscribe('undici:request:create', (message) => {
  const sending = current.getStore()
  const request = requestOf(message)
  if (sending !== undefined && request !== undefined) byRequest.set(request, sending)
})
subscribe('undici:client:sendHeaders', (message) => {
  const request = requestOf(message)
  const sending = request === undefined ? undefined : byRequest.get(request)
  if (sending !== undefined) sending.sent = true
})

function requestOf(message: unknown): object | undefined {
  if (typeof message !== 'object' || message === null || !('request' in message)) return undefined
  return typeof message.request === 'object' && message.request !== null ? message.request : undefined
}

/** Calls what makes one request, and notes on `sending` when that request goes out. */
export function watchSending<T>(sending: Sending, call: () => Promise<T>): Promise<T> {
  return current.run(sending, call)
}

/** Methods that change nothing: breaking them off leaves nothing behind. */
export const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A request and what it is redirected to. */
export interface Trip extends Sending {
  readonly method: string
  /** A redirect has asked for the result of what was done, not for doing it elsewhere. */
  acted: boolean
}

/** What a failure without an answer says of the effect: whether it may have happened. */
export function effectOf({ method, sent, acted }: Trip): 'unknown' | 'untried' | undefined {
  if (!READING.has(method) && (sent || acted)) return 'unknown'
  return sent ? undefined : 'untried'
}
