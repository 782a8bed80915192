import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { RunHost } from '../run/run-host.ts'
import { readTaskId } from './task-id.ts'
import { claimedTask, type ClaimedTask } from './task-record.ts'

export interface ClaimWish {
  readonly queues: readonly string[]
  readonly worker: string
  /** How long to wait for a task when there is none. Milliseconds. */
  readonly waitMs: number
  /** Whether who asks may still do so, asked after each wait: a token may have been taken back meanwhile. */
  readonly stillPermitted?: (() => Promise<boolean>) | undefined
  /** A word of an offer may have been lost: so often a waiting claim looks by itself. Milliseconds; five thousand when left out. */
  readonly lookMs?: number
}

/** So long a server that has picked a task has for the run's answer; then another may pick it. */
const RESERVED_MS = 15_000
const LOOK_MS = 5000

/** Gives the worker the task that has been offered for the longest in one of its queues, and waits for one if need be. Null when none came, or the worker has gone. */
export async function claimTask({ db, runs }: { readonly db: Database; readonly runs: RunHost }, wish: ClaimWish, gone: AbortSignal): Promise<ClaimedTask | null> {
  const until = performance.now() + wish.waitMs
  const waiting = new AbortController()
  const stop = AbortSignal.any([gone, waiting.signal])
  const offers = runs.tasks.listen(stop)
  try {
    for (;;) {
      if (stop.aborted) return null
      const claimed = await claimNext({ db, runs }, wish)
      const left = until - performance.now()
      if (claimed || left <= 0 || runs.draining) return claimed
      await first(offers.next(), Math.min(left, wish.lookMs ?? LOOK_MS), stop)
      if ((await wish.stillPermitted?.()) === false) return null
    }
  } finally {
    waiting.abort()
  }
}

async function claimNext({ db, runs }: { readonly db: Database; readonly runs: RunHost }, { queues, worker }: ClaimWish): Promise<ClaimedTask | null> {
  for (;;) {
    const id = await reserve(db, queues)
    if (id === undefined) return null
    const { runId, task } = readTaskId(id)
    try {
      const held = await runs.task(runId, { say: 'claim', task, worker })
      if (held) return claimedTask(runId, held)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.code === 'TASK_OVER' || error.code === 'NOT_FOUND') await db.prisma.task.deleteMany({ where: { id } })
      // the table is behind the run, which has told what is to be written
      else if (error.code !== 'TASK_TAKEN') await giveUp(db, id, error)
    }
  }
}

/** Of all workers that ask at once, at whichever server, each gets another. */
async function reserve({ prisma }: Database, queues: readonly string[]): Promise<string | undefined> {
  const [row] = await prisma.$queryRaw<{ id: string }[]>`
    UPDATE task SET reserved_until = now() + ${RESERVED_MS}::int * interval '1 millisecond' WHERE id = (
      SELECT id FROM task WHERE status = 'offered' AND queue = ANY(${[...queues]}) AND (reserved_until IS NULL OR reserved_until < now())
      ORDER BY offered_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING id`
  return row?.id
}

/** Its run cannot be asked now: others may. */
async function giveUp({ prisma }: Database, id: string, error: Refusal): Promise<never> {
  await prisma.task.updateMany({ where: { id, status: 'offered' }, data: { reservedUntil: null } })
  throw error
}

/** Until an offer comes, but no longer than so many milliseconds. */
async function first(offer: Promise<unknown>, ms: number, stop: AbortSignal): Promise<void> {
  const heard = new AbortController()
  await Promise.race([offer, sleep(ms, undefined, { signal: AbortSignal.any([stop, heard.signal]) }).catch(() => undefined)])
  heard.abort()
}
