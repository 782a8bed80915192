import { allSteps, isFinal, stepAt, type Evaluator, type Middleware, type RunEvent, type RunHandle } from '@eddy/engine'
import { renderText } from '@eddy/steps/run'
import { parseDuration, type Json } from '@eddy/workflow'
import { Prisma, type Database, type Question } from '../db/index.ts'
import { Feed } from '../run/feed.ts'
import { isOver } from '../run/final-statuses.ts'
import { serverTime } from '../run/server-time.ts'
import { escalated, forgetNotices, unanswered } from './question-notices.ts'
import { formOf } from './question-record.ts'
import { Reminders } from './reminders.ts'

export interface QuestionDeskDeps {
  readonly db: Database
  readonly evaluator: Evaluator
  /** The run in memory, if it is there. */
  readonly handleOf: (runId: string) => RunHandle | undefined
  /** It waits in no memory, which one that asks somebody never does. */
  readonly isAsleep?: (runId: string) => boolean
  /** Other servers' pages want to know too. */
  readonly onChange?: () => void
}

/** What waits for somebody; told whenever a question or a notice comes, goes, or is called to mind. */
export interface InboxChange {
  /** Questions without an answer. */
  readonly open: number
  /** Unread notices that ask to be seen: those of the level info do not. */
  readonly notices: number
}

type Step = NonNullable<ReturnType<typeof stepAt>>

const ALL = ''
/** After these a question may have lost its step. */
const SWEEPING: ReadonlySet<string> = new Set(['rollback.started', 'run.cancelled', 'run.timed_out', 'run.succeeded', 'run.failed', 'step.failed', 'step.succeeded', 'step.retrying'])

/**
 * The questions that runs ask people. A projection of the runs' logs: a question is open while its step waits, and what ends the wait ends
 * it. Nothing decides by it; after a crash it is put right from the runs.
 */
export class QuestionDesk {
  readonly #deps: QuestionDeskDeps
  readonly #changes = new Feed<InboxChange>()
  readonly #reminders: Reminders
  /** The open questions, by run. */
  readonly #asking = new Map<string, Map<string, Question>>()
  /** Changes one after the other, in the order of the events that they come from. */
  #turn: Promise<unknown> = Promise.resolve()
  #isClosed = false

  constructor(deps: QuestionDeskDeps) {
    this.#deps = deps
    this.#reminders = new Reminders(deps.db, () => this.#tell())
  }

  readonly middleware: Middleware = {
    name: 'inbox',
    event: (event, { runId }) => {
      if (event.type === 'signal.awaited' && event.step !== undefined) return this.#later(runId, () => this.#open(runId, event.step ?? ''))
      if (!this.#asking.has(runId)) return
      if (event.type === 'signal.received' || event.type === 'timer.fired' || SWEEPING.has(event.type)) this.#later(runId, () => this.#settle(runId, event))
    },
  }

  /** First how many are open, then whenever that changes. */
  async *changes(signal: AbortSignal): AsyncGenerator<InboxChange> {
    const changes = this.#changes.listen(ALL, signal)
    yield await this.#count()
    while (!signal.aborted) {
      const fresh = (await changes.next()).at(-1)
      if (fresh) yield fresh
    }
  }

  /** After a restart: the runs that wait ask again what they asked, and questions of runs that are over are closed. */
  async reconcile(live: Iterable<RunHandle>): Promise<void> {
    const handles = [...live]
    const mine = this.#turn.then(() => this.#putRight(handles))
    // what comes after it goes on all the same
    this.#turn = mine.catch(() => undefined)
    await mine
  }

  async #putRight(live: readonly RunHandle[]): Promise<void> {
    const { prisma } = this.#deps.db
    for (const { runId, state } of live) for (const step of allSteps(state)) if (asks(step) && step.status === 'waiting') await this.#open(runId, step.path)
    const open = await prisma.question.findMany({ where: { status: 'open' }, include: { run: { select: { status: true } } } })
    for (const row of open) {
      const handle = this.#deps.handleOf(row.runId)
      const over = isOver(row.run.status)
      if (over || (handle && !waitsFor(handle, row)) || this.#deps.isAsleep?.(row.runId)) await this.#end(row, { status: 'withdrawn' })
      else this.#keepInMind(row)
    }
    await this.#tell()
  }

  /** Something in the inbox has changed that the desk has no part in: a notice has come, or has been read. */
  async changed(): Promise<void> {
    await this.#tell()
  }

  /** Follows no run any more; resolves once what has begun is done, so that the database may go. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([this.#turn, this.#reminders.close()])
  }

  /** What has been begun, for whoever wants to look at the table. */
  async settled(): Promise<void> {
    await this.#turn
  }

  #later(runId: string, act: () => Promise<void>): void {
    if (this.#isClosed) return
    this.#turn = this.#turn.then(act).catch((error: unknown) => console.error(`The inbox could not follow the run ${runId}: ${String(error)}`))
  }

  async #open(runId: string, path: string): Promise<void> {
    const handle = this.#deps.handleOf(runId)
    const step = handle && stepAt(handle.state, path)
    // it may have been answered before it was asked
    if (!handle || !step || !asks(step) || step.status !== 'waiting') return
    const row = await this.#deps.db.prisma.question.upsert({ where: { id: idOf(runId, step) }, create: await this.#rowOf(handle, step), update: { status: 'open', endedAt: null, answer: Prisma.DbNull } })
    this.#keepInMind(row)
    if (row.kind === 'escalate') await escalated(this.#deps.db, row)
    await this.#tell()
  }

  async #rowOf({ runId, state }: RunHandle, step: Step): Promise<Prisma.QuestionUncheckedCreateInput> {
    const config = step.plan.step.config ?? {}
    const rendering = { evaluator: this.#deps.evaluator, arguments: step.arguments ?? {}, context: { runId, step: step.path, attempt: step.attempt, retriesRemaining: null, workflow: state.plan.name } }
    // a text that cannot be made is asked as it stands: the step waits all the same
    const text = async (key: string) => {
      const template = config[key]
      return typeof template === 'string' ? renderText(template, rendering).catch(() => template) : ''
    }
    const remindMs = typeof config['remind'] === 'string' ? parseDuration(config['remind']) : undefined
    const dueAt = state.timers.get(`signal:${step.path}`)?.dueAt
    const waiting = [...state.waiters].find(([, steps]) => steps.includes(step))?.[0]
    const [signal, correlation] = JSON.parse(waiting ?? '["",""]') as [string, string | null]
    return {
      id: idOf(runId, step), runId, askedAt: new Date(serverTime.now()), step: step.path, attempt: step.attempt, kind: step.plan.step.kind, signal, correlation: correlation ?? '',
      title: (await text('title')) || step.path, text: await text('text'), role: await text('role'),
      form: JSON.stringify(formOf(step.plan.step.kind, config)),
      dueAt: dueAt === undefined ? null : new Date(dueAt), remindMs: remindMs === undefined ? null : Math.max(1000, Math.min(remindMs, 2 ** 31 - 1)),
    }
  }

  /** Takes in what has happened to a run that has open questions. */
  async #settle(runId: string, event: RunEvent): Promise<void> {
    const handle = this.#deps.handleOf(runId)
    const ended = [...(this.#asking.get(runId)?.values() ?? [])].filter((row) => !handle || !waitsFor(handle, row))
    for (const row of ended) {
      const own = event.step === row.step
      if (own && event.type === 'signal.received') await this.#end(row, { status: 'answered', answer: event.data.payload })
      else if (own && event.type === 'timer.fired') await this.#end(row, { status: 'timed_out' })
      else await this.#end(row, { status: 'withdrawn' })
    }
    if (ended.length > 0) await this.#tell()
  }

  async #end(question: Question, { status, answer }: { readonly status: string; readonly answer?: Json }): Promise<void> {
    const { id, runId } = question
    const given = answer === undefined ? {} : { answer: answer === null ? Prisma.JsonNull : (answer as Prisma.InputJsonValue) }
    await this.#deps.db.prisma.question.updateMany({ where: { id }, data: { status, endedAt: new Date(serverTime.now()), ...given } })
    this.#reminders.forget(id)
    await forgetNotices(this.#deps.db, question)
    if (status === 'timed_out') await unanswered(this.#deps.db, question)
    const open = this.#asking.get(runId)
    open?.delete(id)
    if (open?.size === 0) this.#asking.delete(runId)
  }

  #keepInMind(row: Question): void {
    const open = this.#asking.get(row.runId) ?? new Map<string, Question>()
    this.#asking.set(row.runId, open.set(row.id, row))
    this.#reminders.remember(row)
  }

  /** To the pages of this server: something has changed, perhaps on another. */
  announce(): void {
    if (this.#changes.hasListeners(ALL)) this.#tellHere().catch((error: unknown) => console.error(`The inbox could not be counted: ${String(error)}`))
  }

  async #tell(): Promise<void> {
    this.#deps.onChange?.()
    await this.#tellHere()
  }

  async #tellHere(): Promise<void> {
    this.#changes.publish(ALL, [await this.#count()])
  }

  async #count(): Promise<InboxChange> {
    const { prisma } = this.#deps.db
    const [open, notices] = await Promise.all([prisma.question.count({ where: { status: 'open' } }), prisma.notice.count({ where: { readAt: null, level: { not: 'info' } } })])
    return { open, notices }
  }
}

function asks({ plan: { native } }: Step): boolean {
  return native === 'approval' || native === 'escalate'
}

function waitsFor({ state }: RunHandle, row: Question): boolean {
  const step = stepAt(state, row.step)
  return !isFinal(state.status) && step?.status === 'waiting' && step.attempt === row.attempt
}

function idOf(runId: string, { path, attempt }: Step): string {
  return `${runId}/${path}#${attempt}`
}
