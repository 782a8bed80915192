import fastify from 'fastify'
import { expect, it } from 'vitest'
import { metrics } from '@eddy/middleware'
import type { Database } from '../db/index.ts'
import { ServerMetrics } from '../metric/server-metrics.ts'
import { addMetrics } from './metrics-route.ts'

it('answers although nothing comes from the database, and says so', async () => {
  const silence = () => new Promise<never>(() => undefined)
  const db = { pool: { query: silence, totalCount: 1, idleCount: 0, waitingCount: 0 }, prisma: { metricTotal: { findMany: silence }, run: { count: silence } } } as unknown as Database
  const serverMetrics = new ServerMetrics({ db, serverId: 's', dataDir: '.', held: () => 0, draining: () => false })
  const app = fastify()
  addMetrics(app, { db, metrics: metrics(), serverMetrics })
  try {
    const { body } = await app.inject({ method: 'GET', url: '/metrics' })
    expect(body).toMatch(/^eddy_database_up 0$/m)
    expect(body).toMatch(/^eddy_runs_in_flight 0$/m)
    expect(body).not.toMatch(/^eddy_(runs_stuck|orphaned)/m)
  } finally {
    serverMetrics.close()
    await app.close()
  }
})
