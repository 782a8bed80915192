import { context, SpanStatusCode, trace, type Attributes, type Span, type TimeInput, type Tracer } from '@opentelemetry/api'
import type { RunError } from '@eddy/engine'
import { containerOf, withoutIndex } from './known-steps.ts'

/** What has become of what a span stands for. */
export interface SpanEnd {
  readonly at: number
  readonly outcome: string
  readonly error?: RunError
  readonly attributes?: Attributes
}

interface OpenStep {
  readonly span: Span
  retries: number
  /** Of its last attempt. */
  error: RunError | undefined
}

/** The part of a step that has a span of its own, one at a time. */
export type Part = 'attempt' | 'compensation' | 'undo'

/** The open spans of one run. */
export class RunSpans {
  readonly #tracer: Tracer
  readonly #shared: Attributes
  readonly #run: Span
  readonly #steps = new Map<string, OpenStep>()
  /** By part and path. */
  readonly #parts = new Map<string, Span>()

  /** The run's span is a child of the active one, where there is one. */
  constructor(tracer: Tracer, run: { readonly name: string; readonly at: number; readonly shared: Attributes }) {
    this.#tracer = tracer
    this.#shared = run.shared
    this.#run = tracer.startSpan(`run ${run.name}`, { startTime: time(run.at), attributes: run.shared }, context.active())
  }

  /** The span of a step; begins with its first attempt. */
  beginStep(path: string, begin: { readonly at: number; readonly attributes: Attributes }): void {
    if (this.#steps.has(path)) return
    this.#steps.set(path, { span: this.#start(`step ${path}`, begin, this.#around(path)), retries: 0, error: undefined })
  }

  beginPart(part: Part, path: string, begin: { readonly at: number; readonly attributes: Attributes }): void {
    this.endPart(part, path, { at: begin.at, outcome: 'interrupted' })
    const parent = this.#steps.get(path)?.span ?? this.#around(path)
    this.#parts.set(`${part} ${path}`, this.#start(`${part} ${path}`, begin, parent))
  }

  endPart(part: Part, path: string, end: SpanEnd): void {
    const span = this.#parts.get(`${part} ${path}`)
    if (span === undefined) return
    this.#parts.delete(`${part} ${path}`)
    finish(span, end)
    const step = this.#steps.get(path)
    if (part === 'attempt' && step !== undefined) step.error = end.error
  }

  /** A retry has been granted to the step. */
  countRetry(path: string): void {
    const step = this.#steps.get(path)
    if (step !== undefined) step.retries++
  }

  endStep(path: string, end: SpanEnd): void {
    if (this.#parts.has(`attempt ${path}`)) this.endPart('attempt', path, end)
    const step = this.#steps.get(path)
    if (step === undefined) return
    this.#steps.delete(path)
    const error = end.error ?? (end.outcome === 'failed' ? step.error : undefined)
    finish(step.span, { ...end, ...(error === undefined ? {} : { error }), attributes: { ...end.attributes, 'eddy.step.retries': step.retries } })
  }

  /** What was still open inside a container when it ended. O(open spans). */
  endInside(container: string, at: number): void {
    const inside = (path: string) => path.startsWith(`${container}.`) || path.startsWith(`${container}[`)
    for (const path of this.#steps.keys()) if (inside(path)) this.endStep(path, { at, outcome: 'cancelled' })
  }

  /** Ends all that is open, what is inside before what is around it. */
  end({ at, outcome, error }: SpanEnd): void {
    const open = outcome === 'halted' ? 'halted' : 'cancelled'
    for (const span of this.#parts.values()) finish(span, { at, outcome: open })
    this.#parts.clear()
    for (const path of [...this.#steps.keys()].reverse()) this.endStep(path, { at, outcome: open })
    finish(this.#run, error === undefined ? { at, outcome } : { at, outcome, error })
  }

  #start(name: string, begin: { readonly at: number; readonly attributes: Attributes }, parent: Span): Span {
    return this.#tracer.startSpan(name, { startTime: time(begin.at), attributes: { ...this.#shared, ...begin.attributes } }, trace.setSpan(context.active(), parent))
  }

  /** The span of the nearest container that has one, else the run's. */
  #around(path: string): Span {
    for (let container = containerOf(path); container !== ''; container = containerOf(container)) {
      const step = this.#steps.get(withoutIndex(container))
      if (step !== undefined) return step.span
    }
    return this.#run
  }
}

function finish(span: Span, { at, outcome, error, attributes }: SpanEnd): void {
  span.setAttributes({ ...attributes, 'eddy.outcome': outcome })
  if (error !== undefined) {
    span.setAttribute('error.type', error.code)
    span.setStatus({ code: SpanStatusCode.ERROR, message: `${error.code}: ${error.message}` })
  }
  span.end(time(at))
}

/** As seconds and nanoseconds: a small number alone would be read as the time since the process began. */
function time(at: number): TimeInput {
  const seconds = Math.floor(at / 1000)
  return [seconds, Math.round((at - seconds * 1000) * 1_000_000)]
}
