import { isFinal, openTasks, type Middleware, type OpenTask, type RunHandle } from '@eddy/engine'
import { Prisma, type Database } from '../db/index.ts'
import { Feed } from '../run/feed.ts'
import { FINAL_STATUSES } from '../run/final-statuses.ts'
import { serverTime } from '../run/server-time.ts'
import { taskId } from './task-id.ts'

export interface TaskDeskDeps {
  readonly db: Database
  /** The run in memory, if it is there. */
  readonly handleOf: (runId: string) => RunHandle | undefined
  /** Tells workers that wait at other servers. */
  readonly onOffered: () => void
}

const ALL = ''
const AGAIN_MS = 2000
/** Clocks of servers and of the database differ a little. */
const AFTER_LEASE_MS = 250
/** After these a run may have lost a task, or offer it again. */
const SWEEPING: ReadonlySet<string> = new Set(['step.failed', 'step.succeeded', 'step.retrying', 'step.interrupted', 'step.straggled', 'undo.succeeded', 'undo.failed', 'undo.retrying', 'rollback.started', 'run.cancelled', 'run.halting', 'run.halted', 'run.resumed', 'run.timed_out', 'run.succeeded', 'run.failed', 'rollback.completed', 'timer.fired'])

/**
 * The tasks that runs offer to workers outside, so that a worker finds the next one of a queue over all runs. A projection of the runs' logs: the
 * run alone says who has a task. Nothing decides by it; after a crash it is put right from the runs.
 */
export class TaskDesk {
  readonly #deps: TaskDeskDeps
  readonly #offers = new Feed<true>()
  readonly #changes = new Feed<true>()
  /** What the table has of the tasks of a run, by task. */
  readonly #written = new WeakMap<RunHandle, Map<string, string>>()
  /** Runs that are about to be looked at. */
  readonly #noted = new Set<string>()
  #projecting: string | undefined
  #turn: Promise<unknown> = Promise.resolve()
  /** When the next lease of a run that is over ends. */
  #sweep: NodeJS.Timeout | undefined
  #isClosed = false

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
    const known = new Set((await this.#deps.db.prisma.task.findMany({ distinct: ['runId'], select: { runId: true } })).map(({ runId }) => runId))
    for (const { runId, state } of live) if (state.offers.size > 0 || known.has(runId)) this.#note(runId)
    await this.settled()
    await this.#forgetOver()
  }

  /** Something has been offered, perhaps on another server. */
  announce(): void {
    this.#offers.publish(ALL, [true])
    this.#changes.publish(ALL, [true])
  }

  /** Resolves to whoever shows the tasks, after any of them has come, gone or changed hands; see Feed. */
  changes(signal: AbortSignal): { next(): Promise<readonly true[]> } {
    return this.#changes.listen(ALL, signal)
  }

  /** Resolves to whoever waits for the next offers; see Feed. */
  listen(signal: AbortSignal): { next(): Promise<readonly true[]> } {
    return this.#offers.listen(ALL, signal)
  }

  /** Whether the run offers what the table may not have yet: no worker would find it if it left memory. */
  isBehind(handle: RunHandle): boolean {
    if (handle.state.offers.size === 0) return false
    return this.#noted.has(handle.runId) || this.#projecting === handle.runId || !this.#written.has(handle)
  }

  /** What has been begun, for whoever wants to look at the table. */
  async settled(): Promise<void> {
    await this.#turn
  }

  /** Follows no run any more; resolves once what has begun is done, so that the database may go. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#sweep)
    await this.#turn
  }

  #concerns(runId: string): boolean {
    const handle = this.#deps.handleOf(runId)
    return handle !== undefined && (handle.state.offers.size > 0 || (this.#written.get(handle)?.size ?? 0) > 0)
  }

  /** Many events of a run come to one look at it. */
  #note(runId: string): void {
    if (this.#isClosed || this.#noted.has(runId)) return
    this.#noted.add(runId)
    this.#turn = this.#turn.then(() => this.#project(runId)).catch((error: unknown) => this.#again(runId, error)).finally(() => (this.#projecting = undefined))
  }

  /** The database is away: nobody would find what is offered until something else happens. */
  #again(runId: string, error: unknown): void {
    console.error(`The tasks of the run ${runId} could not be written down, which is tried again: ${String(error)}`)
    setTimeout(() => this.#note(runId), AGAIN_MS).unref()
  }

  async #project(runId: string): Promise<void> {
    this.#noted.delete(runId)
    this.#projecting = runId
    const handle = this.#deps.handleOf(runId)
    // it is over, asleep, or another server has it
    if (!handle) return this.#forgetOver()
    const rows = openTasks(handle.state).map((task) => rowOf(runId, task))
    const before = this.#written.get(handle) ?? (await this.#found(runId))
    const now = new Map(rows.map((row) => [row.id, JSON.stringify(row)]))
    const { task } = this.#deps.db.prisma
    const gone = [...before.keys()].filter((id) => !now.has(id))
    if (gone.length > 0) await task.deleteMany({ where: { id: { in: gone } } })
    const fresh = rows.filter(({ id }) => !before.has(id))
    if (fresh.length > 0) await task.createMany({ data: fresh, skipDuplicates: true })
    const changed = rows.filter(({ id }) => before.has(id) && before.get(id) !== now.get(id))
    for (const row of changed) await task.updateMany({ where: { id: row.id }, data: { ...row, reservedUntil: null } })
    this.#written.set(handle, now)
    if (isFinal(handle.state.status) && rows.length > 0) await this.#forgetOver()
    if (gone.length + fresh.length + changed.length > 0) this.#changes.publish(ALL, [true])
    if ([...fresh, ...changed].some(({ status }) => status === 'offered')) this.#tell()
  }

  /** What the table has of a run of which this process has written nothing: nobody knows how old it is. */
  async #found(runId: string): Promise<Map<string, string>> {
    return new Map((await this.#deps.db.prisma.task.findMany({ where: { runId }, select: { id: true } })).map(({ id }) => [id, '']))
  }

  /** A worker may still have something in hand that its run was not able to wait for: until its lease ends, and no run will tell of that. */
  async #forgetOver(): Promise<void> {
    const { task } = this.#deps.db.prisma
    const run = { status: { in: FINAL_STATUSES } }
    const { count } = await task.deleteMany({ where: { run, OR: [{ status: { not: 'claimed' } }, { leaseUntil: { lt: new Date(serverTime.now()) } }] } })
    if (count > 0) this.#changes.publish(ALL, [true])
    const next = await task.findFirst({ where: { run }, orderBy: { leaseUntil: 'asc' }, select: { leaseUntil: true } })
    clearTimeout(this.#sweep)
    if (next?.leaseUntil && !this.#isClosed) this.#sweep = setTimeout(() => this.#forgetLater(), Math.max(0, next.leaseUntil.getTime() - serverTime.now()) + AFTER_LEASE_MS).unref()
  }

  #forgetLater(): void {
    this.#turn = this.#turn.then(() => this.#forgetOver()).catch((error: unknown) => console.error(`The tasks of runs that are over could not be put away, which is tried again with the next: ${String(error)}`))
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
