import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Step } from '@eddy/workflow'
import type { RunEvent } from '../event/event.ts'
import { plan } from '../plan/plan-workflow.ts'
import type { Outcome, StepRequest } from '../port/step-executor.ts'
import { fail, fakeCatalog, ManualClock, ok, pathEvaluator, step } from '../testing/index.ts'
import { memoryPorts } from './memory-ports.ts'
import { startRun } from './start-run.ts'

const numRuns = Number(process.env['EDDY_CASES'] ?? 400)

/** What an undo comes to. */
type Answer = 'now' | 'later' | 'fail' | 'retry'

interface Drawn {
  readonly steps: readonly { readonly undo: 'none' | 'kind' | 'handler'; readonly back: number; readonly inside: boolean }[]
  readonly undoRetries: number
  readonly answers: readonly Answer[]
  readonly maxConcurrency: number
  readonly contains: boolean
  /** After so many answers the run is cancelled, if it has not failed by then. */
  readonly cancelAfter: number
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  steps: fc.array(fc.record({ undo: fc.constantFrom('none', 'kind', 'kind', 'handler'), back: fc.nat(3), inside: fc.boolean() }), { minLength: 1, maxLength: 8 }),
  undoRetries: fc.nat(2),
  answers: fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom<Answer[]>('now', 'later') }, { weight: 1, arbitrary: fc.constantFrom<Answer[]>('fail', 'retry') }), { minLength: 1, maxLength: 12 }),
  maxConcurrency: fc.integer({ min: 1, max: 3 }),
  contains: fc.boolean(),
  cancelAfter: fc.nat(30),
})

/** Steps of which each may stand in a group of its own, then one that fails. */
function planOf({ steps, undoRetries, maxConcurrency, contains }: Drawn) {
  const undos = { none: {}, kind: { kind: 'undoable' }, handler: { kind: 'effect', undo: 'back' } } as const
  const made = steps.map(({ undo, back, inside }, i): Step => {
    const before = i - 1 - back
    const waits = before < 0 ? {} : { arguments: [{ name: 'x', from: { result: `s${before}` } }] }
    return inside ? step(`s${i}`, { kind: 'group', ...waits, steps: [step('in', undos[undo])] }) : step(`s${i}`, { ...undos[undo], ...waits })
  })
  // a rollback of its own beside that of the run
  const beside = contains ? [step('g', { kind: 'group', config: { onFailure: 'contain' }, retry: { max: 1 }, steps: [step('ga', { kind: 'undoable' }), step('gbroken', { after: ['ga'] })] })] : []
  const broken = step('broken', { after: made.map(({ name }) => name) })
  return plan({ eddy: 1, name: 'test', steps: [...beside, ...made, broken], handlers: [step('back', { retry: { max: undoRetries } })], options: { maxConcurrency } }, { catalog: fakeCatalog() })
}

/** Carries a run out to its end: what it has recorded. */
async function play(drawn: Drawn, how: { readonly longWay?: boolean; readonly watched?: boolean } = {}) {
  const awaited: (() => void)[] = []
  let undos = 0
  let calls = 0
  const answerOf = (request: StepRequest): { readonly later: boolean; readonly outcome: Outcome } => {
    if (request.purpose === 'run') return { later: ++calls % 2 === 0, outcome: request.step.name.endsWith('broken') ? fail('no', { retryable: false }) : ok(request.path) }
    const answer = drawn.answers[undos++ % drawn.answers.length]
    return { later: answer === 'later', outcome: answer === 'fail' ? fail('stuck') : answer === 'retry' ? { kind: 'retry' } : ok() }
  }
  const executor = {
    execute(request: StepRequest): Outcome | Promise<Outcome> {
      const { later, outcome } = answerOf(request)
      return later ? new Promise((resolve) => awaited.push(() => resolve(outcome))) : outcome
    },
  }
  const clock = new ManualClock()
  const told: RunEvent[] = []
  const middleware = [{ name: 'watch', event: (event: RunEvent) => void told.push(event) }]
  const ports = memoryPorts({ executor, evaluator: pathEvaluator, clock, ids: { random: () => 0.5 }, ...(how.watched ? { middleware } : {}) })
  // a run that was given results takes the long way throughout, and with none of them does the same
  const run = startRun({ runId: 'r', plan: planOf(drawn), ports, input: {}, ...(how.longWay ? { kept: { from: 'none', results: {} } } : {}) })
  for (let turn = 0; turn < 400; turn++) {
    await new Promise((resolve) => setImmediate(resolve))
    if (turn === drawn.cancelAfter) run.cancel()
    if (awaited.length > 0) awaited.shift()?.()
    else if (clock.next() !== undefined) clock.runTo(clock.next() ?? 0)
    else if (turn > drawn.cancelAfter) break
  }
  const { status, undone, left, residue, performing, lateUndos, inFlight } = run.state
  return { state: { status, undone, left, residue, performing: performing.size, lateUndos: lateUndos.size, inFlight }, told, events: ports.journal.events }
}

/** Without what says that results were given. */
const recorded = (events: readonly RunEvent[]) => events.map((event) => (event.type === 'run.started' ? { ...event, data: { input: event.data.input } } : event))

describe('undos that take the short way', () => {
  it('F1 U2 record what those that take the long way do', { timeout: 600_000 }, async () => {
    let undos = 0
    await fc.assert(
      fc.asyncProperty(drawn, async (drawn) => {
        const [short, long] = [await play(drawn), await play(drawn, { longWay: true })]
        expect(recorded(short.events)).toEqual(recorded(long.events))
        expect(short.events.map(({ seq }) => seq)).toEqual(short.events.map((_, i) => i + 1))
        expect(short.state).toEqual(long.state)
        undos += short.state.undone.length
      }),
      { numRuns },
    )
    expect(undos).toBeGreaterThan(numRuns)
  })

  it('F1 tell each event as the log has it', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (drawn) => {
        const { told, events } = await play(drawn, { watched: true })
        expect(told).toEqual(events)
      }),
      { numRuns: numRuns / 4 },
    )
  })
})
