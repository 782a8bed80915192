import { isFinal, openTasks, type Middleware, type OpenTask, type RunHandle } from '@eddy/engine'
import { Prisma, type Database } from '../db/index.ts'
import { Feed } from '../run/feed.ts'
import { taskId } from './task-id.ts'

export interface TaskDeskDeps {
  readonly db: Database
  /** The run in memory, if it is there. */
  readonly handleOf: (runId: string) => RunHandle | undefined
  /** Tells workers that wait at other servers. */
  readonly onOffered: () => void
}

const ALL = ''
/** After these a run may have lost a task, or offer it again. */
const SWEEPING: ReadonlySet<string> = new Set(['step.failed', 'step.succeeded', 'step.retrying', 'step.interrupted', 'step.straggled', 'undo.succeeded', 'undo.failed', 'undo.retrying', 'rollback.started', 'run.cancelled', 'run.halting', 'run.halted', 'run.resumed', 'run.timed_out', 'run.succeeded', 'run.failed', 'rollback.completed', 'timer.fired'])

/**
 * The tasks that runs offer to workers outside, so that a worker finds the next one of a queue over all runs. A projection of the runs' logs: the
 * run alone says who has a task. Nothing decides by it; after a crash it is put right from the runs.
 */
export class TaskDesk {
  readonly #deps: TaskDeskDeps
  readonly #offers = new Feed<true>()
  /** What the table has of the tasks of a run, by task. */
  readonly #written = new WeakMap<RunHandle, Map<string, string>>()
  /** Runs that are about to be looked at. */
  readonly #noted = new Set<string>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(deps: TaskDeskDeps) {
    this.#deps = deps
  }

  readonly middleware: Middleware = {
    name: 'tasks',
    event: ({ type }, { runId }) => {
      if (type.startsWith('task.') || (SWEEPING.has(type) && this.#concerns(runId))) this.#note(runId)
    },
  }

  /** After a restart: what the runs in hand offer, and nothing of runs that are over. */
  async reconcile(live: Iterable<RunHandle>): Promise<void> {
    for (const handle of live) if (handle.state.offers.size > 0) this.#note(handle.runId)
    await this.settled()
    await this.#deps.db.prisma.task.deleteMany({ where: { run: { status: { in: ['succeeded', 'rolled_back', 'rollback_incomplete', 'cancelled', 'failed'] } }, OR: [{ status: { not: 'claimed' } }, { leaseUntil: { lt: new Date() } }] } })
  }

  /** Something has been offered, perhaps on another server. */
  announce(): void {
    this.#offers.publish(ALL, [true])
  }

  /** Resolves to whoever waits for the next offers; see Feed. */
  listen(signal: AbortSignal): { next(): Promise<readonly true[]> } {
    return this.#offers.listen(ALL, signal)
  }

  /** What has been begun, for whoever wants to look at the table. */
  async settled(): Promise<void> {
    await this.#turn
  }

  #concerns(runId: string): boolean {
    const handle = this.#deps.handleOf(runId)
    return handle === undefined || handle.state.offers.size > 0 || (this.#written.get(handle)?.size ?? 0) > 0
  }

  /** Many events of a run come to one look at it. */
  #note(runId: string): void {
    if (this.#noted.has(runId)) return
    this.#noted.add(runId)
    this.#turn = this.#turn.then(() => this.#project(runId)).catch((error: unknown) => console.error(`The tasks of the run ${runId} could not be followed: ${String(error)}`))
  }

  async #project(runId: string): Promise<void> {
    this.#noted.delete(runId)
    const handle = this.#deps.handleOf(runId)
    if (!handle) return
    const tasks = openTasks(handle.state)
    const rows = new Map(tasks.map((task) => [taskId(runId, task.task), rowOf(runId, task)]))
    const before = this.#written.get(handle)
    const now = new Map(Array.from(rows, ([id, row]) => [id, JSON.stringify(row)]))
    const { prisma } = this.#deps.db
    const gone = before === undefined ? undefined : [...before.keys()].filter((id) => !rows.has(id))
    if (gone === undefined || gone.length > 0) await prisma.task.deleteMany({ where: { runId, id: gone === undefined ? { notIn: [...rows.keys()] } : { in: gone } } })
    const changed = [...rows.values()].filter(({ id }) => before?.get(id) !== now.get(id))
    const fresh = changed.filter(({ id }) => before !== undefined && !before.has(id))
    if (fresh.length > 0) await prisma.task.createMany({ data: fresh, skipDuplicates: true })
    for (const row of changed) if (!fresh.includes(row)) await prisma.task.upsert({ where: { id: row.id }, create: row, update: { ...row, reservedUntil: null } })
    if (isFinal(handle.state.status) && rows.size === 0) this.#written.delete(handle)
    else this.#written.set(handle, now)
    if (changed.some(({ status }) => status === 'offered')) this.#tell()
  }

  #tell(): void {
    this.announce()
    this.#deps.onOffered()
  }
}

function rowOf(runId: string, { task, step, attempt, purpose, queue, payload, key, leaseMs, status, offeredAt, claim }: OpenTask): Prisma.TaskCreateManyInput {
  return {
    id: taskId(runId, task), runId, step, attempt, purpose, queue, key, leaseMs, status, offeredAt: new Date(offeredAt),
    payload: jsonColumn(payload),
    worker: claim?.worker ?? null,
    ...(claim ? { fence: claim.fence } : {}),
    claimedAt: claim ? new Date(claim.claimedAt) : null,
    heardAt: claim ? new Date(claim.heardAt) : null,
    leaseUntil: claim ? new Date(claim.leaseUntil) : null,
    progress: claim?.progress === undefined ? Prisma.DbNull : jsonColumn(claim.progress),
  }
}

function jsonColumn(value: OpenTask['payload']): typeof Prisma.JsonNull | Prisma.InputJsonValue {
  return value === null ? Prisma.JsonNull : (value as Prisma.InputJsonValue)
}
