import { initTRPC, TRPCError } from '@trpc/server'
import { onlyShows } from '../read-only.ts'
import type { Context } from './context.ts'
import { eddyData, toTrpcError } from './error-map.ts'
import { upTo } from './subscription-places.ts'

interface Meta {
  /** What it changes is in memory alone. */
  readonly keepsNothing?: boolean
}

const t = initTRPC.context<Context>().meta<Meta>().create({
  sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 30_000 } },
  errorFormatter: ({ shape, error }) => ({ ...shape, data: { ...shape.data, stack: undefined, eddy: eddyData(error.cause) } }),
})

export const { router } = t

/** Turns what the domain refuses into the status that the table says. */
export const procedure = t.procedure.use(async ({ next, ctx, type, meta, signal }) => {
  // what guards and measures requests does not see those within a socket
  if (ctx.places && type !== 'subscription') throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED', message: 'A socket takes subscriptions alone; questions and changes go over HTTP.' })
  if (ctx.readOnly === true && type === 'mutation' && meta?.keepsNothing !== true) throw toTrpcError(onlyShows())
  const leave = ctx.places?.take(signal)
  const result = await next()
  if (!result.ok) {
    leave?.()
    const mapped = toTrpcError(result.error.cause)
    if (mapped !== result.error.cause) throw mapped
  } else if (leave) return { ...result, data: upTo(result.data as AsyncIterable<unknown>, leave) }
  return result
})
