import { context, type Attributes, type Span, type TimeInput, type Tracer } from '@opentelemetry/api'
import type { Middleware, RunError, RunEvent, WatchedRun } from '@eddy/engine'
import type { KnownSteps } from './known-steps.ts'
import { RunSpans, spanTime, type Part } from './run-spans.ts'
import { RunsUnderWay } from './runs-under-way.ts'

export interface TelemetryOptions {
  readonly tracer: Tracer
  /** Begins the span of a run at `startTime`; a child of the active one when left out. `first`: the run begins, rather than goes on or is taken up. */
  readonly beginRun?: (run: WatchedRun, begin: { readonly name: string; readonly startTime: TimeInput; readonly attributes: Attributes; readonly first: boolean }) => Span
}

export interface Telemetry extends Middleware {
  /** The open span of a part of a step, or of its run when there is none; undefined when the run is not under way. */
  spanOf(runId: string, path?: string, part?: Part): Span | undefined
  /** Ends all that is open as `handed_over`: the host stops, and another goes on. */
  handOver(at: number): void
}

/**
 * OpenTelemetry spans of runs: `run <workflow>`, in it `step <path>`, a child of its container's, in that `attempt` and `compensation`;
 * `undo <path>` stands under the container or the run, with a link to the step that it undoes. All times are those of the events. A run that is resumed or undone after its
 * end gets a span of its own, with the same `eddy.run.id`; so does one that is taken up from another host.
 */
export function telemetry({ tracer, beginRun }: TelemetryOptions): Telemetry {
  const runs = new RunsUnderWay((run, event) => {
    const shared = runAttributes(run)
    const begin = { name: `run ${run.plan.name}`, startTime: spanTime(event.at), attributes: shared, first: event.type === 'run.started' }
    return new RunSpans(tracer, { run: beginRun?.(run, begin) ?? tracer.startSpan(begin.name, begin, context.active()), shared })
  })
  return {
    name: 'telemetry',
    spanOf: (runId, path, part = 'attempt') => runs.of(runId)?.spanOf(path, part),
    handOver(at) {
      for (const spans of runs.all()) spans.end({ at, outcome: 'handed_over' })
    },
    event(event, run) {
      const record = runs.next(event, run)
      if (record === undefined) return
      const { own: spans, steps, over, outcome } = record
      if (event.step !== undefined) tellStep(spans, event, { path: event.step, steps })
      if (!over) return
      const error = event.type === 'run.failed' ? { error: event.data.error } : {}
      spans.end({ at: event.at, outcome: outcome ?? 'undone', ...error })
    },
  }
}

function runAttributes({ runId, plan }: WatchedRun): Attributes {
  return { 'eddy.run.id': runId, 'eddy.workflow.name': plan.name, 'eddy.workflow.hash': plan.hash }
}

interface Place {
  readonly path: string
  readonly steps: KnownSteps
}

function tellStep(spans: RunSpans, event: RunEvent, place: Place): void {
  if (event.type.startsWith('undo.')) tellUndo(spans, event, place)
  else if (event.type.startsWith('compensation.')) tellCompensation(spans, event, place)
  else tellAttempt(spans, event, place)
}

function tellAttempt(spans: RunSpans, event: RunEvent, place: Place): void {
  const { path } = place
  const { at } = event
  switch (event.type) {
    case 'step.started': {
      const attributes = stepAttributes(place)
      spans.beginStep(path, { at, attributes })
      return spans.beginPart('attempt', path, { at, attributes: { ...attributes, ...attemptAttribute(event) } })
    }
    case 'step.succeeded':
      return endStep(spans, place, { at, outcome: 'succeeded', undoable: place.steps.at(path)?.undo.by !== 'none', ...(event.data.by === undefined ? {} : { attributes: { 'eddy.step.by': event.data.by } }) })
    case 'step.skipped':
      spans.beginStep(path, { at, attributes: stepAttributes(place) })
      return endStep(spans, place, { at, outcome: 'skipped' })
    case 'step.halted':
      return endStep(spans, place, { at, outcome: 'halted' })
    case 'step.straggled':
      return endStep(spans, place, { at, outcome: 'straggled' })
    case 'step.failed':
      spans.beginStep(path, { at, attributes: stepAttributes(place) })
      if (event.data.compensate) return spans.endPart('attempt', path, { at, outcome: 'failed', error: event.data.error })
      return endStep(spans, place, { at, outcome: 'failed', error: event.data.error })
    case 'step.retrying':
      return retry(spans, place, { at, reason: event.data.reason })
    case 'step.interrupted':
      return spans.endPart('attempt', path, { at, outcome: 'interrupted' })
    default:
      return undefined
  }
}

function tellCompensation(spans: RunSpans, event: RunEvent, place: Place): void {
  const { path } = place
  const { at } = event
  switch (event.type) {
    case 'compensation.started':
      spans.beginStep(path, { at, attributes: stepAttributes(place) })
      return spans.beginPart('compensation', path, { at, attributes: { ...stepAttributes(place), ...attemptAttribute(event), 'eddy.handler': event.data.handler } })
    case 'compensation.continued':
      spans.endPart('compensation', path, { at, outcome: 'continued' })
      return endStep(spans, place, { at, outcome: 'continued' })
    case 'compensation.completed':
      // the engine records no further failure of the step
      spans.endPart('compensation', path, { at, outcome: 'succeeded' })
      return endStep(spans, place, { at, outcome: 'failed' })
    case 'compensation.retrying':
      spans.endPart('compensation', path, { at, outcome: 'retrying' })
      return retry(spans, place, { at, reason: event.data.reason })
    case 'compensation.failed':
      spans.endPart('compensation', path, { at, outcome: 'failed', error: event.data.error })
      return endStep(spans, place, { at, outcome: 'failed', error: event.data.error })
    default:
      return undefined
  }
}

function tellUndo(spans: RunSpans, event: RunEvent, place: Place): void {
  const { path } = place
  const { at } = event
  switch (event.type) {
    case 'undo.started':
      return spans.beginPart('undo', path, { at, attributes: { ...stepAttributes(place), ...(event.data.handler === undefined ? {} : { 'eddy.handler': event.data.handler }) } })
    case 'undo.succeeded':
      return spans.endPart('undo', path, { at, outcome: 'succeeded' })
    case 'undo.retrying':
      return spans.endPart('undo', path, { at, outcome: 'retrying', ...errorOf(event.data.reason) })
    case 'undo.failed':
      return spans.endPart('undo', path, { at, outcome: 'failed', error: event.data.error })
    default:
      return undefined
  }
}

function retry(spans: RunSpans, { path, steps }: Place, { at, reason }: { readonly at: number; readonly reason: RunError | null }): void {
  spans.endPart('attempt', path, { at, outcome: 'retrying', ...errorOf(reason) })
  spans.countRetry(path)
  endInside(spans, { path, steps }, at)
}

function endStep(spans: RunSpans, place: Place, end: Parameters<RunSpans['endStep']>[1]): void {
  endInside(spans, place, end.at)
  spans.endStep(place.path, end)
}

/** Steps that were dropped with their container have no event that says so. */
function endInside(spans: RunSpans, { path, steps }: Place, at: number): void {
  if (steps.at(path)?.scopes.length) spans.endInside(path, at)
}

function errorOf(reason: RunError | null): { readonly error?: RunError } {
  return reason === null ? {} : { error: reason }
}

function stepAttributes({ path, steps }: Place): Attributes {
  const plan = steps.at(path)
  return { 'eddy.step.path': path, ...(plan === undefined ? {} : { 'eddy.step.kind': plan.step.kind, 'eddy.step.async': !plan.sync }) }
}

function attemptAttribute({ attempt }: RunEvent): Attributes {
  return attempt === undefined ? {} : { 'eddy.step.attempt': attempt }
}
