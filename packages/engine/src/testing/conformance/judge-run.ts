import type { Json } from '@eddy/workflow'
import type { CancelPreview } from '../../decide/cancel-preview.ts'
import type { RunEvent } from '../../event/event.ts'
import type { RunResult } from '../../host/run-handle.ts'
import { createRunView } from '../../state/create-run-view.ts'
import { casePlan } from './case-process.ts'
import type { ConformanceCase, Expectation } from './conformance-case.ts'
import { eventLine, matchLines } from './match-lines.ts'
import type { ScriptedWorld } from './scripted-world.ts'

export interface FinishedRun {
  readonly result: RunResult
  readonly events: readonly RunEvent[]
  readonly world: ScriptedWorld
  /** The process has died on the way: steps in doubt may have been done again, in another order. */
  readonly died: boolean
}

/** What of a run that has come to rest is not as it should be. */
export function judgeRun(conformanceCase: ConformanceCase, run: FinishedRun): readonly string[] {
  const { expected } = conformanceCase
  return [
    ...judgeResult(expected, run.result),
    ...judgeWorld(expected, run),
    ...(run.died ? [] : judgeCourse(expected, run)),
    ...judgeLog(conformanceCase, run),
  ]
}

function judgeResult(expected: Expectation, { status, value, error, undone, left, residue, failureLane }: RunResult): readonly string[] {
  const outcome = same('status', status, expected.status)
  return [
    ...outcome.map((failure) => (error ? `${failure} (${error.code}: ${error.message})` : failure)),
    ...same('value', value, expected.value),
    ...same('error', error?.code, expected.error),
    ...same('cause', error?.cause?.code, expected.cause),
    ...same('undone', undone, expected.undone),
    ...same('left', left, expected.left),
    ...same('residue', residue, expected.residue),
    ...same('failure lane', failureLane?.status, expected.lane),
  ]
}

function judgeWorld(expected: Expectation, { world, events }: FinishedRun): readonly string[] {
  const text = JSON.stringify(events)
  return [
    ...Object.entries(expected.given ?? {}).flatMap(([name, args]) => same(`what ${name} was given`, world.calls.findLast((call) => (call.purpose === 'run' ? call.path : call.step.name) === name)?.arguments, args)),
    ...(expected.unlogged ?? []).filter((secret) => text.includes(secret)).map((secret) => `"${secret}" stands in the log`),
  ]
}

function judgeCourse(expected: Expectation, { world, events }: FinishedRun): readonly string[] {
  const runsOf = (path: string) => world.calls.filter((call) => call.purpose === 'run' && call.path === path)
  return [
    ...(expected.executedOnce ?? []).flatMap((path) => same(`times that ${path} was executed`, runsOf(path).length, 1)),
    ...Object.entries(expected.keys ?? {}).flatMap(([path, count]) => same(`idempotency keys of ${path}`, new Set(runsOf(path).map((call) => call.idempotencyKey)).size, count)),
    ...(expected.inFlight === undefined ? [] : same('most calls in flight', world.mostInFlight, expected.inFlight)),
    ...matchLines('log', events.map(eventLine), expected.log ?? []),
    ...matchLines('world', world.notes, expected.calls ?? []),
  ]
}

/** F1: no gaps, the run's start first, and the log alone says how the run stands. */
function judgeLog(conformanceCase: ConformanceCase, { result, events }: FinishedRun): readonly string[] {
  const gap = events.findIndex((event, index) => event.seq !== index + 1)
  const view = createRunView(casePlan(conformanceCase))
  view.apply(events)
  const { status, undone, left, residue, value } = view.run
  return [
    ...same('first event', events[0]?.type, 'run.started'),
    ...(gap === -1 ? [] : [`event ${gap + 1} of the log has the number ${events[gap]?.seq ?? 0}`]),
    ...same('status by the log', status, result.status),
    ...same('undone by the log', undone, result.undone),
    ...same('left by the log', left, result.left),
    ...same('residue by the log', residue, result.residue),
    ...same('what another run could take over', view.ifRunAgain(), conformanceCase.expected.again),
    ...(result.status === 'succeeded' ? same('value by the log', value ?? null, result.value ?? null) : []),
  ]
}

/** What the log tells of a cancel at its end. */
export function judgePreview(conformanceCase: ConformanceCase, expected: CancelPreview, events: readonly RunEvent[]): readonly string[] {
  const view = createRunView(casePlan(conformanceCase))
  view.apply(events)
  return same('the preview of the cancel', view.ifCancelled(), expected)
}

/** Nothing is expected where `expected` is undefined. */
function same(what: string, actual: unknown, expected: unknown): readonly string[] {
  if (expected === undefined || canonical(actual) === canonical(expected)) return []
  return [`${what}: ${JSON.stringify(actual) ?? 'nothing'} instead of ${JSON.stringify(expected)}`]
}

/** JSON with its keys in order: databases keep no order. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: Json) => (inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner))
}
