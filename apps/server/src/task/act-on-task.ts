import type { TaskOutcome } from '@eddy/engine'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { isOver } from '../run/final-statuses.ts'
import type { RunHost } from '../run/run-host.ts'
import { readTaskId } from './task-id.ts'

interface Desk {
  readonly db: Database
  readonly runs: RunHost
}

/** Who acts in place of a worker, and why; both stand in the log of the run. */
export interface ByHand {
  readonly by: string
  readonly reason: string
}

/** Takes a task from the worker that has it; it is offered again. What that worker says of it from then on is refused. */
export async function takeBack({ db, runs }: Desk, id: string, { by, reason }: ByHand): Promise<void> {
  const { runId, task } = readTaskId(id)
  const claim = await claimOf(db, id)
  if (claim === undefined) throw new Refusal('TASK_NOT_HELD', 'No worker has this task: it is offered to all.')
  await runs.task(runId, { say: 'release', task, fence: claim.fence, note: `taken back by ${by}: ${reason}` })
}

/** Says in place of a worker what came of a task, whoever has it. What does not fit is refused, and the task is offered again. */
export async function settle(desk: Desk, id: string, { by, reason, outcome }: ByHand & { readonly outcome: TaskOutcome }): Promise<void> {
  const { runs } = desk
  const { runId, task } = readTaskId(id)
  const claim = await claimOf(desk.db, id)
  // nobody can claim anew what its run has gone on without
  if (claim?.over) return say(desk, id, { fence: claim.fence, by, reason, outcome })
  if (claim) await takeBack(desk, id, { by, reason })
  const held = await runs.task(runId, { say: 'claim', task, worker: by })
  if (!held) throw new Refusal('TASK_OVER', 'The run no longer wants this task.')
  const { fence } = held.claim
  try {
    await say(desk, id, { fence, by, reason, outcome })
  } catch (error) {
    await runs.task(runId, { say: 'release', task, fence, note: 'what was said by hand was refused' })
    throw error
  }
}

/** Under the claim of that fence, with who has said so beside it. */
async function say({ runs }: Desk, id: string, { fence, by, reason, outcome }: ByHand & { readonly fence: number; readonly outcome: TaskOutcome }): Promise<void> {
  const { runId, task } = readTaskId(id)
  await runs.task(runId, { say: 'heartbeat', task, fence, progress: { byHand: by, reason } })
  await runs.task(runId, { say: 'complete', task, fence, outcome })
}

/** The claim that a worker has, and whether the run is over; undefined: nobody has it. */
async function claimOf({ prisma }: Database, id: string): Promise<{ readonly fence: number; readonly over: boolean } | undefined> {
  const row = await prisma.task.findUnique({ where: { id }, select: { status: true, fence: true, run: { select: { status: true } } } })
  if (!row) throw new Refusal('TASK_OVER', 'The run no longer wants this task: it has ended, or the run has gone on without it.')
  return row.status === 'claimed' ? { fence: row.fence, over: isOver(row.run.status) } : undefined
}
