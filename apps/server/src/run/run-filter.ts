import { z } from 'zod'
import { UNFINISHED } from '../cluster/run-leases.ts'
import { Prisma } from '../db/index.ts'
import { Moment } from '../moment.ts'
import { StoredInt } from '../stored-int.ts'
import { serverTime } from './server-time.ts'

const STATUSES = ['running', 'halting', 'failing', 'rolling_back', 'cancelling', 'halted', 'succeeded', 'rolled_back', 'rollback_incomplete', 'cancelled', 'failed'] as const

/** Which runs; all of its conditions must hold, and none means all runs. */
export const runFilter = z.strictObject({
  /** These and no others. */
  ids: z.array(z.string()).max(500).optional(),
  workflowId: z.string().optional(),
  status: z.array(z.enum(STATUSES)).optional(),
  /** A published version; null for drafts. */
  version: StoredInt.positive().nullish(),
  environment: z.string().optional(),
  canary: z.boolean().optional(),
  /** Started at or after, and before. */
  since: Moment.optional(),
  until: Moment.optional(),
  /** Started so many milliseconds ago at most, whenever it is asked. */
  withinMs: z.int().positive().optional(),
  /** Words of the error's code, message or step. */
  error: z.string().max(200).optional(),
  /** Failed for the same reason; as in the list of failures, what was tried out is none. */
  fingerprint: z.string().optional(),
  /** Values of the input that must be there: path and value. */
  input: z.array(z.object({ path: z.array(z.string()).min(1).max(8), equals: z.json() })).max(5).optional(),
  /** Milliseconds from start to end. */
  minMs: z.number().min(0).optional(),
  maxMs: z.number().min(0).optional(),
  /** Something is left in place. */
  left: z.boolean().optional(),
  /** It stands still, and nothing holds it up. */
  stuck: z.boolean().optional(),
})
export type RunFilter = z.infer<typeof runFilter>

/** The filter as the database has it. */
export function whereRuns(filter: RunFilter): Prisma.RunWhereInput {
  return { AND: [plain(filter), ...still(filter), between(filter), recent(filter), ...words(filter), ...inputs(filter)] }
}

function plain({ ids, workflowId, status, version, environment, canary, fingerprint, left }: RunFilter): Prisma.RunWhereInput {
  return {
    ...(ids !== undefined && { id: { in: ids } }),
    ...(workflowId !== undefined && { workflowId }),
    ...(status !== undefined && status.length > 0 && { status: { in: status } }),
    ...(version !== undefined && { version }),
    ...(environment !== undefined && { environment }),
    ...(canary !== undefined && { canary }),
    ...(fingerprint !== undefined && { fingerprint, trial: { equals: Prisma.DbNull } }),
    ...(left !== undefined && { leftInPlace: left ? { gt: 0 } : 0 }),
  }
}

function still({ stuck }: RunFilter): readonly Prisma.RunWhereInput[] {
  if (stuck === undefined) return []
  // only of those is it ever said, and they are few
  return [stuck ? { stuckAt: { not: null }, status: { in: [...UNFINISHED] } } : { stuckAt: null }]
}

function between({ since, until, minMs, maxMs }: RunFilter): Prisma.RunWhereInput {
  return {
    ...((since ?? until) !== undefined && { startedAt: { ...(since !== undefined && { gte: new Date(since) }), ...(until !== undefined && { lt: new Date(until) }) } }),
    ...((minMs ?? maxMs) !== undefined && { durationMs: { ...(minMs !== undefined && { gte: minMs }), ...(maxMs !== undefined && { lte: maxMs }) } }),
  }
}

function recent({ withinMs }: RunFilter): Prisma.RunWhereInput {
  return withinMs === undefined ? {} : { startedAt: { gte: new Date(Math.max(0, serverTime.now() - withinMs)) } }
}

const ERROR_FIELDS = ['code', 'message', 'step'] as const

function words({ error = '' }: RunFilter): readonly Prisma.RunWhereInput[] {
  return error.split(/\s+/).filter((word) => word !== '').map((word) => ({ OR: ERROR_FIELDS.map((field) => ({ error: { path: [field], string_contains: word, mode: 'insensitive' as const } })) }))
}

function inputs({ input = [] }: RunFilter): readonly Prisma.RunWhereInput[] {
  // JSON as zod has it is what the column takes
  return input.map(({ path, equals }) => ({ input: { path, equals: equals as Prisma.InputJsonValue } }))
}
