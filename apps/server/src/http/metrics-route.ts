import type { FastifyInstance } from 'fastify'
import { metricLines } from '../coordination/metric-lines.ts'
import { answered } from '../db/answered.ts'
import { stuckMetric } from '../run/stuck-metric.ts'
import type { Context } from '../trpc/context.ts'

/** `GET /metrics`: for Prometheus. What `metric` steps have counted is in the database, and missing while that is away. */
export function addMetrics(app: FastifyInstance, { db, metrics, serverMetrics }: Pick<Context, 'db' | 'metrics' | 'serverMetrics'>): void {
  serverMetrics?.http.watch(app)
  if (!metrics) return
  app.get('/metrics', async (_request, reply) => {
    const stored = (lines: Promise<string>) => answered(lines).catch(() => '')
    // together: a scraper does not wait long, and least of all when the database is silent
    const parts = [metrics.exposition(), ...(await Promise.all([serverMetrics?.exposition() ?? '', stored(metricLines(db)), stored(stuckMetric(db))]))]
    return reply.type('text/plain; version=0.0.4; charset=utf-8').header('cache-control', 'no-store').send(parts.join(''))
  })
}
