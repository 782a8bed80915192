import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, Step } from '@eddy/workflow'
import type { RunEvent } from '../event/event.ts'
import { plan } from '../plan/plan-workflow.ts'
import type { Outcome, StepRequest } from '../port/step-executor.ts'
import { fail, fakeCatalog, ManualClock, ok, pathEvaluator, step } from '../testing/index.ts'
import { memoryPorts } from './memory-ports.ts'
import { recoverRun } from './recover-run.ts'
import { startRun } from './start-run.ts'

const numRuns = Number(process.env['EDDY_CASES'] ?? 400)

/** What an attempt comes to: its value at once, later, a failure, a halt, or a value that no sum takes. */
type Answer = 'now' | 'later' | 'fail' | 'halt' | 'text'

interface Drawn {
  readonly elements: number
  readonly window: number
  readonly body: readonly { readonly kind: 'pure' | 'effect' | 'undoable'; readonly waits: boolean; readonly retries: number; readonly delay: 'PT0S' | 'PT1S' }[]
  readonly policy: 'fail' | 'collect' | 'skip' | 'dead_letter'
  readonly gather: 'list' | 'sum' | 'last'
  readonly ordered: boolean
  readonly beside: boolean
  readonly maxConcurrency: number
  readonly answers: readonly Answer[]
  /** Which of the answers that are awaited comes next. */
  readonly order: readonly number[]
  /** After so many answers the run is told to halt, or to cancel. */
  readonly interruption: { readonly verb: 'none' | 'halt' | 'cancel'; readonly after: number }
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  elements: fc.nat(12),
  window: fc.integer({ min: 1, max: 4 }),
  body: fc.array(fc.record({ kind: fc.oneof({ weight: 5, arbitrary: fc.constant('pure' as const) }, { weight: 1, arbitrary: fc.constantFrom('effect' as const, 'undoable' as const) }), waits: fc.boolean(), retries: fc.nat(2), delay: fc.constantFrom<('PT0S' | 'PT1S')[]>('PT0S', 'PT1S') }), { minLength: 1, maxLength: 4 }),
  policy: fc.constantFrom('fail', 'collect', 'skip', 'dead_letter'),
  gather: fc.constantFrom('list', 'list', 'sum', 'last'),
  ordered: fc.boolean(),
  beside: fc.boolean(),
  maxConcurrency: fc.integer({ min: 1, max: 6 }),
  answers: fc.array(fc.oneof({ weight: 12, arbitrary: fc.constantFrom<Answer[]>('now', 'later', 'later') }, { weight: 1, arbitrary: fc.constantFrom<Answer[]>('fail', 'halt', 'text') }), { minLength: 1, maxLength: 40 }),
  order: fc.array(fc.nat(7), { minLength: 1, maxLength: 10 }),
  interruption: fc.record({ verb: fc.constantFrom('none', 'none', 'halt', 'cancel'), after: fc.nat(20) }),
})

function planOf({ elements, window, body, policy, gather, ordered, beside, maxConcurrency }: Drawn) {
  const inside = body.map(({ kind, waits, retries, delay }, at): Step => {
    const before = waits ? Array.from({ length: at }, (_, i) => ({ name: `e${i}`, from: { result: `e${i}` } })) : []
    return step(`e${at}`, { kind, retry: { max: retries, backoff: { initial: delay } }, arguments: [{ name: 'x', from: { element: 'm' } }, ...before] })
  })
  const map = step('m', { kind: 'map', config: { concurrency: window, onElementError: policy, gather, ordered }, arguments: [{ name: 'source', from: { value: Array.from({ length: elements }, (_, i) => i + 1) } }], steps: inside })
  const others = beside ? [step('b', { retry: { max: 1 } }), step('c', { after: ['b'] })] : []
  return plan({ eddy: 1, name: 'test', steps: [...others, map], options: { maxConcurrency } }, { catalog: fakeCatalog() })
}

/** Carries a run out to its rest, and resumes it where it halts: what it has recorded, and how its requests looked in the end. */
async function play(drawn: Drawn, how: { readonly longWay?: boolean; readonly watched?: boolean; readonly recover?: readonly RunEvent[] } = {}) {
  const awaited: (() => void)[] = []
  const requests: StepRequest[] = []
  const paths: string[] = []
  const executor = {
    execute(request: StepRequest): Outcome | Promise<Outcome> {
      paths.push(`${request.path} ${request.idempotencyKey}`)
      requests.push(request)
      const answer = drawn.answers[(requests.length - 1) % drawn.answers.length]
      const value: Json = answer === 'text' ? 'text' : Number(request.arguments['x'] ?? 0)
      const outcome = request.purpose !== 'run' ? ok() : answer === 'fail' ? fail('no', { retryable: true }) : answer === 'halt' ? { kind: 'halt' as const, value } : ok(value)
      return answer === 'later' ? new Promise((resolve) => awaited.push(() => resolve(outcome))) : outcome
    },
  }
  const clock = new ManualClock()
  const told: RunEvent[] = []
  const middleware = [{ name: 'watch', event: (event: RunEvent) => void told.push(event) }]
  const ports = memoryPorts({ executor, evaluator: pathEvaluator, clock, ids: { random: () => 0.5 }, ...(how.watched ? { middleware } : {}) })
  const planned = planOf(drawn)
  if (how.recover) ports.journal.restore(how.recover)
  // a run that was given results takes the long way throughout, and with none of them does the same
  const run = how.recover ? recoverRun({ runId: 'r', plan: planned, ports, events: how.recover }) : startRun({ runId: 'r', plan: planned, ports, input: {}, ...(how.longWay ? { kept: { from: 'none', results: {} } } : {}) })
  for (let turn = 0, resumed = 0; turn < 400; turn++) {
    await new Promise((resolve) => setImmediate(resolve))
    const { verb, after } = drawn.interruption
    if (!how.recover && turn === after && verb !== 'none' && run.state.status === 'running') run[verb]()
    else if (awaited.length > 0) awaited.splice((drawn.order[turn % drawn.order.length] ?? 0) % awaited.length, 1)[0]?.()
    else if (clock.next() !== undefined) clock.runTo(clock.next() ?? 0)
    else if (run.state.status === 'halted' && resumed++ < 20) run.resume()
    else break
  }
  return { run, executor, requests, paths, told, events: ports.journal.events }
}

/** Without what says that results were given. */
const recorded = (events: readonly RunEvent[]) => events.map((event) => (event.type === 'run.started' ? { ...event, data: { input: event.data.input } } : event))

describe('elements of maps that take the short way', () => {
  it('F1 C2 record what those that take the long way do', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (drawn) => {
        const [short, long] = [await play(drawn), await play(drawn, { longWay: true })]
        expect(recorded(short.events)).toEqual(recorded(long.events))
        expect(short.events.map(({ seq }) => seq)).toEqual(short.events.map((_, i) => i + 1))
        expect(short.run.state).toMatchObject({ status: long.run.state.status, ordinals: long.run.state.ordinals, inFlight: long.run.state.inFlight, value: long.run.state.value })
      }),
      { numRuns },
    )
  })

  it('R5 leave to each request the path and the key that it had', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (drawn) => {
        const { requests, paths } = await play(drawn)
        expect(requests.map(({ path, idempotencyKey }) => `${path} ${idempotencyKey}`)).toEqual(paths)
        expect(requests.map(({ context }) => context.step)).toEqual(requests.map(({ path }) => path))
      }),
      { numRuns: numRuns / 4 },
    )
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

  it('U9 H1 end the same after a crash at any event', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat(), async (drawn, cut) => {
        // an executor that has lost its memory answers the same
        const steady = { ...drawn, answers: ['later' as const], interruption: { verb: 'none' as const, after: 0 }, body: drawn.body.map((one) => ({ ...one, kind: 'pure' as const })) }
        const whole = await play(steady)
        const again = await play(steady, { recover: whole.events.slice(0, 1 + (cut % whole.events.length)) })
        expect(again.run.state).toMatchObject({ status: 'succeeded', ordinals: whole.run.state.ordinals })
        if (steady.ordered && steady.gather !== 'last') expect(again.run.state.value).toEqual(whole.run.state.value)
      }),
      { numRuns: numRuns / 4 },
    )
  })
})
