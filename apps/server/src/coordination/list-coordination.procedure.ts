import { z } from 'zod'
import { before } from '../keyset-cursor.ts'
import { procedure } from '../trpc/init.ts'
import { claimOf } from './stored-claims.ts'

/** Claims, newest first: those that are live, or all. */
export const listClaims = procedure
  .input(z.object({ live: z.boolean().default(true), runId: z.string().optional(), limit: z.int().min(1).max(500).default(100), cursor: z.string().optional() }).prefault({}))
  .query(async ({ ctx, input: { live, runId, limit, cursor } }) => {
    const notOver = { liveKey: { not: null }, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] }
    const rows = await ctx.db.prisma.claim.findMany({ where: { AND: [live ? notOver : {}, before('claimedAt', 'id', cursor)], ...(runId === undefined ? {} : { runId }) }, orderBy: [{ claimedAt: 'desc' }, { id: 'desc' }], take: limit })
    return rows.map((row) => ({ ...claimOf(row), endedAt: row.endedAt?.toISOString() ?? null }))
  })

/** What `metric` steps have counted. */
export const listMetrics = procedure.input(z.object({ name: z.string().optional() }).prefault({})).query(async ({ ctx, input: { name } }) => {
  const totals = await ctx.db.prisma.metricTotal.findMany({ ...(name === undefined ? {} : { where: { name } }), orderBy: [{ name: 'asc' }, { labelKey: 'asc' }] })
  return totals.map((total) => ({ name: total.name, labels: total.labels, value: total.value, updatedAt: total.updatedAt.toISOString() }))
})

/** What has been handed over, newest first; withdrawn handoffs only when they are asked for. */
export const listHandoffs = procedure
  .input(z.object({ to: z.string().optional(), withdrawn: z.boolean().default(false), limit: z.int().min(1).max(500).default(100), cursor: z.string().optional() }).prefault({}))
  .query(async ({ ctx, input: { to, withdrawn, limit, cursor } }) => {
    const rows = await ctx.db.prisma.handoff.findMany({ where: { ...(to === undefined ? {} : { toRole: to }), ...(withdrawn ? {} : { withdrawnAt: null }), ...before('at', 'id', cursor) }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: limit })
    return rows.map(({ id, runId, step, fromRole, toRole, subject, body, at, withdrawnAt }) => ({ id, runId, step, from: fromRole, to: toRole, subject, body, at: at.toISOString(), withdrawnAt: withdrawnAt?.toISOString() ?? null }))
  })

/** The agents of this server, and how busy they are. */
export const listAgents = procedure.query(({ ctx }) => ctx.agents?.list() ?? [])
