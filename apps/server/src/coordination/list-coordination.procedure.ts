import { readRoster } from '@eddy/steps/run'
import { z } from 'zod'
import { before } from '../keyset-cursor.ts'
import { serverTime } from '../run/server-time.ts'
import { createStoredState } from '../shared/keyed-state.ts'
import { procedure } from '../trpc/init.ts'
import { claimRow } from './claim-row.ts'

/** Claims, newest first: those that are live or all, or by `state` those that are held now or have ended; with every word of the query in key or holder. */
export const listClaims = procedure
  .input(z.object({ live: z.boolean().default(true), state: z.enum(['held', 'ended']).optional(), query: z.string().max(200).default(''), runId: z.string().optional(), limit: z.int().min(1).max(500).default(100), cursor: z.string().optional() }).prefault({}))
  .query(async ({ ctx, input: { live, state, query, runId, limit, cursor } }) => {
    const notOver = { liveKey: { not: null }, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date(serverTime.now()) } }] }
    const shown = state === 'ended' ? { NOT: notOver } : live || state === 'held' ? notOver : {}
    const words = query.split(/\s+/).filter((word) => word !== '').map((word) => ({ OR: [{ key: { contains: word, mode: 'insensitive' as const } }, { holder: { contains: word, mode: 'insensitive' as const } }] }))
    const rows = await ctx.db.prisma.claim.findMany({ where: { AND: [shown, ...words, before(cursor, { list: 'claim.list', by: ['claimedAt', 'id'] })], ...(runId === undefined ? {} : { runId }) }, orderBy: [{ claimedAt: 'desc' }, { id: 'desc' }], take: limit })
    return rows.map(claimRow)
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
    const rows = await ctx.db.prisma.handoff.findMany({ where: { ...(to === undefined ? {} : { toRole: to }), ...(withdrawn ? {} : { withdrawnAt: null }), ...before(cursor, { list: 'handoff.list', by: ['at', 'id'] }) }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: limit })
    return rows.map(({ id, runId, step, fromRole, toRole, subject, body, at, withdrawnAt }) => ({ id, runId, step, from: fromRole, to: toRole, subject, body, at: at.toISOString(), withdrawnAt: withdrawnAt?.toISOString() ?? null }))
  })

/** The agents of this server, how busy they are, and what steps have made of them: those that were started stand beside those that are always there. */
export const listAgents = procedure.query(async ({ ctx }) => {
  const roster = await readRoster(createStoredState(ctx.db))
  const standing = ctx.agents?.list() ?? []
  const started = roster.filter(({ name }) => !standing.some((agent) => agent.name === name)).map(({ name, role, pools }) => ({ name, pools, actions: standing.find((agent) => agent.name === role || agent.pools.includes(role))?.actions ?? [], busy: ctx.agents?.busy(name) ?? 0, taken: 0 }))
  const workers = new Map(roster.map((worker) => [worker.name, worker]))
  return [...standing, ...started].map((agent) => ({ ...agent, state: workers.get(agent.name)?.state ?? ('running' as const), starts: workers.get(agent.name)?.starts ?? 1 }))
})
