import { z } from 'zod'
import { JsonValue } from '../json-value.ts'
import { Refusal } from '../refusal.ts'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { readTaskId } from './task-id.ts'
import { claimedTask } from './task-record.ts'

/** Which claim speaks. */
const held = { id: z.string(), fence: StoredInt.min(1) }

/** Why a task has failed, as a step fails. */
export const failure = { message: z.string().min(1).max(10_000), code: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'is a word in capitals, such as OUT_OF_PAPER').max(100).default('TASK_FAILED'), retryable: z.boolean().default(true) }

export const heartbeatTask = procedure.input(z.object({ ...held, progress: JsonValue.optional() })).mutation(async ({ ctx, input: { id, fence, progress } }) => {
  const { runId, task } = readTaskId(id)
  const now = await ctx.runs.task(runId, { say: 'heartbeat', task, fence, ...(progress === undefined ? {} : { progress }) })
  if (!now) throw new Refusal('TASK_OVER', 'The run no longer wants this task.')
  const { leaseUntil, wanted } = claimedTask(runId, now)
  return { leaseUntil, wanted }
})

export const releaseTask = procedure.input(z.object({ ...held, note: z.string().max(1000).default('') })).mutation(async ({ ctx, input: { id, fence, note } }) => {
  const { runId, task } = readTaskId(id)
  await ctx.runs.task(runId, { say: 'release', task, fence, ...(note === '' ? {} : { note }) })
  return { released: true as const }
})

export const completeTask = procedure.input(z.object({ ...held, value: JsonValue.default(null) })).mutation(async ({ ctx, input: { id, fence, value } }) => {
  const { runId, task } = readTaskId(id)
  await ctx.runs.task(runId, { say: 'complete', task, fence, outcome: { kind: 'ok', value } })
  return { completed: true as const }
})

export const failTask = procedure
  .input(z.object({ ...held, ...failure, details: JsonValue.optional() }))
  .mutation(async ({ ctx, input: { id, fence, details, ...error } }) => {
    const { runId, task } = readTaskId(id)
    await ctx.runs.task(runId, { say: 'complete', task, fence, outcome: { kind: 'fail', error: { ...error, ...(details === undefined ? {} : { details }) } } })
    return { failed: true as const }
  })
