import type { Orders } from '@eddy/distributed'
import type { Json } from '@eddy/workflow'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { performOrder, type RunOrder } from '../run/run-order.ts'

/** How what is asked of a run travels through Restate, and what refuses it comes back. */
export const orderMail: Orders = {
  // written by this server
  perform: (handle, order) => performOrder(handle, order as unknown as RunOrder),
  refusal(error) {
    if (!(error instanceof Refusal)) throw error
    // details of refusals are data
    return { code: error.code, message: error.message, ...(error.details === undefined ? {} : { details: error.details as Json }) }
  },
  error: ({ code, message, details }) => new Refusal(code as RefusalCode, message, details),
  ofSignal: (signal) => asJson({ verb: 'signal', signal, waited: false }),
  keyOf(order) {
    const { verb, signal } = order as unknown as { readonly verb: string; readonly signal?: { readonly key?: string } }
    return verb === 'signal' ? signal?.key : undefined
  },
}

/** Orders are data. */
export function asJson(order: RunOrder): Json {
  return order as unknown as Json
}
