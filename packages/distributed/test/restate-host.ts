import { setTimeout as sleep } from 'node:timers/promises'
import { DefinitionError, EngineError, systemClock, type RunEvent, type RunHandle } from '@eddy/engine'
import { casePlan, processPorts, type ConformanceCase, type ConformanceHost, type HostedOptions, type HostedRun as ConformanceRun } from '@eddy/engine/testing'
import type { Json } from '@eddy/workflow'
import { openEndpoint, register, RestateEngine, stepService, type Endpoint, type HostedRun, type Orders, type RestateServer } from '../src/index.ts'

type Order = { readonly verb: 'resume' | 'halt' | 'retryNow' | 'cancel' | 'signal' | 'task' | 'undo' | 'resolveUndo' | 'adapt'; readonly args: readonly Json[] }

/** The verbs of a handle as data. */
const orders: Orders = {
  perform(handle, order) {
    // made by `asked` below
    const { verb, args } = order as unknown as Order
    return (handle[verb] as (...args: readonly Json[]) => unknown).call(handle, ...args)
  },
  refusal(error) {
    if (error instanceof EngineError || error instanceof DefinitionError) return { code: error.code, message: error.message }
    throw error
  },
  ofSignal: (signal) => ({ verb: 'signal', args: [signal] }) as unknown as Json,
  keyOf: () => undefined,
  error: ({ code, message }) => Object.assign(new Error(message), { code }),
}

export interface RestateHost extends ConformanceHost {
  close(): Promise<void>
}

/** The engine in the hands of a real Restate; runs and step workers are in this process. */
export async function restateHost({ ingressUrl, adminUrl }: Pick<RestateServer, 'ingressUrl' | 'adminUrl'>): Promise<RestateHost> {
  const cases = new Map<string, CaseRun>()
  const caseOf = (runId: string) => cases.get(runId) ?? unknown(runId)
  const engine = new RestateEngine({
    onStandstill: (runId, why) => console.error(`The run ${runId} stands still: ${why}`),
    version: '1',
    ingressUrls: [ingressUrl], adminUrls: [adminUrl], orders,
    load: async (runId) => caseOf(runId).live(),
    readLog: async (runId) => cases.get(runId)?.stored ?? [],
  })
  const steps = stepService({ version: '1', executorOf: ({ runId }) => ({ execute: (request) => caseOf(runId).step(request) }), gone: ({ runId }) => caseOf(runId).death })
  const endpoint: Endpoint = await openEndpoint({ services: [engine.workflow, steps] })
  await register([adminUrl], `http://127.0.0.1:${endpoint.port}`)
  let runs = 0
  return {
    name: 'restate',
    clock: systemClock,
    async start(conformanceCase, options) {
      const run = new CaseRun(`${conformanceCase.id}-${process.pid}-${++runs}`, conformanceCase, options)
      cases.set(run.runId, run)
      run.begin(engine)
      return run
    },
    close: async () => {
      engine.close()
      await endpoint.close()
    },
  }
}

function unknown(runId: string): never {
  throw new Error(`there is no run ${runId} here`)
}

class CaseRun implements ConformanceRun {
  readonly runId: string
  readonly #case: ConformanceCase
  readonly #options: HostedOptions
  readonly stored: RunEvent[] = []
  #engine: RestateEngine | undefined
  #run: HostedRun | undefined
  #died = false
  #inFlight = 0
  #dead: (error: Error) => void = () => {}
  #death: Promise<never>

  constructor(runId: string, conformanceCase: ConformanceCase, options: HostedOptions) {
    this.runId = runId
    this.#case = conformanceCase
    this.#options = options
    this.#death = this.#nextDeath()
  }

  #nextDeath(): Promise<never> {
    const death = new Promise<never>((_, reject) => (this.#dead = reject))
    death.catch(() => undefined)
    return death
  }

  /** Workers die with the run's process. */
  get death(): Promise<never> {
    return this.#death
  }

  placeOf(kind: string): 'here' | 'step' {
    return kind === 'pure' || this.#case.middleware !== undefined ? 'here' : 'step'
  }

  /** What a worker does. */
  async step(request: Parameters<HostedOptions['world']['execute']>[0]) {
    this.#inFlight++
    try {
      return await this.#options.world.execute(request)
    } finally {
      this.#inFlight--
    }
  }

  begin(engine: RestateEngine): void {
    this.#engine = engine
    const { input = {}, wave, kept } = this.#case
    this.#run = engine.start({ runId: this.runId, plan: casePlan(this.#case), ports: this.#ports(), placeOf: ({ step }) => this.placeOf(step.kind), input, ...(wave ? { wave } : {}), ...(kept ? { kept } : {}) })
  }

  #ports() {
    const { dieAt = Infinity, onStored, world } = this.#options
    const append = (events: readonly RunEvent[]) => {
      // as they come out of a store
      const texts = JSON.parse(JSON.stringify(events)) as RunEvent[]
      this.stored.push(...texts)
      onStored(texts)
      if (this.#died || this.stored.length < dieAt) return
      this.#died = true
      setImmediate(() => this.#die())
    }
    return { ...processPorts(this.#case, world, systemClock), journal: { append, flushed: () => undefined } }
  }

  #die(): void {
    this.#run?.crash()
    this.#dead(new Error('the worker has died'))
    this.#death = this.#nextDeath()
    this.#takeUp()
  }

  /** What this process does for the run ends first; then another takes it up. */
  async release(): Promise<void> {
    const run = this.live()
    await new Promise<void>((resolve) => run.release(resolve))
    this.#takeUp()
  }

  #takeUp(): void {
    this.#run = this.#engine?.recover({ runId: this.runId, plan: casePlan(this.#case), ports: this.#ports(), placeOf: ({ step }) => this.placeOf(step.kind), events: [...this.stored], input: this.#case.input ?? {}, ...(this.#case.wave ? { wave: true } : {}), ...(this.#case.kept ? { kept: this.#case.kept } : {}) })
  }

  live(): HostedRun {
    if (this.#run === undefined) throw new Error('the run has been closed')
    return this.#run
  }

  async settled() {
    for (;;) {
      const run = this.live()
      const result = await Promise.race([run.settled(), this.#death.catch(() => undefined)])
      if (result !== undefined && run === this.#run) return result
    }
  }

  async events() {
    return [...this.stored]
  }

  /** Dies with all that is in flight: what the log says has begun is on its way to a worker until it has reached one. */
  async crash() {
    const { performing } = this.live().state
    const begun = [...performing].filter(({ duty, plan }) => duty === 'run' && this.placeOf(plan.step.kind) === 'step').length
    for (const until = Date.now() + 5000; this.#inFlight < begun && Date.now() < until; ) await sleep(2)
    this.#die()
  }

  async #ask(verb: Order['verb'], args: readonly unknown[]): Promise<Json> {
    // plain data
    return this.live().ask({ verb, args: args.filter((arg) => arg !== undefined) } as unknown as Json)
  }

  resume = async (...args: Parameters<RunHandle['resume']>) => void (await this.#ask('resume', args))
  halt = async (...args: Parameters<RunHandle['halt']>) => void (await this.#ask('halt', args))
  retryNow = async (...args: Parameters<RunHandle['retryNow']>) => void (await this.#ask('retryNow', args))
  cancel = async (...args: Parameters<RunHandle['cancel']>) => void (await this.#ask('cancel', args))
  signal = async (...args: Parameters<RunHandle['signal']>) => (await this.#ask('signal', args)) === true
  task = async (...args: Parameters<RunHandle['task']>) => (await this.#ask('task', args)) as unknown as ReturnType<RunHandle['task']>
  undo = async () => void (await this.#ask('undo', []))
  resolveUndo = async (...args: Parameters<RunHandle['resolveUndo']>) => void (await this.#ask('resolveUndo', args))
  adapt = async (...args: Parameters<RunHandle['adapt']>) => void (await this.#ask('adapt', args))

  async close() {
    this.#run = undefined
  }
}
