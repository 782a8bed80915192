import { createState, evolve, gateOwnersOf, isFinal, runResult, type Gates, type LastingGates, type Plan, type Ports, type RunEvent, type RunHandle, type RunResult, type RunState, type StartOptions, type StepRequest } from '@eddy/engine'
import type * as restate from '@restatedev/restate-sdk'
import type { Json } from '@eddy/workflow'
import { Attempt } from './attempt.ts'
import { DecisionMismatch, refuseMismatch } from './decision-mismatch.ts'
import type { Orders } from './order.ts'
import { isResting } from './is-resting.ts'
import type { Part } from './part.ts'
import { ProcessMemory } from './process-memory.ts'
import type { Place } from './question.ts'

export interface HostedRunOptions extends Pick<StartOptions, 'input' | 'wave' | 'kept'> {
  readonly runId: string
  readonly plan: Plan
  /** The real ones. The journal is where events are stored for screens and history. */
  readonly ports: Omit<Ports, 'gates'> & { readonly gates?: Gates | LastingGates }
  readonly placeOf: (request: StepRequest) => Place
  readonly orders: Orders
  /** Restate's name of what carries out its steps. */
  readonly stepService: string
  /** All events that are stored. */
  readonly readLog: () => Promise<readonly RunEvent[]>
}

/** How orders reach the run; by whoever knows Restate's addresses. */
export interface Mail {
  ask(run: HostedRun, order: Json): Promise<Json>
  /** This process has nothing more to do with the run: when Restate calls for it, it is asked for anew. */
  letGo(run: HostedRun): void
  /** The process that has it in hand cannot go on with it, and says why. */
  standsStill(run: HostedRun, why: string): void
}

type End = { readonly result: RunResult } | { readonly error: unknown }

/**
 * A run in Restate's hands, as this process sees it: its state is the fold of the events that were given away for storing, each once and in
 * order, however often the run is gone through. What is asked of it goes through Restate.
 */
export class HostedRun implements RunHandle {
  readonly options: HostedRunOptions
  readonly state: RunState
  #memory = new ProcessMemory()
  readonly #mail: Mail
  #log: readonly RunEvent[] = []
  #attempt: Attempt | undefined
  #crash: (error: Error) => void = () => {}
  #waiting: { readonly resolve: (result: RunResult) => void; readonly reject: (error: unknown) => void }[] = []
  #end: End | undefined
  #complaint = ''
  /** The run's last event that was given away. */
  told = 0

  constructor(options: HostedRunOptions, mail: Mail) {
    this.options = options
    this.#mail = mail
    this.state = createState(options.plan)
  }

  get runId(): string {
    return this.options.runId
  }

  get memory(): ProcessMemory {
    return this.#memory
  }

  /** Folds what an earlier process has stored. */
  replay(events: readonly RunEvent[]): void {
    this.#fold(events)
    this.told = events.length
  }

  #fold(events: readonly RunEvent[]): void {
    for (const event of events) evolve(this.state, event)
    this.state.tasks.clear()
  }

  // one attempt at a time

  /** Called by Restate. Rejects when this process lets go of the run: then Restate calls again, here or elsewhere. */
  async drive(ctx: restate.WorkflowContext, part: Part): Promise<void> {
    if (part.hash !== this.options.plan.hash) throw new Error(`the run ${this.runId} was begun with the document ${part.hash}, and this is ${this.options.plan.hash}`)
    const attempt = new Attempt(this, ctx, part)
    this.#attempt = attempt
    const crashed = new Promise<never>((_, reject) => (this.#crash = reject))
    await Promise.race([attempt.perform().catch((error: unknown) => this.#tell(error)), crashed])
    if (this.#attempt !== attempt) throw new Error('another attempt has begun')
    if (this.#attempt === attempt) this.#attempt = undefined
  }

  /** Restate tries again for ever; it is told of once. */
  #tell(error: unknown): never {
    const message = error instanceof Error ? error.message : String(error)
    if (message !== this.#complaint && error instanceof DecisionMismatch) this.#mail.standsStill(this, message)
    this.#complaint = message
    throw error
  }

  isCurrent(attempt: Attempt): boolean {
    return this.#attempt === attempt
  }

  async storedLog(): Promise<readonly RunEvent[]> {
    await this.stored()
    return this.options.readLog()
  }

  checkAgainst(log: readonly RunEvent[]): void {
    this.#log = log
  }

  /** Events of an attempt, in order. Those that were given away before must be the same. */
  take(attempt: Attempt, events: readonly RunEvent[]): void {
    if (attempt !== this.#attempt) return
    for (const event of events) if (event.seq <= this.told) refuseMismatch(event, this.#log[event.seq - 1])
    const fresh = events.filter(({ seq }) => seq > this.told)
    const last = fresh.at(-1)
    if (last === undefined) return
    this.told = last.seq
    this.#log = []
    this.#end = undefined
    for (const event of fresh) {
      evolve(this.state, event)
      this.#watch(event)
    }
    this.state.tasks.clear()
    this.options.ports.journal.append(fresh)
  }

  /** What watches the run hears of each event once; what it throws does not concern the run. */
  #watch(event: RunEvent): void {
    const { ports, runId, plan } = this.options
    const { state } = this
    const run = { runId, plan, get status() { return state.status }, get input() { return state.input } }
    for (const one of ports.middleware ?? []) {
      try {
        one.event?.(event, run)
        if (event.type === 'run.failed') one.fail?.(event.data.error, run)
        else if (event.type === 'run.halted') one.halt?.(event.data.value, run)
      } catch (error) {
        console.error(`The middleware "${one.name}" failed at event ${event.seq} of the run ${runId}: ${String(error)}`)
      }
    }
  }

  /** Resolves when everything given away is stored. */
  async stored(): Promise<void> {
    await this.options.ports.journal.flushed()
  }

  /** Where nothing is under way in Restate the log says what the run is inside of. */
  settleGates(): void {
    const { gates } = this.options.ports
    if (gates !== undefined && 'settle' in gates) gates.settle(gateOwnersOf(this))
  }

  /** At rest, or broken; something in flight may still say something. */
  end(attempt: Attempt, end: End): void {
    if (attempt !== this.#attempt) return
    this.#settle(end)
  }

  #settle(end: End): void {
    if (this.#end !== undefined) return
    this.#end = end
    const waiting = this.#waiting.splice(0)
    this.stored().then(() => waiting.forEach(({ resolve, reject }) => ('result' in end ? resolve(end.result) : reject(end.error))), (error: unknown) => waiting.forEach(({ reject }) => reject(error)))
  }

  /** Drops all that this process knows of the run beyond what is stored, as its death would. */
  crash(): void {
    this.#attempt = undefined
    this.#memory.drop()
    this.#memory = new ProcessMemory()
    this.#crash(new Error('this process lets go of the run'))
  }

  // RunHandle

  async settled(): Promise<RunResult> {
    const resting = isResting(this.state) && (this.#attempt === undefined || this.#attempt.waitsForOrder)
    if (this.#end === undefined && !resting) return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
    await this.stored()
    if (this.#end !== undefined && 'error' in this.#end) throw this.#end.error
    return this.#end?.result ?? runResult(this.state)
  }

  /** Has it done by the run, wherever it is; rejects with what refuses it. */
  ask(order: Json): Promise<Json> {
    return this.#mail.ask(this, order)
  }

  signal(signal: Parameters<RunHandle['signal']>[0]): boolean {
    if (isFinal(this.state.status)) return false
    this.ask(this.options.orders.ofSignal(signal)).catch((error: unknown) => console.error(`The run ${this.runId} did not take a signal: ${error instanceof Error ? error.message : String(error)}`))
    return true
  }

  cancel = unasked
  halt = unasked
  retryNow = unasked
  resume = unasked
  adapt = unasked
  undo = unasked
  task = unasked
  resolveUndo = unasked

  /** Of a run that is in no memory here there is nothing to let go of. */
  hold(): undefined {
    return undefined
  }

  sleep(): undefined {
    return undefined
  }

  detach(): void {
    this.#mail.letGo(this)
    this.crash()
  }

  /** What this process does itself for the run ends first; steps on workers go on, and their outcomes wait in Restate. */
  release(done: () => void): void {
    void this.#memory.close().then(() => this.stored()).then(() => {
      this.detach()
      done()
    })
  }
}

function unasked(): never {
  throw new Error('what is asked of a run in Restate takes its time: use ask()')
}
