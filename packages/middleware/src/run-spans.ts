import { context, SpanStatusCode, trace, type Attributes, type Span, type SpanContext, type TimeInput, type Tracer } from '@opentelemetry/api'
import type { RunError } from '@eddy/engine'
import { containerOf, withoutIndex } from './known-steps.ts'

/** What has become of what a span stands for. */
export interface SpanEnd {
  readonly at: number
  readonly outcome: string
  readonly error?: RunError
  readonly attributes?: Attributes
  /** An undo may follow. */
  readonly undoable?: boolean
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
  /** Of steps that have ended and may be undone, by path. */
  readonly #undoable = new Map<string, SpanContext>()

  constructor(tracer: Tracer, { run, shared }: { readonly run: Span; readonly shared: Attributes }) {
    this.#tracer = tracer
    this.#shared = shared
    this.#run = run
  }

  /** What is open of a step, else of the run. */
  spanOf(path: string | undefined, part: Part): Span {
    if (path === undefined) return this.#run
    return this.#parts.get(`${part} ${path}`) ?? this.#steps.get(path)?.span ?? this.#around(path)
  }

  /** The span of a step; begins with its first attempt. */
  beginStep(path: string, begin: { readonly at: number; readonly attributes: Attributes }): void {
    if (this.#steps.has(path)) return
    this.#steps.set(path, { span: this.#start(`step ${path}`, begin, this.#around(path)), retries: 0, error: undefined })
  }

  beginPart(part: Part, path: string, begin: { readonly at: number; readonly attributes: Attributes }): void {
    this.endPart(part, path, { at: begin.at, outcome: 'interrupted' })
    const parent = this.#steps.get(path)?.span ?? this.#around(path)
    const undone = part === 'undo' ? this.#undoable.get(path) : undefined
    this.#parts.set(`${part} ${path}`, this.#start(`${part} ${path}`, undone === undefined ? begin : { ...begin, undone }, parent))
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
    if (end.undoable) this.#undoable.set(path, step.span.spanContext())
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
    const open = outcome === 'halted' || outcome === 'handed_over' ? outcome : 'cancelled'
    for (const span of this.#parts.values()) finish(span, { at, outcome: open })
    this.#parts.clear()
    for (const path of [...this.#steps.keys()].reverse()) this.endStep(path, { at, outcome: open })
    finish(this.#run, error === undefined ? { at, outcome } : { at, outcome, error })
  }

  #start(name: string, { at, attributes, undone }: { readonly at: number; readonly attributes: Attributes; readonly undone?: SpanContext }, parent: Span): Span {
    const links = undone === undefined ? [] : [{ context: undone, attributes: { 'eddy.link': 'undoes' } }]
    return this.#tracer.startSpan(name, { startTime: spanTime(at), attributes: { ...this.#shared, ...attributes }, links }, trace.setSpan(context.active(), parent))
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
  span.end(spanTime(at))
}

/** As seconds and nanoseconds: a small number alone would be read as the time since the process began. */
export function spanTime(at: number): TimeInput {
  const seconds = Math.floor(at / 1000)
  return [seconds, Math.round((at - seconds * 1000) * 1_000_000)]
}
