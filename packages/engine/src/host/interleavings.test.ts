import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../event/event.ts'
import { fail, ok, runDocument, type Script, type TestRun } from '../testing/index.ts'
import { answerOf } from '../testing/model/check-values.ts'
import { checkRun } from '../testing/model/check-run.ts'
import { everyGraph, stepsOf, type SmallGraph } from '../testing/model/every-graph.ts'
import { PendingOutcomes } from '../testing/model/pending-outcomes.ts'

/**
 * Every graph of up to four steps (or EDDY_BOUND, if more), every order in which up to two completions in flight can come, the drain
 * that may pass before the rest has come among them; and for graphs of up to EDDY_BOUND steps (3 unless told otherwise) a crash after
 * every event of every one of these. EDDY_BOUND=4 takes some minutes.
 */
const bound = Number(process.env['EDDY_BOUND'] ?? 3)
const largest = Math.max(4, bound)
const SLOTS = 2
const handlers = [{ name: 'undo', kind: 'effect' }]

type Rollback = 'sequential' | 'parallel'
interface Case {
  readonly graph: SmallGraph
  readonly rollback: Rollback
}

interface Played extends TestRun {
  readonly pending: PendingOutcomes
}

/** `late`: outcomes come when they are delivered; otherwise at once. */
function play({ graph, rollback }: Case, { late, recover }: { readonly late: boolean; readonly recover?: readonly RunEvent[] }): Played {
  const pending = new PendingOutcomes()
  const scripts: { [name: string]: Script } = {}
  graph.failing.forEach((failing, index) => {
    const outcome = () => (failing ? fail() : ok(answerOf(`s${index}`)))
    scripts[`s${index}`] = ({ path }) => (late ? pending.later(path, { outcome }) : outcome())
  })
  const test = runDocument({ steps: stepsOf(graph), handlers, options: { maxConcurrency: SLOTS, rollback, drain: 'PT1S' } }, { scripts, ...(recover ? { recover } : {}) })
  return Object.assign(Object.create(test) as TestRun, { pending })
}

function judge({ graph, rollback }: Case, { run, events }: TestRun): readonly string[] {
  const { status, undone, left, residue, value } = run.state
  return checkRun({ document: { steps: stepsOf(graph), options: { maxConcurrency: SLOTS, rollback } }, events, ending: { status, undone, left, residue, ...(value === undefined ? {} : { value }) } })
}

/** A straggler of the run whose host has died: nothing will be known of it. */
function unknownForEver(events: readonly RunEvent[]): boolean {
  const end = events.find(({ type }) => type === 'run.failed')?.seq ?? Infinity
  const last = events.at(-1)
  return last?.type === 'step.interrupted' && last.seq > end && undoableIn(events, last.step)
}

function undoableIn(events: readonly RunEvent[], step: string | undefined): boolean {
  return events.some((event) => event.type === 'step.started' && event.step === step && event.data.key !== undefined)
}

/** What has to come of it whatever the order: all succeed, or all that succeeded and can be undone is undone. */
function verdict(graphCase: Case, played: TestRun): readonly string[] {
  const expected = graphCase.graph.failing.includes(true) ? (unknownForEver(played.events) ? 'rollback_incomplete' : 'rolled_back') : 'succeeded'
  const { status } = played.run.state
  return [...(status === expected ? [] : [`the run is ${status}, and should be ${expected}`]), ...judge(graphCase, played)]
}

const DRAIN = -1

function choose(played: Played, choice: number): void {
  if (choice === DRAIN) played.clock.runTo(played.clock.next() ?? 0)
  else played.pending.deliver(choice)
}

const counts = { graphs: 0, interleavings: 0, crashes: 0 }

function complain(graphCase: Case, { choices, crash, problems, events }: { readonly choices: readonly number[]; readonly crash?: number; readonly problems: readonly string[]; readonly events: readonly RunEvent[] }): never {
  const log = events.map(({ seq, type, step }) => `${seq} ${type} ${step ?? ''}`).join('\n')
  throw new Error(`${JSON.stringify({ ...graphCase, choices, crash })}\n${problems.join('\n')}\n${log}`)
}

/** Plays the choices so far, then every continuation of them, depth first. A run cannot be copied: each is played from its start. */
function explore(graphCase: Case, options: { readonly choices: readonly number[]; readonly crashes: boolean }): void {
  const { choices } = options
  const played = play(graphCase, { late: true })
  let before = 0
  for (const choice of choices) {
    before = played.run.state.seq
    choose(played, choice)
  }
  // what this choice has added is new; all before it has been crashed already
  if (options.crashes) for (let kept = Math.max(1, before + 1); kept <= played.run.state.seq; kept++) crash(graphCase, { choices, events: played.events.slice(0, kept) })
  const { length } = played.pending.waiting
  if (length > SLOTS) complain(graphCase, { choices, problems: [`${length} in flight`], events: played.events })
  // a failing run waits so long and no longer: the drain may pass before the rest comes
  const drains = length > 0 && played.run.state.status === 'failing' ? [DRAIN] : []
  if (length === 0) {
    counts.interleavings++
    const problems = verdict(graphCase, played)
    if (problems.length > 0) complain(graphCase, { choices, problems, events: played.events })
    return
  }
  for (const next of [...played.pending.waiting.keys(), ...drains]) explore(graphCase, { ...options, choices: [...choices, next] })
}

/** The continuation, with completions oldest first, and newest first. */
function crash(graphCase: Case, { choices, events }: { readonly choices: readonly number[]; readonly events: readonly RunEvent[] }): void {
  for (const newest of [false, true]) {
    const again = play(graphCase, { late: true, recover: events })
    while (again.pending.waiting.length > 0) again.pending.deliver(newest ? again.pending.waiting.length - 1 : 0)
    counts.crashes++
    const problems = verdict(graphCase, again)
    if (problems.length > 0) complain(graphCase, { choices, crash: events.length, problems, events: again.events })
  }
}

describe('every small graph, every interleaving, a crash after every event', () => {
  for (const rollback of ['sequential', 'parallel'] as const) {
    it(`U2 U5 U9 S1 S2 undoes each undoable success once, in order: ${rollback}`, () => {
      for (let size = 1; size <= largest; size++) {
        for (const graph of everyGraph(size)) {
          counts.graphs++
          explore({ graph, rollback }, { choices: [], crashes: size <= bound })
        }
      }
      console.log(`${rollback}: so far ${JSON.stringify(counts)}`)
      expect(counts.graphs).toBeGreaterThan(0)
    }, 3_600_000)
  }
})
