import { cancelPreview, createGates, DefinitionError, EngineError, isFinal, recoverRun, startRun, systemClock, systemIds, waiterFor, type CancelPreview, type Evaluator, type KeptResults, type Middleware, type Ports, type RunHandle, type StepExecutor, type UndoResolution } from '@eddy/engine'
import { removeFileJournals } from '@eddy/steps/run'
import { contentHash, resolveInputs, type Json, type WorkflowDocument } from '@eddy/workflow'
import type { Database, Run, Workflow } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import { canaryDraw } from '../version/canary-draw.ts'
import { chosenVersion, type Chosen } from '../version/chosen-version.ts'
import type { EnvironmentName } from '../version/version-row.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import type { SecretStore } from '../secret/secret-store.ts'
import { countSteps, definitionHash, problemsOf, resolveDefinition, type Definition } from './definition.ts'
import { QuestionDesk } from '../inbox/question-desk.ts'
import { EventStore } from './event-store.ts'
import { preparePart, prepareTrial, type PartAsked, type PreparedPart, type TrialRequest } from './prepare-trial.ts'
import type { RunOrigin } from './run-origin.ts'
import { runRow } from './run-row.ts'
import { SignalExchange } from './signal-exchange.ts'
import { signalFaults } from './signal-faults.ts'
import { executorOfRun, planOfRun, runningDefinition, trialOf, type TrialRecord } from './trial-record.ts'

export interface RunHostOptions {
  readonly db: Database
  readonly executor: StepExecutor
  readonly evaluator: Evaluator
  readonly secrets?: SecretStore
  /** Where file steps keep what their undo needs; removed once a run can no longer be undone. */
  readonly fileJournals?: string
  /** Beside every run; see docs/how-to/middleware.md. */
  readonly middleware?: readonly Middleware[]
}

export interface StartRequest extends TrialRequest {
  readonly workflowId: string
  readonly idempotencyKey?: string | undefined
  /** Halt after each wave of steps. */
  readonly wave?: boolean | undefined
  /** A published version by its number, or the one that an environment points at; the draft when both are left out. */
  readonly version?: number | undefined
  readonly environment?: EnvironmentName | undefined
  /** Callers with the same key get the same side of a canary. */
  readonly canaryKey?: string | undefined
}

export interface NewRun {
  readonly runId: string
  /** `id`: null when the workflow has been removed. */
  readonly workflow: Pick<Workflow, 'name' | 'title' | 'contentHash'> & { readonly id: string | null }
  readonly chosen: Chosen | undefined
  readonly definition: Definition
  readonly record: TrialRecord | null
  readonly input: { readonly [name: string]: Json }
  readonly idempotencyKey: string | null
  readonly wave?: boolean
  readonly origin?: RunOrigin
  /** Results that it takes over. */
  readonly kept?: KeptResults
}

/** How long a run at rest stays in memory. */
const REST_MS = 10_000

const UNFINISHED = ['running', 'halting', 'failing', 'rolling_back', 'cancelling']

/** The runs of this process: starts them, takes them up again from their logs, and passes on what people ask of them. */
export class RunHost {
  readonly store: EventStore
  readonly #options: RunHostOptions
  readonly #live = new Map<string, RunHandle>()
  readonly #loading = new Map<string, Promise<RunHandle>>()
  /** Locks, limits and caches that the runs of this process share. */
  readonly #gates = createGates({ clock: systemClock })
  readonly signals: SignalExchange
  /** What runs ask people. */
  readonly questions: QuestionDesk

  constructor(options: RunHostOptions) {
    this.#options = options
    this.store = new EventStore(options.db, (runId) => this.#live.get(runId)?.state)
    this.questions = new QuestionDesk({ db: options.db, evaluator: options.evaluator, handleOf: (runId) => this.#live.get(runId) })
    this.signals = new SignalExchange(options.db, { live: () => this.#live.values(), handle: (runId) => this.#handle(runId) })
  }

  /** Starts a run of a version or of a workflow's stored draft. Refuses an invalid document or input with all problems; nothing is started then. */
  async start(request: StartRequest): Promise<string> {
    const { prisma } = this.#options.db
    if (request.idempotencyKey !== undefined) {
      const earlier = await prisma.run.findUnique({ where: { idempotencyKey: request.idempotencyKey }, select: { id: true } })
      if (earlier) return earlier.id
    }
    const runId = newId()
    const { workflow, chosen, definition } = await this.#wanted(request, runId)
    const { record, input } = await prepareTrial({ db: this.#options.db, store: this.store }, { workflowId: workflow.id, definition }, request)
    const running = runningDefinition(definition, record)
    refuseProblems(workflow, running, await this.#options.secrets?.names())
    const resolved = resolveInputs(running.document, input)
    if (!resolved.ok) throw new Refusal('INVALID_INPUT', 'The input does not fit the workflow.', resolved.problems)
    return this.begin({ runId, workflow, chosen, definition, record, input: resolved.input, idempotencyKey: request.idempotencyKey ?? null, ...(request.wave ? { wave: true } : {}) })
  }

  /** Begins a run whose document and input have been checked. */
  async begin(next: NewRun): Promise<string> {
    const run = await this.#insert(next)
    this.store.announce(runRow(run))
    const { definition, record, input, wave, kept } = next
    this.#keep(startRun({ runId: run.id, plan: planOfRun(definition, record), ports: this.#ports(run.id, record), input, ...(wave ? { wave } : {}), ...(kept ? { kept } : {}) }))
    return run.id
  }

  /** What running a part of a stored draft would do; nothing is started. */
  async planPart(workflowId: string, request: TrialRequest & { readonly part: PartAsked }): Promise<PreparedPart> {
    const { definition } = await this.#wanted({ workflowId }, newId())
    return preparePart({ db: this.#options.db, store: this.store }, { workflowId, definition }, request)
  }

  /** The document that the request means; what is wrong with it is found when it is known what of it is to run. */
  async #wanted(request: StartRequest, runId: string): Promise<Pick<NewRun, 'chosen' | 'definition'> & { readonly workflow: Workflow }> {
    const { db } = this.#options
    const workflow = await db.prisma.workflow.findUnique({ where: { id: request.workflowId } })
    if (!workflow) throw new Refusal('NOT_FOUND', `There is no workflow ${request.workflowId}; it may have been removed.`)
    const chosen = await chosenVersion(db, workflow.id, { number: request.version, environment: request.environment, draw: canaryDraw(request.canaryKey ?? runId) })
    return { workflow, chosen, definition: await resolveDefinition(db, documentOf(chosen?.version ?? workflow)) }
  }

  async #insert({ runId, workflow, chosen, definition, record, input, idempotencyKey, origin }: NewRun): Promise<Run> {
    const { prisma } = this.#options.db
    const hash = definitionHash(definition)
    // JSON columns take JSON: both values are documents or checked inputs
    const content = definition as unknown as object
    const [, run] = await prisma.$transaction([
      prisma.definition.upsert({ where: { hash }, create: { hash, content }, update: {} }),
      prisma.run.create({
        data: {
          id: runId, workflowId: workflow.id, workflowName: workflow.name, workflowTitle: workflow.title, definitionHash: hash, contentHash: (chosen?.version ?? workflow).contentHash,
          version: chosen?.version.number ?? null, environment: chosen?.environment ?? null, canary: chosen?.canary ?? false,
          status: 'running', input: input as object, steps: countSteps(runningDefinition(definition, record).document), idempotencyKey,
          ...columnsOfTrial(record), ...(origin ? { originRunId: origin.runId, origin: { ...origin } } : {}),
        },
      }),
    ])
    return run
  }

  #ports(runId: string, record: TrialRecord | null): Ports {
    const { executor, evaluator, secrets } = this.#options
    return { journal: this.store.journal(runId), clock: systemClock, ids: systemIds, executor: executorOfRun(executor, record), evaluator, gates: this.#gates, ...(secrets ? { secrets } : {}), middleware: [...(this.#options.middleware ?? []), this.signals.middleware, this.questions.middleware] }
  }

  /** Keeps a run in memory while it is under way; a halted or ended one is read back from its log when it is needed. */
  #keep(handle: RunHandle): RunHandle {
    this.#live.set(handle.runId, handle)
    // whoever asks something of a run at rest must meet this handle, not make a second one beside it
    const forgetLater = () => setTimeout(() => this.#forget(handle), REST_MS).unref()
    handle.settled().then(() => {
      forgetLater()
      this.#dropJournals(handle)
    }, (error: unknown) => {
      this.#live.delete(handle.runId)
      void this.#broken(handle, error)
    })
    return handle
  }

  /** What is final and not a success is never undone again, unless something is left. */
  #dropJournals({ runId, state }: RunHandle): void {
    const { fileJournals } = this.#options
    if (fileJournals === undefined || !isFinal(state.status) || state.status === 'succeeded' || state.left.length > 0) return
    removeFileJournals(fileJournals, runId).catch((error: unknown) => console.error(`The file journals of the run ${runId} could not be removed: ${String(error)}`))
  }

  #forget(handle: RunHandle): void {
    const { status } = handle.state
    const atRest = isFinal(status) || status === 'halted'
    if (atRest && this.#live.get(handle.runId) === handle) this.#live.delete(handle.runId)
  }

  /** A run that cannot go on says so: its input could not be made, or its log does not fit the engine. */
  async #broken(handle: RunHandle, error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error)
    console.error(`The run ${handle.runId} cannot go on: ${message}`)
    if (handle.state.seq > 0) return
    const code = error instanceof EngineError ? error.code : 'INVARIANT'
    await this.#options.db.prisma.run.update({ where: { id: handle.runId }, data: { status: 'failed', endedAt: new Date(), error: { code, message, retryable: false } } })
  }

  /** Takes up every run that had not come to rest when the last process ended. */
  async recover(): Promise<number> {
    const runs = await this.#options.db.prisma.run.findMany({ where: { status: { in: UNFINISHED } }, select: { id: true }, orderBy: { startedAt: 'asc' } })
    for (const { id } of runs) {
      try {
        await this.#handle(id)
      } catch (error) {
        console.error(`The run ${id} could not be taken up: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    await this.signals.reconcile()
    await this.questions.reconcile(this.#live.values())
    return runs.length
  }

  /** The run's handle, from memory or from its log. */
  async #handle(runId: string): Promise<RunHandle> {
    const live = this.#live.get(runId)
    if (live) return live
    const loading = this.#loading.get(runId) ?? this.#load(runId)
    this.#loading.set(runId, loading)
    try {
      return await loading
    } finally {
      this.#loading.delete(runId)
    }
  }

  async #load(runId: string): Promise<RunHandle> {
    const run = await this.#options.db.prisma.run.findUnique({ where: { id: runId }, include: { definition: true } })
    if (!run) throw new Refusal('NOT_FOUND', `There is no run ${runId}.`)
    const record = trialOf(run)
    const plan = planOfRun(run.definition.content as unknown as Definition, record)
    const events = await this.store.readLog(runId)
    const ports = this.#ports(runId, record)
    // a run that was accepted but not begun begins now
    const handle = events.length === 0 ? startRun({ runId, plan, ports, input: run.input as { readonly [name: string]: Json } }) : recoverRun({ runId, plan, ports, events })
    return this.#keep(handle)
  }

  /** What a cancel would do now; null when the run is over or goes back already. */
  async cancelPreview(runId: string): Promise<CancelPreview | null> {
    return cancelPreview((await this.#handle(runId)).state) ?? null
  }

  async halt(runId: string, reason?: string): Promise<void> {
    const handle = await this.#handle(runId)
    refusing(() => handle.halt(reason === undefined ? {} : { reason }))
    this.#keep(handle)
  }

  /** Ends the wait before the next attempt of a step, or of all that wait. */
  async retryNow(runId: string, step?: string): Promise<void> {
    const handle = await this.#handle(runId)
    refusing(() => handle.retryNow(step))
    this.#keep(handle)
  }

  /** `expected`: the steps that a person was told would be undone. */
  async cancel(runId: string, rollback: boolean, expected?: readonly string[]): Promise<void> {
    const handle = await this.#handle(runId)
    if (rollback && expected) refuseIfMovedOn(cancelPreview(handle.state), expected)
    if (isFinal(handle.state.status)) throw new Refusal('RUN_OVER', `The run is over (${handle.state.status}); there is nothing to cancel.`)
    handle.cancel({ rollback, reason: 'asked by a person' })
    this.#keep(handle)
  }

  async resume(runId: string, options: Parameters<RunHandle['resume']>[0]): Promise<void> {
    const handle = await this.#handle(runId)
    refusing(() => handle.resume(options))
    this.#keep(handle)
  }

  async undo(runId: string): Promise<void> {
    const handle = await this.#handle(runId)
    refusing(() => handle.undo())
    this.#keep(handle)
  }

  /** Says what is to become of an undo that has failed. */
  async resolveUndo(runId: string, resolution: UndoResolution): Promise<void> {
    const handle = await this.#handle(runId)
    refusing(() => handle.resolveUndo(resolution))
    this.#keep(handle)
  }

  /** Lets a halted run go on with another version of its workflow, once that is known to be valid. */
  async adapt(runId: string, document: WorkflowDocument): Promise<void> {
    const handle = await this.#handle(runId)
    await this.#refuseTrial(runId)
    const problems = problemsOf(await resolveDefinition(this.#options.db, document), await this.#options.secrets?.names()).filter((problem) => problem.severity === 'error')
    if (problems.length > 0) throw new Refusal('INVALID_DOCUMENT', `The new version cannot run: it has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`, problems)
    refusing(() => handle.adapt({ document, hash: contentHash(document) }))
    this.#keep(handle)
  }

  /** Another version would not know what is pinned or left out. */
  async #refuseTrial(runId: string): Promise<void> {
    const run = await this.#options.db.prisma.run.findUnique({ where: { id: runId }, select: { trial: true } })
    if (run?.trial) throw new Refusal('INVALID_STATE', 'A run with a fixture, or of a part of a workflow, cannot go on with another version. Run it again with the new version.')
  }

  async signal(runId: string, signal: Parameters<RunHandle['signal']>[0]): Promise<boolean> {
    const handle = await this.#handle(runId)
    const faults = signalFaults(handle.state.plan, signal)
    if (faults.length > 0) throw new Refusal('INVALID_INPUT', `The payload does not fit what "${signal.name}" is waited for with: ${faults.map(({ path, message }) => `${path} ${message}`.trim()).join('; ')}`)
    const delivered = handle.signal(signal)
    this.#keep(handle)
    return delivered
  }

  /** A person's answer, to a step that waits for it. False when none does: unlike other signals an answer is not kept for a later question. */
  async answer(runId: string, signal: Parameters<RunHandle['signal']>[0]): Promise<boolean> {
    const handle = await this.#handle(runId)
    const waits = waiterFor(handle.state, signal) !== undefined && handle.signal(signal)
    this.#keep(handle)
    return waits
  }

  /** Stops all runs where they stand; their logs are enough to go on. */
  async close(): Promise<void> {
    this.questions.close()
    for (const handle of this.#live.values()) handle.detach()
    await this.store.drain()
    this.store.close()
  }
}

/** What lists tell of a trial. */
function columnsOfTrial(record: TrialRecord | null): { readonly fixture?: string | null; readonly target?: string | null; readonly trial?: object } {
  return record === null ? {} : { fixture: record.trial.fixture, target: record.trial.part?.target ?? null, trial: record }
}

/** Nobody is to cancel something else than what was shown. */
function refuseIfMovedOn(preview: CancelPreview | undefined, expected: readonly string[]): void {
  const now = preview?.undone.map(({ path }) => path) ?? []
  if (preview !== undefined && JSON.stringify(now) !== JSON.stringify(expected)) throw new Refusal('RUN_MOVED_ON', 'The run has moved on since this was shown; other steps would be undone now.', preview)
}

function refuseProblems(workflow: Workflow, definition: Definition, secrets: ReadonlySet<string> | undefined): void {
  const problems = problemsOf(definition, secrets).filter((problem) => problem.severity === 'error')
  if (problems.length > 0) throw new Refusal('INVALID_DOCUMENT', `"${workflow.title ?? workflow.name}" cannot run yet: it has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`, problems)
}

/** What the engine refuses is a refusal to the person too. */
function refusing(ask: () => void): void {
  try {
    ask()
  } catch (error) {
    if (error instanceof EngineError || error instanceof DefinitionError) throw new Refusal('INVALID_STATE', error.message)
    throw error
  }
}
