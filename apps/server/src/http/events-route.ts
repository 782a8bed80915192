import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../trpc/context.ts'
import { GUARDING } from './guard.ts'

const asked = z.object({ after: z.coerce.number().int().min(0).default(0) })
const seq = z.coerce.number().int().min(0)

/** A browser whose connection broke tries again after so many milliseconds. */
const RETRY_MS = 1000

/**
 * `GET /runs/:runId/events?after=SEQ`: what happened after an event, then what happens, as server-sent events. Apart from the procedures,
 * since these put every message into words for each listener.
 */
export function addEvents(app: FastifyInstance, { db, runs }: Context): void {
  app.get<{ Params: { readonly runId: string } }>('/runs/:runId/events', async (request, reply) => {
    const { runId } = request.params
    const query = asked.safeParse(request.query)
    if (!query.success) return reply.code(400).send({ error: '"after" is the number of an event.' })
    const known = await db.prisma.run.findUnique({ where: { id: runId }, select: { id: true } })
    if (!known) return reply.code(404).send({ error: `There is no run ${runId}.` })
    // where a broken connection was is known better by who lost it
    const lost = seq.safeParse(request.headers['last-event-id'])
    reply.hijack()
    const { raw } = reply
    // ends with its connection: chunks would cost three writes a message
    raw.removeHeader('transfer-encoding')
    raw.writeHead(200, { ...GUARDING, 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' })
    raw.socket?.setNoDelay(true)
    raw.write(`retry: ${RETRY_MS}\n\n`)
    runs.store.events.view(runId, lost.success ? lost.data : query.data.after, raw)
    return reply
  })
}
