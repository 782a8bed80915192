import type { Json } from '@eddy/workflow'
import type { Clock } from '../../port/ports.ts'
import type { Outcome, StepExecutor, StepRequest, StreamReference } from '../../port/step-executor.ts'
import type { ConformanceCase, ScriptedOutcome } from './conformance-case.ts'

type Answer = Outcome | { readonly kind: 'garbage' }

/**
 * The world that a case's steps act upon. It outlives the processes that run the case: what has been done stays done, and noted.
 * Every answer comes later, as from a real effect.
 */
export class ScriptedWorld implements StepExecutor {
  readonly calls: StepRequest[] = []
  /** What was done, in order: `run path`, `end path`, and so on. */
  readonly notes: string[] = []
  mostInFlight = 0
  #inFlight = 0
  readonly #case: Pick<ConformanceCase, 'scripts' | 'streams'>
  readonly #clock: Clock

  constructor(conformanceCase: Pick<ConformanceCase, 'scripts' | 'streams'>, clock: Clock) {
    this.#case = conformanceCase
    this.#clock = clock
  }

  async execute(request: StepRequest): Promise<Outcome> {
    const { path, purpose } = request
    this.calls.push(request)
    this.notes.push(`${purpose} ${path}`)
    this.mostInFlight = Math.max(this.mostInFlight, ++this.#inFlight)
    try {
      // what is no outcome must reach the engine as it is
      return (await this.#answer(request)) as Outcome
    } finally {
      this.#inFlight--
      if (purpose === 'run') this.notes.push(`end ${path}`)
    }
  }

  async #answer(request: StepRequest): Promise<Answer> {
    const script = this.#script(request)
    await this.#later(script.delayMs ?? 0)
    if (script.do === 'hang') return this.#hang(request, script.then)
    if (script.do === 'offer') return { kind: 'offer', queue: script.queue, payload: script.payload ?? null, leaseMs: script.leaseMs ?? 60_000 }
    return outcomeOf(script, request)
  }

  #script({ path, step, purpose, undoing, context }: StepRequest): ScriptedOutcome {
    const { scripts = {} } = this.#case
    const named = purpose === 'run' ? (scripts[path] ?? scripts[step.name]) : scripts[undoing ? `${step.name}#undo` : step.name]
    return named?.[context.attempt - 1] ?? named?.at(-1) ?? { do: 'ok' }
  }

  #hang({ signal }: StepRequest, then: 'ok' | 'fail' = 'fail'): Promise<Answer> {
    const outcome: Answer = then === 'ok' ? { kind: 'ok', value: 'stopped' } : { kind: 'fail', error: { code: 'STOPPED', message: 'told to stop' } }
    return new Promise((resolve) => {
      if (signal.aborted) resolve(outcome)
      else signal.addEventListener('abort', () => resolve(outcome))
    })
  }

  #later(ms: number): Promise<void> {
    return new Promise((resolve) => this.#clock.at(this.#clock.now() + ms, resolve))
  }

  openStream({ $stream }: StreamReference, { skip }: { readonly skip: number }): AsyncIterator<Json> {
    const { elements, breaksAt } = this.#case.streams?.[$stream] ?? { elements: [] }
    let at = skip
    return {
      next: async () => {
        await this.#later(0)
        if (at === breaksAt) throw new Error('the connection was lost')
        if (at >= elements.length) return { done: true, value: undefined }
        return { done: false, value: elements[at++] ?? null }
      },
    }
  }
}

type Prompt = Exclude<ScriptedOutcome, { readonly do: 'hang' | 'offer' }>

/** Outcomes that say themselves what they are. */
function outcomeOf(script: Prompt, request: StepRequest): Answer {
  switch (script.do) {
    case 'ok':
      return { kind: 'ok', value: script.value ?? null, ...(script.steps ? { steps: script.steps } : {}) }
    case 'halt':
    case 'continue':
      return { kind: script.do, value: script.value ?? null }
    case 'garbage':
      return { kind: 'garbage' }
    case 'throw':
      throw new Error('thrown by the script')
    case 'retry':
      return asksAgain(script)
    case 'fail':
      return fails(script)
    default:
      return { kind: 'ok', value: made(script, request) }
  }
}

function asksAgain({ reason, afterMs }: Prompt & { readonly do: 'retry' }): Answer {
  return { kind: 'retry', ...(reason === undefined ? {} : { reason }), ...(afterMs === undefined ? {} : { delayMs: afterMs }) }
}

function fails({ code = 'TEST', message = 'failed', retryable = true, effect }: Prompt & { readonly do: 'fail' }): Answer {
  return { kind: 'fail', error: { code, message, retryable, ...(effect === undefined ? {} : { effect }) } }
}

/** A value that is made of the call. */
function made(script: Prompt & { readonly do: 'echo' | 'sum' | 'attempt' }, { arguments: args, context }: StepRequest): Json {
  switch (script.do) {
    case 'echo':
      return args[script.argument] ?? null
    case 'sum':
      return Object.values(args).reduce<number>((sum, value) => sum + Number(value), 0)
    case 'attempt':
      return context.attempt
  }
}
