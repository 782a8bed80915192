import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { socketLine, streamLine } from '../run/viewer-line.ts'
import type { Context } from '../trpc/context.ts'
import { GUARDING } from './guard.ts'

const asked = z.object({ after: z.coerce.number().int().min(0).default(0) })
const seq = z.coerce.number().int().min(0)

/** A browser whose connection broke tries again after so many milliseconds. */
const RETRY_MS = 1000
/** Codes of a WebSocket's end that are an application's own begin at 4000. */
const CLOSE_CODES = 4000

interface EventsRoute {
  readonly Params: { readonly runId: string }
}

/**
 * `GET /runs/:runId/events?after=SEQ`: what happened after an event, then what happens, over a WebSocket or as server-sent events. Apart
 * from the procedures, since these put every message into words for each listener.
 */
export function addEvents(app: FastifyInstance, { db, runs }: Context): void {
  const look = async ({ params: { runId }, query }: FastifyRequest<EventsRoute>) => {
    const { success, data } = asked.safeParse(query)
    if (!success) return { status: 400, error: '"after" is the number of an event.' }
    const known = await db.prisma.run.findUnique({ where: { id: runId }, select: { id: true } })
    return known ? { runId, after: data.after } : { status: 404, error: `There is no run ${runId}.` }
  }
  app.route<EventsRoute>({
    method: 'GET',
    url: '/runs/:runId/events',
    async handler(request, reply) {
      const { runId, after, error, status } = await look(request)
      if (error !== undefined) return reply.code(status).send({ error })
      // where a broken connection was is known better by who lost it
      const lost = seq.safeParse(request.headers['last-event-id'])
      reply.hijack()
      const { raw } = reply
      // ends with its connection: chunks would cost three writes a message
      raw.removeHeader('transfer-encoding')
      raw.writeHead(200, { ...GUARDING, 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' })
      raw.socket?.setNoDelay(true)
      raw.write(`retry: ${RETRY_MS}\n\n`)
      runs.store.events.view(runId, lost.success ? lost.data : after, streamLine(raw))
      return reply
    },
    async wsHandler(socket, request) {
      const { runId, after, error, status } = await look(request)
      // a browser tells its page nothing of a handshake that was refused, but what a socket was closed with
      if (error !== undefined) return socket.close(CLOSE_CODES + status, error)
      // gone while it was looked up
      if (socket.readyState !== socket.OPEN) return undefined
      return runs.store.events.view(runId, after, socketLine(socket, request.raw.socket))
    },
  })
}
