import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** How long a closing server goes on answering what it has been asked, in milliseconds: little beside what a process has before it is killed, and much for an answer. */
export const LAST_ANSWERS_MS = 4000

/**
 * Whoever has asked is answered before connections are closed: a start of a run whose answer is lost may have been one or not. What is asked from then on is
 * refused with 503, and its connection closed behind that. Streams, which have begun to answer and never end by themselves, are not waited for.
 */
export function addLastAnswers(app: FastifyInstance, limitMs = LAST_ANSWERS_MS): void {
  const open = new Set<FastifyReply['raw']>()
  app.addHook('onRequest', async ({ ws }, { raw }) => {
    if (ws) return
    open.add(raw)
    raw.once('close', () => open.delete(raw))
  })
  app.addHook('preClose', async () => {
    const unanswered = [...open].filter((raw) => !raw.headersSent)
    if (unanswered.length === 0) return
    const done = new AbortController()
    await Promise.race([Promise.all(unanswered.map((raw) => once(raw, 'close'))), sleep(limitMs, undefined, { signal: done.signal }).catch(() => undefined)])
    done.abort()
  })
}
