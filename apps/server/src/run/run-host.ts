import { createGates, systemIds, type CancelPreview, type Clock, type Evaluator, type Gates, type Middleware, type Ports, type RunHandle, type RunResult, type RunState, type StepExecutor, type TaskInHand, type TaskWord, type UndoResolution } from '@eddy/engine'
import { contentHash, type WorkflowDocument } from '@eddy/workflow'
import { silentBus, type Bus } from '../cluster/bus.ts'
import { RunLeases, type Lease } from '../cluster/run-leases.ts'
import type { Database } from '../db/index.ts'
import { databaseTrouble } from '../db/database-trouble.ts'
import { newId } from '../new-id.ts'
import type { SharedGates } from '../gate/shared-gates.ts'
import type { RunQueue } from '../queue/run-queue.ts'
import type { Standing } from '../queue/standing.ts'
import type { TraceContext } from '../trace/trace-context.ts'
import type { SecretStore } from '../secret/secret-store.ts'
import { refuseUnadaptable } from './adaptable.ts'
import { QuestionDesk } from '../inbox/question-desk.ts'
import { TaskDesk } from '../task/task-desk.ts'
import { earlierRun } from './earlier-run.ts'
import { EventStore, type StoreHooks } from './event-store.ts'
import { OrderDesk } from './order-desk.ts'
import { prepareRun, prepareTrusting, type PrepareDeps } from './prepare-run.ts'
import { handOver, leaveRun, type HandedOver } from './hand-over.ts'
import { hear } from './hear.ts'
import { HeldRuns, type Held, type HeldRunsOptions } from './held-runs.ts'
import type { NewRun } from './new-run.ts'
import { loadRuns } from './load-runs.ts'
import { embeddedEngine, type RunEngine } from './run-engine.ts'
import { RunBedroom, type RunBedroomOptions } from './run-bedroom.ts'
import { RunFinder } from './run-finder.ts'
import { RunRecovery } from './run-recovery.ts'
import { KeyTaken, RunStarts } from './run-starts.ts'
import type { RunWriter } from './run-writer.ts'
import type { StartRequest } from './start-request.ts'
import { SelfCheck } from './self-check.ts'
import { serverTime } from './server-time.ts'
import { steadyClock } from './steady-clock.ts'
import { settledRun } from './settled-run.ts'
import { SignalExchange } from './signal-exchange.ts'
import { executorOfRun, planOfRun, type TrialRecord } from './trial-record.ts'

export interface RunHostOptions {
  readonly db: Database
  readonly executor: StepExecutor
  readonly evaluator: Evaluator
  readonly secrets?: SecretStore
  /** Where file steps keep what their undo needs; removed once a run can no longer be undone. */
  readonly fileJournals?: string
  /** Where runs wait for a place; its middleware is among `middleware`. */
  readonly queue?: RunQueue | undefined
  /** Beside every run; see docs/how-to/middleware.md. */
  readonly middleware?: readonly Middleware[]
  /** What drives the runs; the engine in this process when absent. */
  readonly engine?: RunEngine
  /** Where several servers share the database; alone otherwise. */
  readonly cluster?: { readonly leases: RunLeases; readonly bus: Bus }
  /** Locks, limits and keys that hold over restarts, and over all servers on the database; this process's own when absent. */
  readonly gates?: SharedGates | undefined
  /** Told which trace a run is started within, before it begins or is taken up. */
  readonly onTrace?: (runId: string, trace: TraceContext | undefined) => void
  readonly onCommit?: ((events: number, ms: number | undefined) => void) | undefined
  /** Of long runs, so that they are taken up without all of their logs. */
  readonly snapshots?: StoreHooks['snapshots']
  /** What waits goes by it; the process's when left out. */
  readonly clock?: Clock
  /** Milliseconds between two looks for runs that stand still. */
  readonly lookMs?: number
  /** No run is taken up, and none is asked for anything. */
  readonly readOnly?: boolean
  /** How long runs stay in memory that could leave it. */
  readonly stay?: Pick<HeldRunsOptions, 'restMs'> & Pick<RunBedroomOptions, 'drowsyMs'>
  /** After runs of another process have been taken up. */
  readonly onTakenUp?: () => Promise<void>
}

/** What was kept so long ago has been offered often enough. */
const SWEEP_MS = 60_000
/** An engine elsewhere keeps the state of its runs itself. */
const NO_SNAPSHOTS = { every: Infinity }
/** Between two looks for runs that stand still. */
const LOOK_MS = 8000

/** The runs of this process: starts them, takes them up again from their logs, and passes on what people ask of them. */
export class RunHost {
  readonly store: EventStore
  readonly #options: RunHostOptions
  readonly #engine: RunEngine
  readonly #leases: RunLeases
  readonly #bus: Bus
  readonly #live: HeldRuns
  /** Locks, limits and caches of this process alone, where it is given none that last. */
  readonly #gates: Gates
  readonly #desk: OrderDesk
  readonly signals: SignalExchange
  readonly starts: RunStarts
  /** What runs ask people. */
  readonly questions: QuestionDesk
  /** What runs leave to workers outside. */
  readonly tasks: TaskDesk
  readonly #bedroom: RunBedroom
  readonly #recovery: RunRecovery
  readonly #finder: RunFinder
  readonly #check: SelfCheck
  readonly #looking: NodeJS.Timeout
  #checking: Promise<void> | undefined
  /** Connections to the database that have ended: an answer may have been lost with one. */
  #lostConnections = 0
  readonly #countLost = () => void this.#lostConnections++
  #closed = false
  #draining = false

  constructor(options: RunHostOptions) {
    const { db, evaluator, cluster } = options
    this.#options = options
    this.#gates = createGates({ clock: options.clock ?? steadyClock })
    this.#engine = options.engine ?? embeddedEngine
    this.#bus = cluster?.bus ?? silentBus
    this.#live = new HeldRuns({ ...options.stay, db, fileJournals: options.fileJournals, onBroken: (runId, why) => this.sayStandsStill(runId, why) })
    this.#leases = cluster?.leases ?? new RunLeases(db, newId())
    this.#bedroom = new RunBedroom({ ...options.stay, clock: options.clock ?? steadyClock, live: this.#live, load: (leases) => this.#load(leases), isBehind: ({ handle }) => this.tasks.isBehind(handle) })
    const taking = { db, leases: this.#leases, live: this.#live, bedroom: this.#bedroom, load: (leases: readonly Lease[], lay?: (held: Held) => boolean) => this.#takeOver(leases, lay) }
    this.#recovery = new RunRecovery({ ...taking, watchful: this.#engine.watchful === true, isClosed: () => this.#closed, isStopping: () => this.#isStopping, onTakenUp: () => this.#offerAll() })
    this.#finder = new RunFinder({ ...taking, shared: cluster !== undefined, takesNone: () => this.#draining || this.#isReadOnly })
    this.store = new EventStore(db, { ...(this.#engine.watchful ? {} : { onWaits: (runId) => this.#bedroom.note(runId) }), onLost: (writer) => this.#live.lose(writer), onUnfit: (writer, why) => this.#setAside(writer, why), tell: (message) => this.#bus.tell(message), onCommit: options.onCommit, snapshots: this.#engine.watchful ? NO_SNAPSHOTS : options.snapshots })
    this.starts = new RunStarts({
      db, store: this.store, serverId: this.serverId, drive: (next, writer) => this.#start(next, writer), lose: (writer) => this.#live.lose(writer), missed: () => this.#live.miss(), leave: ({ id: runId, fence }) => leaveRun({ leases: this.#leases, freed: () => this.#bus.tell({ kind: 'freed' }) }, { runId, fence }),
      mayOpen: () => !this.#isStopping && !this.#engine.watchful && options.queue === undefined, isDraining: () => this.#draining, now: () => (options.clock ?? steadyClock).now(),
    })
    this.questions = new QuestionDesk({ db, evaluator, handleOf: (runId) => this.#live.get(runId)?.handle, isAsleep: (runId) => this.#bedroom.asleep.has(runId), onChange: () => this.#bus.tell({ kind: 'inbox' }) })
    this.tasks = new TaskDesk({ db, handleOf: (runId) => this.#live.get(runId)?.handle, onOffered: () => this.#bus.tell({ kind: 'tasks' }) })
    this.signals = new SignalExchange(db, { live: () => this.#live.all(), bedroom: this.#bedroom, give: async (runId, signal) => this.#desk.isElsewhere(runId) || this.signal(runId, signal), giveWaiter: (runId, signal) => this.answer(runId, signal), tell: (message) => this.#bus.tell(message) })
    this.#desk = new OrderDesk({ db, bus: this.#bus, serverId: this.#leases.serverId, engine: this.#engine, live: this.#live, finder: this.#finder, queue: options.queue, standing: async (runId) => (await this.standings([runId])).get(runId) ?? null, isDraining: () => this.#draining, isReadOnly: this.#isReadOnly })
    this.#bus.listen((message) => hear(message, { store: this.store, questions: this.questions, tasks: this.tasks, signals: this.signals, takeUp: () => this.recover() }))
    db.pool.on('remove', this.#countLost)
    this.#check = new SelfCheck({ db, watchful: this.#engine.watchful, leases: this.#leases, live: this.#live, changes: () => this.#live.changes + this.#lostConnections, bedroom: this.#bedroom, hold: (runId) => this.#finder.find(runId), limited: ({ handle }) => handle.state.plan.options.concurrency !== null || options.queue?.has(handle.runId) === true, announce: (row) => this.store.announce(row) })
    this.#looking = setInterval(() => {
      this.#checking ??= this.selfCheck()
        .catch((error: unknown) => console.error(`Runs that stand still could not be looked for: ${databaseTrouble(error)?.message ?? String(error)}`))
        .finally(() => (this.#checking = undefined))
    }, options.lookMs ?? LOOK_MS).unref()
  }

  /** Starts a run of a version or of a workflow's stored draft. Refuses an invalid document or input with all problems; nothing is started then. */
  async start(request: StartRequest): Promise<string> {
    const earlier = await earlierRun(this.#options.db, request)
    if (earlier !== undefined) return earlier
    const trusting = await prepareTrusting(this.preparing, request)
    const begun = trusting && (await this.starts.tryBegin(trusting))
    if (begun !== undefined) return begun
    const next = await prepareRun(this.preparing, request)
    return this.starts.begin(next).catch(async (error: unknown) => {
      // asked twice at once: the other has come first
      const first = error instanceof KeyTaken ? await earlierRun(this.#options.db, request) : undefined
      if (first === undefined) throw error
      return first
    })
  }

  /** How a run has come to rest, once it has, whichever server has it in hand until then. */
  async settled(runId: string): Promise<RunResult> {
    return this.#bedroom.stay(runId, () => settledRun({ hold: () => this.#finder.find(runId), isClosed: () => this.#closed }))
  }

  #start({ runId, definition, record, input, wave, kept, trace }: NewRun, writer: RunWriter): void {
    this.#options.onTrace?.(runId, trace)
    writer.hasOpenUndos = false
    this.#live.keep({ writer, handle: this.#engine.start({ runId, plan: planOfRun(definition, record), ports: this.#ports(writer, record), input, ...(wave ? { wave } : {}), ...(kept ? { kept } : {}) }) })
  }

  get serverId(): string {
    return this.#leases.serverId
  }

  /** With what requests are prepared. */
  get preparing(): PrepareDeps {
    const { db, secrets } = this.#options
    return { db, store: this.store, secrets }
  }

  #ports(writer: RunWriter, record: TrialRecord | null): Ports {
    const { executor, evaluator, secrets } = this.#options
    return { journal: writer, clock: this.#options.clock ?? steadyClock, ids: systemIds, executor: executorOfRun(executor, record), evaluator, gates: this.#options.gates?.of(writer) ?? this.#gates, ...(secrets ? { secrets } : {}), middleware: [...(this.#options.middleware ?? []), this.signals.middleware, this.questions.middleware, this.tasks.middleware] }
  }

  /** Takes up every run that nobody living has in hand, each from its log; answers with how many. */
  async recover(): Promise<number> {
    return this.#isReadOnly ? 0 : this.#recovery.recover()
  }

  /** What was meant for runs that are here now may be waiting for them. */
  async #offerAll(): Promise<void> {
    await this.signals.reconcile()
    const live = [...this.#live.all()].map(({ handle }) => handle)
    await this.questions.reconcile(live)
    await this.tasks.reconcile(live)
    await this.#options.onTakenUp?.()
  }

  /** Once for each renewal of this server's lease. `lapsed`: others may have taken runs of this one. */
  async beat(lapsed: boolean): Promise<void> {
    if (lapsed) await this.#bedroom.loseLapsed(this.#leases)
    await this.recover()
    this.#desk.performOpen()
    await this.signals.sweep(new Date(serverTime.now() - SWEEP_MS))
  }

  /** Finds runs that stand still though nothing holds them up. */
  async selfCheck(): Promise<void> {
    if (this.#recovery.isDone && !this.#isStopping) await this.#check.look()
  }

  /** Another process may go on with what stood still in the last one. */
  forgetStandstills(): Promise<void> {
    return this.#check.forgetAll()
  }

  /** A run cannot go on, whoever drives it. */
  sayStandsStill(runId: string, why: string): void {
    this.#check.note(runId, why).catch((error: unknown) => console.error(`It could not be said of the run ${runId} that it stands still: ${String(error)}`))
  }

  /** It goes on from its log when somebody says so, or with the next start of a server. */
  #setAside(writer: RunWriter, why: string): void {
    this.#live.lose(writer)
    this.sayStandsStill(writer.runId, `What it did cannot be stored: ${why}.`)
  }

  /** Has a run that stands still go on from its log, on this server, wherever it was: what was in flight is in doubt, as after a crash. */
  async takeUp(runId: string): Promise<void> {
    await this.#recovery.takeUp(runId)
    await this.#check.forget(runId)
  }

  /** A run that an engine elsewhere calls for: from memory, or from its log. */
  async bring(runId: string): Promise<RunHandle> {
    const held = await this.#finder.find(runId)
    if (!held) throw new Error(`another server has the run ${runId} in hand`)
    return held.handle
  }

  async #load(leases: readonly Lease[], onLoaded?: (held: Held) => boolean): Promise<readonly Held[]> {
    return loadRuns({ db: this.#options.db, queue: this.#options.queue, store: this.store, engine: this.#engine, portsOf: (writer, record) => this.#ports(writer, record), onTrace: this.#options.onTrace ?? (() => undefined), onLoaded, onMisfit: (runId, why) => this.sayStandsStill(runId, why) }, leases)
  }

  /** The same of runs that were in other hands. */
  async #takeOver(leases: readonly Lease[], onLoaded?: (held: Held) => boolean): Promise<readonly Held[]> {
    const held = await this.#load(leases, onLoaded)
    // an engine elsewhere knows more of its runs than their logs
    if (!this.#engine.watchful) this.#options.gates?.settle(leases, held.map(({ handle }) => handle))
    return held
  }

  /** What a cancel would do now; null when the run is over or goes back already. */
  async cancelPreview(runId: string): Promise<CancelPreview | null> {
    // made by performOrder
    return (await this.#desk.ask(runId, { verb: 'preview-cancel' })) as unknown as CancelPreview | null
  }

  async halt(runId: string, reason?: string): Promise<void> {
    await this.#desk.ask(runId, { verb: 'halt', ...(reason === undefined ? {} : { reason }) })
  }

  /** Ends the wait before the next attempt of a step, or of all that wait. */
  async retryNow(runId: string, step?: string): Promise<void> {
    await this.#desk.ask(runId, { verb: 'retry-now', ...(step === undefined ? {} : { step }) })
  }

  /** `expected`: the steps that a person was told would be undone. */
  async cancel(runId: string, rollback: boolean, expected?: readonly string[]): Promise<void> {
    await this.#desk.ask(runId, { verb: 'cancel', rollback, ...(expected === undefined ? {} : { expected }) })
  }

  /** What a run that has not begun waits for; null where that is not known in this process. */
  standing(runId: string): Standing | null {
    return this.#options.queue?.standing(runId) ?? null
  }

  /** What those of the runs wait for that have not begun, as far as this process or the database knows. */
  async standings(runIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
    const here = runIds.flatMap((runId) => {
      const standing = this.standing(runId)
      return standing ? [[runId, standing] as const] : []
    })
    const keys = await this.#options.gates?.standings(runIds)
    return new Map([...(keys ?? []), ...here])
  }

  /** The same, whichever server has the run in hand. */
  waits(runId: string): Promise<Standing | null> {
    return this.#desk.standing(runId)
  }

  async resume(runId: string, options: NonNullable<Parameters<RunHandle['resume']>[0]>): Promise<void> {
    await this.#desk.ask(runId, { verb: 'resume', options })
  }

  async undo(runId: string): Promise<void> {
    await this.#desk.ask(runId, { verb: 'undo' })
  }

  /** Says what is to become of an undo that has failed. */
  async resolveUndo(runId: string, resolution: UndoResolution): Promise<void> {
    await this.#desk.ask(runId, { verb: 'resolve-undo', resolution })
  }

  /** Lets a halted run go on with another version of its workflow, once that is known to be valid. */
  async adapt(runId: string, document: WorkflowDocument): Promise<void> {
    await refuseUnadaptable(this.#options, { runId, document })
    await this.#desk.ask(runId, { verb: 'adapt', version: { document, hash: contentHash(document) } })
  }

  async signal(runId: string, signal: Parameters<RunHandle['signal']>[0]): Promise<boolean> {
    return (await this.#desk.ask(runId, { verb: 'signal', signal, waited: false })) === true
  }

  /** A person's answer, to a step that waits for it. False when none does: unlike other signals an answer is not kept for a later question. */
  async answer(runId: string, signal: Parameters<RunHandle['signal']>[0]): Promise<boolean> {
    return (await this.#desk.ask(runId, { verb: 'signal', signal, waited: true })) === true
  }

  /** What a worker outside says of a task of the run; what it has in hand, if it has. */
  async task(runId: string, word: TaskWord): Promise<TaskInHand | null> {
    // made by performOrder
    return (await this.#desk.ask(runId, { verb: 'task', word })) as unknown as TaskInHand | null
  }

  /** Runs that wait, and have left memory until what they wait for comes. */
  get asleep(): number {
    return this.#bedroom.asleep.size
  }

  /** Of a run in memory. */
  stateOf(runId: string): RunState | undefined {
    return this.#live.get(runId)?.handle.state
  }

  /** Runs in memory. */
  get held(): number {
    return this.#live.size
  }

  get draining(): boolean {
    return this.#draining
  }

  get #isReadOnly(): boolean {
    return this.#options.readOnly === true
  }

  get #isStopping(): boolean {
    return this.#closed || this.#draining
  }

  /** Starts and takes up nothing more, lets what is in flight end for so long at most, and gives the runs to whoever comes next. */
  async drain(limitMs: number): Promise<HandedOver> {
    this.#draining = true
    this.#options.gates?.letGo()
    // workers that wait for one are answered, and ask elsewhere
    this.tasks.announce()
    await this.#recovery.rest()
    await this.#bedroom.giveAway(this.#leases)
    return handOver({ live: this.#live, leases: this.#leases, freed: () => this.#bus.tell({ kind: 'freed' }) }, limitMs)
  }

  /** Stops all runs where they stand; their logs are enough to go on. */
  async close(): Promise<void> {
    this.#closed = true
    this.#options.gates?.letGo()
    clearInterval(this.#looking)
    this.#options.db.pool.off('remove', this.#countLost)
    await this.#checking
    await this.#recovery.rest()
    this.#bedroom.close()
    for (const { handle } of this.#live.all()) handle.detach()
    // what follows the runs has heard all of them by then
    await this.store.drain()
    await Promise.all([this.questions.close(), this.tasks.close(), this.signals.rest()])
    this.store.close()
  }
}
