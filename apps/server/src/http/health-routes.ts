import type { FastifyInstance } from 'fastify'
import type { Context } from '../trpc/context.ts'

/** Asked by machines under whatever name they reach the server by; they tell nothing that is anybody's. */
export const PROBES: ReadonlySet<string> = new Set(['/health', '/ready'])

/** `GET /health`: the process lives. `GET /ready`: it should be sent requests; 503 otherwise. */
export function addHealth(app: FastifyInstance, { db, readiness }: Pick<Context, 'db' | 'readiness'>): void {
  app.get('/health', () => ({ ok: true, database: db.kind === 'server' ? 'postgresql' : 'embedded' }))
  if (readiness === undefined) return
  app.get('/ready', async (_request, reply) => {
    const answer = await readiness.look()
    return reply.code(answer.ready ? 200 : 503).header('cache-control', 'no-store').send(answer)
  })
}
