import { isFinal, type RunEvent } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { Ingress } from './ingress.ts'
import type { RestateUrls } from './restate-nodes.ts'
import { heardUntil } from './restate-silent.ts'
import { HostedRun, type HostedRunOptions, type Mail } from './run/hosted-run.ts'
import { partKey, type Part } from './run/part.ts'
import { runWorkflow } from './run/run-workflow.ts'
import { runWorkflowOf, stepServiceOf } from './service-names.ts'

export interface RestateEngineOptions extends Pick<HostedRunOptions, 'orders'>, RestateUrls {
  /** Of Eddy. Runs of other versions are none of its business, until it takes one up. */
  readonly version: string
  /** Brings a run that Restate calls for into this process; rejects when another process has it in hand. */
  readonly load: (runId: string) => Promise<HostedRun>
  readonly readLog: (runId: string) => Promise<readonly RunEvent[]>
  /** Told why a run stands still that this version cannot go on with. */
  readonly onStandstill: (runId: string, why: string) => void
  /** How long an order waits to be heard, in milliseconds. One with a key of its own waits for ever: given again it is the same order. */
  readonly patienceMs?: number
}

const PATIENCE_MS = 20_000

type Started = Pick<HostedRunOptions, 'runId' | 'plan' | 'ports' | 'placeOf' | 'input' | 'wave' | 'kept'>
type Recovered = Omit<Started, 'input'> & { readonly events: readonly RunEvent[]; readonly input?: HostedRunOptions['input'] }

interface Standing {
  /** Of the part that is under way, or was last. */
  base: number
  over: boolean
  /** Orders that the part has taken, as far as is known here. */
  orders: number
}

/** Runs in Restate's hands: begins them there, and knows those of this process. */
export class RestateEngine implements Mail {
  readonly #options: RestateEngineOptions
  readonly #ingress: Ingress
  readonly #runs = new Map<string, HostedRun>()
  readonly #standing = new WeakMap<HostedRun, Promise<Standing>>()
  /** What Restate calls. */
  readonly workflow: ReturnType<typeof runWorkflow>

  constructor(options: RestateEngineOptions) {
    this.#options = options
    const name = runWorkflowOf(options.version)
    this.#ingress = new Ingress(options, name)
    this.workflow = runWorkflow({ name, find: (part) => this.#find(part), over: (run) => this.letGo(run) })
  }

  start(started: Started): HostedRun {
    const run = this.#make(started)
    this.#standing.set(run, this.#begin(run, { base: 0, orders: 0, over: false }))
    return run
  }

  /**
   * Takes up a run from its log. One that is under way in Restate by this version goes on there; one that Restate does not know, or that another version had in hand, goes on from
   * its log, as after a crash.
   */
  recover({ events, input = {}, ...recovered }: Recovered): HostedRun {
    const run = this.#make({ ...recovered, input })
    run.replay(events)
    this.#standing.set(run, this.#stand(run))
    return run
  }

  close(): void {
    this.#ingress.close()
  }

  #make(options: Started): HostedRun {
    const { orders, readLog, version } = this.#options
    const run = new HostedRun({ ...options, orders, stepService: stepServiceOf(version), readLog: () => readLog(options.runId) }, this)
    this.#runs.set(run.runId, run)
    return run
  }

  async #begin(run: HostedRun, standing: Standing, adopted = false): Promise<Standing> {
    const { runId, options } = run
    await this.#ingress.begin({ runId, base: standing.base, at: Date.now(), hash: options.plan.hash, ...(adopted ? { adopted } : {}) })
    return standing
  }

  async #stand(run: HostedRun): Promise<Standing> {
    const { status, seq } = run.state
    const base = await this.#ingress.underWay(run.runId)
    if (base !== undefined) return { base, orders: 0, over: false }
    if (seq > 0 && (isFinal(status) || status === 'halted')) return this.#rests(run, seq)
    return this.#beginAgain(run, { base: seq, orders: 0, over: false }, seq > 0)
  }

  #rests(run: HostedRun, seq: number): Standing {
    run.settleGates()
    return { base: seq, orders: 0, over: true }
  }

  /** What another version has of it ends first: nothing of it is done twice. */
  async #beginAgain(run: HostedRun, standing: Standing, adopted = false): Promise<Standing> {
    await this.#ingress.endElsewhere(run.runId)
    run.settleGates()
    return this.#begin(run, standing, adopted)
  }

  async #find(part: Part): Promise<HostedRun> {
    const known = this.#runs.get(part.runId)
    if (known !== undefined) return known
    const run = await this.#options.load(part.runId)
    this.#runs.set(part.runId, run)
    return run
  }

  /** Whoever asks something of it knows it, or brings it back. */
  letGo(run: HostedRun): void {
    if (this.#runs.get(run.runId) === run) this.#runs.delete(run.runId)
  }

  standsStill(run: HostedRun, why: string): void {
    this.#options.onStandstill(run.runId, why)
  }

  async ask(run: HostedRun, order: Json): Promise<Json> {
    const { orders, patienceMs = PATIENCE_MS } = this.#options
    const key = orders.keyOf(order)
    const until = key === undefined ? performance.now() + patienceMs : undefined
    for (;;) {
      const known = this.#standing.get(run)
      const standing = known && (await heardUntil(until, known))
      if (standing === undefined) throw new Error(`the run ${run.runId} has not been begun`)
      if (standing.over) {
        this.#standing.set(run, this.#beginAgain(run, { base: run.told, orders: 0, over: false }))
        continue
      }
      const answer = await this.#ingress.ask(partKey(run.runId, standing.base), { order, from: standing.orders, key, until })
      standing.orders = Math.max(standing.orders, answer.place + 1)
      if ('value' in answer) return answer.value
      if ('refused' in answer) throw orders.error(answer.refused)
      await run.stored()
      standing.over = true
    }
  }
}
