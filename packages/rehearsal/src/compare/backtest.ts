import type { RunEvent, RunStatus, StepRequest } from '@eddy/engine'
import type { Json, Pin } from '@eddy/workflow'
import { rehearse } from '../run/rehearse.ts'
import type { Rehearsal } from '../run/rehearsal.ts'
import { pinPath, staticPath } from '../stage/static-path.ts'
import type { Stage } from '../stage/set-stage.ts'
import { titleOf } from '../stage/title-of.ts'
import { RecordedResults, type RecordedRun } from './recorded-run.ts'

/** How a recorded run would have gone with the draft. The worst word that applies. */
export type BacktestVerdict = 'same' | 'undoes_differently' | 'different_path' | 'different_outcome' | 'needs_result' | 'not_comparable'

export interface BacktestedRun {
  readonly runId: string
  readonly verdict: BacktestVerdict
  /** The step where it departs. */
  readonly where?: string
  readonly before: RunStatus
  readonly after: Rehearsal['end']
  readonly sentence: string
}

export interface Backtest {
  readonly label: 'rehearsed'
  readonly runs: readonly BacktestedRun[]
  readonly sentence: string
}

/** Takes recorded runs through a draft: their input, their recorded results, no effect. One rehearsal each. */
export async function backtest(draft: Stage, runs: readonly RecordedRun[]): Promise<Backtest> {
  const tested: BacktestedRun[] = []
  for (const run of runs) tested.push(await testRun(draft, run))
  return { label: 'rehearsed', runs: tested, sentence: backtestSentence(tested) }
}

interface Missing {
  readonly step: string
  readonly why: 'never recorded' | 'other arguments'
}

const COMPARABLE: ReadonlySet<RunStatus> = new Set(['succeeded', 'rolled_back', 'rollback_incomplete', 'cancelled', 'failed', 'halted'])

async function testRun(draft: Stage, run: RecordedRun): Promise<BacktestedRun> {
  const [first] = run.events
  const before = run.status
  if (first?.type !== 'run.started' || !COMPARABLE.has(before)) return { runId: run.runId, verdict: 'not_comparable', before, after: 'refused', sentence: first?.type === 'run.started' ? `It is ${inWords(before)}: only runs that are over can be compared.` : 'Its log has no beginning.' }
  const results = new RecordedResults(run)
  const missing: Missing[] = []
  const cancelled = run.events.find(({ type }) => type === 'run.cancelled')
  const rehearsal = await rehearse(draft, {
    fixture: { input: inputOf(draft, first.data.input), pins: signalPins(run.events) },
    recorded: (request) => recordedAnswer(draft, { results, missing, request }),
    ...(cancelled === undefined ? {} : { cancelAt: cancelled.at - first.at }),
  })
  return compare(draft, run, { before, rehearsal, missing })
}

/** The draft may have dropped inputs; those it has added are assumed. */
function inputOf({ document }: Stage, input: { readonly [name: string]: Json }): { readonly [name: string]: Json } {
  const known = new Set((document.inputs ?? []).map(({ name }) => name))
  return Object.fromEntries(Object.entries(input).filter(([name]) => known.has(name)))
}

function signalPins(events: readonly RunEvent[]): { readonly [path: string]: Pin } {
  const awaited = new Set(events.flatMap(({ type, step }) => (type === 'signal.awaited' && step !== undefined ? [step] : [])))
  return Object.fromEntries(events.flatMap((event) => (event.type === 'step.succeeded' && event.step !== undefined && awaited.has(event.step) ? [[pinPath(event.step), { kind: 'value' as const, value: event.data.value }]] : [])))
}

/** Logic is computed anew: the draft may have other expressions. */
function recordedAnswer(draft: Stage, { results, missing, request }: { readonly results: RecordedResults; readonly missing: Missing[]; readonly request: StepRequest }): ReturnType<RecordedResults['undo']> {
  if (request.purpose === 'undo') return results.undo(request)
  const hasEffect = (draft.steps.get(staticPath(request.path))?.plan.effects.length ?? 1) > 0
  if (request.purpose !== 'run' || (!hasEffect && draft.logic.execute(request) !== undefined)) return undefined
  const attempt = results.attempt(request)
  if (attempt?.outcome === undefined) {
    missing.push({ step: request.path, why: 'never recorded' })
    return undefined
  }
  if (hasEffect && JSON.stringify(sorted(attempt.arguments)) !== JSON.stringify(sorted(shown(request)))) missing.push({ step: request.path, why: 'other arguments' })
  return { outcome: attempt.outcome, tookMs: attempt.tookMs }
}

/** Secrets stand in the log by name. */
function shown({ step, arguments: args }: StepRequest): { readonly [name: string]: Json } {
  const secrets = new Map((step.arguments ?? []).flatMap(({ name, from }) => ('secret' in from ? [[name, { $secret: from.secret }] as const] : [])))
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, secrets.get(name) ?? value]))
}

function sorted(args: { readonly [name: string]: Json }): readonly (readonly [string, Json])[] {
  return Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1))
}

interface Comparing {
  readonly before: RunStatus
  readonly rehearsal: Rehearsal
  readonly missing: readonly Missing[]
}

function compare(stage: Stage, { runId, events }: RecordedRun, { before, rehearsal, missing }: Comparing): BacktestedRun {
  const after = rehearsal.end
  const about = { runId, before, after }
  const [lack] = missing
  if (lack !== undefined) return { ...about, verdict: 'needs_result', where: lack.step, sentence: lack.why === 'never recorded' ? `It would need a result of "${titleOf(stage, lack.step)}" that was never recorded.` : `It would call "${titleOf(stage, lack.step)}" with other arguments, so the recorded result need not hold.` }
  const apart = departure(startsOf(events), startsOf(rehearsal.events))
  if (before !== after) return { ...about, verdict: 'different_outcome', ...(apart === undefined ? {} : { where: apart }), sentence: `It ended ${inWords(before)}, and would end ${inWords(after)}${apart === undefined ? '' : `; it departs at "${titleOf(stage, apart)}"`}.` }
  if (apart !== undefined) return { ...about, verdict: 'different_path', where: apart, sentence: `It ends the same on a different path, which departs at "${titleOf(stage, apart)}".` }
  const undone = departure(undosOf(events), undosOf(rehearsal.events), true)
  if (undone !== undefined) return { ...about, verdict: 'undoes_differently', where: undone, sentence: `It would undo differently, from "${titleOf(stage, undone)}" on.` }
  return { ...about, verdict: 'same', sentence: 'It would go the same way.' }
}

function inWords(end: Comparing['before'] | Rehearsal['end']): string {
  return end.replaceAll('_', ' ')
}

/** Steps in the order in which they started, each once: attempts are not a path. */
function startsOf(events: readonly RunEvent[]): readonly string[] {
  return [...new Set(events.flatMap(({ type, step }) => (type === 'step.started' && step !== undefined ? [step] : [])))]
}

function undosOf(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap(({ type, step }) => (type === 'undo.succeeded' && step !== undefined ? [step] : []))
}

/** The first step that only one of them has; with `ordered`, the first that stands elsewhere. */
function departure(before: readonly string[], after: readonly string[], ordered = false): string | undefined {
  if (ordered) {
    const at = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).find((index) => before[index] !== after[index])
    return at === undefined ? undefined : (after[at] ?? before[at])
  }
  const had = new Set(before)
  const has = new Set(after)
  return after.find((path) => !had.has(path)) ?? before.find((path) => !has.has(path))
}

const WORDS: { readonly [V in BacktestVerdict]: string } = {
  same: 'the same',
  undoes_differently: 'undone differently',
  different_path: 'on a different path',
  different_outcome: 'with a different outcome',
  needs_result: 'in need of a result that was never recorded',
  not_comparable: 'not comparable',
}

/** How many runs came to what; for runs that were tested one by one too. */
export function backtestSentence(runs: readonly BacktestedRun[]): string {
  if (runs.length === 0) return 'There is no recorded run to test with.'
  const verdicts = Object.keys(WORDS) as readonly BacktestVerdict[]
  const parts = verdicts.flatMap((verdict) => {
    const count = runs.filter((run) => run.verdict === verdict).length
    return count === 0 ? [] : [`${count} ${WORDS[verdict]}`]
  })
  return `Of ${runs.length} recorded ${runs.length === 1 ? 'run' : 'runs'}: ${parts.join(', ')}.`
}
