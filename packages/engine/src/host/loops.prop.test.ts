import type { Json, Step } from '@eddy/workflow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Evaluator } from '../port/step-executor.ts'
import { fail, ok, runDocument, step, type TestRun } from '../testing/index.ts'

interface Round {
  readonly value: number
  readonly previous: number
  readonly current: number
  readonly round: number
}

/** `until n` and `near n`, as a host's evaluator would have them. */
const evaluator: Evaluator = {
  evaluate(expr, root) {
    const [what, n = ''] = expr.split(' ')
    const { value, previous, current } = root as unknown as Round
    return what === 'until' ? value >= Number(n) : Math.abs(previous - current) <= Number(n)
  },
}

const bounds = fc.record({ maxRounds: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }), until: fc.option(fc.nat(30), { nil: undefined }), near: fc.option(fc.nat(2), { nil: undefined }), initial: fc.nat(9), fromArgument: fc.boolean() }).filter(({ maxRounds, until, near }) => maxRounds !== undefined || until !== undefined || near !== undefined)
const results = fc.array(fc.nat(30), { minLength: 7, maxLength: 7 })
const crash = fc.option(fc.nat(60), { nil: undefined })

function goOn(test: TestRun): TestRun {
  for (let next = test.clock.next(); next !== undefined; next = test.clock.next()) test.clock.runTo(next)
  return test
}

const undo = { kind: 'effect', undo: 'undo' } as const
const seen = (of: string) => [{ name: 'x', from: { element: of } }]
/** Where a process has died a run is taken up by another; nothing was in flight then. */
const cutOf = (test: TestRun, at: number) => test.events.slice(0, 1 + (at % test.events.length))

describe('loops', () => {
  it('C4 U5 F1 rounds go on until the condition is true, two have converged, or their number is reached, and see the round before', () => {
    fc.assert(
      fc.property(bounds, results, crash, ({ maxRounds, until, near, initial, fromArgument }, values, died) => {
        const last = values.length
        // beyond what is drawn every condition is true
        const valueOf = (round: number) => values[round] ?? 30
        const rounds: Json[] = []
        let end = ''
        for (let [round, previous] = [0, initial]; end === ''; round++) {
          rounds.push({ round, previous })
          const value = valueOf(round)
          const isNear = near !== undefined && round > 0 && Math.abs(previous - value) <= near
          if ((until !== undefined && value >= until) || isNear) end = `succeeded ${value}`
          else if (round + 1 === (maxRounds ?? 1000)) end = until === undefined && near === undefined ? `succeeded ${value}` : 'rolled_back ROUNDS_EXCEEDED'
          previous = value
        }
        expect(rounds.length).toBeLessThanOrEqual(last + 2)
        const given = fromArgument ? { arguments: [{ name: 'initial', from: { value: initial } }] } : {}
        const config = { ...(maxRounds === undefined ? {} : { maxRounds }), ...(until === undefined ? {} : { until: `until ${until}` }), ...(near === undefined ? {} : { converged: `near ${near}` }), ...(fromArgument ? {} : { initial }) }
        const document = { steps: [step('r', { kind: 'repeat', config, ...given, steps: [step('e', { ...undo, arguments: seen('r') })] })], handlers: [step('undo')] }
        const options = { evaluator, scripts: { e: ({ arguments: { x } }: { readonly arguments: { readonly [name: string]: Json } }) => ok(valueOf((x as unknown as Round).round)) } }
        const first = goOn(runDocument(document, options))
        const judge = ({ run, events, log }: TestRun) => {
          const { status, value, error, undone } = run.state
          expect(status === 'succeeded' ? `succeeded ${JSON.stringify(value)}` : `${status} ${error?.code}`, log().join('\n')).toBe(end)
          const begun = events.flatMap((event) => (event.type === 'step.started' && event.step?.endsWith('.e') ? [event] : []))
          expect([...new Map(begun.map((event) => [event.step, event.data.arguments['x']])).values()]).toEqual(rounds)
          if (status === 'rolled_back') expect(undone).toEqual(rounds.map((_, round) => `r[${round}].e`).toReversed())
        }
        judge(first)
        if (died !== undefined) judge(goOn(runDocument(document, { ...options, recover: cutOf(first, died) })))
      }),
      { numRuns: 500 },
    )
  })

  it('C1 C2 R1 a fold hands on what it has come to, over retries and elements that are skipped or put aside', () => {
    const element = fc.record({ n: fc.nat(20), fails: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(element, { maxLength: 6 }), fc.constantFrom('fail', 'skip', 'collect', 'dead_letter'), fc.nat(1), crash, (elements, policy, retries, died) => {
        let total = 100
        const seenBy: Json[] = []
        const dead: number[] = []
        let failed = false
        for (const [index, { n, fails }] of elements.entries()) {
          seenBy.push({ element: { n, fails }, accumulator: total, index })
          if (fails <= retries) total += n
          else if (policy === 'fail') failed = true
          else dead.push(index)
          if (failed) break
        }
        const add: Step = step('add', { ...undo, arguments: seen('sum'), retry: { max: retries, backoff: { initial: 'PT1S' } } })
        const document = { steps: [step('sum', { kind: 'reduce', config: { initial: 100, onElementError: policy }, arguments: [{ name: 'source', from: { value: elements } }], steps: [add] })], handlers: [step('undo')] }
        interface Folding { readonly element: { readonly n: number; readonly fails: number }; readonly accumulator: number }
        const script = ({ arguments: { x }, context }: { readonly arguments: { readonly [name: string]: Json }; readonly context: { readonly attempt: number } }) => {
          const { element: { n, fails }, accumulator } = x as unknown as Folding
          return context.attempt <= fails ? fail() : ok(accumulator + n)
        }
        const first = goOn(runDocument(document, { scripts: { add: script } }))
        const judge = ({ run, events, log }: TestRun) => {
          expect(run.state.status, log().join('\n')).toBe(failed ? 'rolled_back' : 'succeeded')
          const begun = events.flatMap((event) => (event.type === 'step.started' && event.step?.endsWith('.add') ? [event] : []))
          const told = [...new Map(begun.map((event) => [event.step, event.data.arguments['x']])).values()]
          if (policy !== 'collect') expect(told).toEqual(seenBy)
          if (policy === 'dead_letter' && !failed) expect(run.state.value).toMatchObject({ results: total, deadLetters: dead.map((index) => ({ index, element: elements[index] })) })
          if (policy === 'skip') expect(run.state.value).toBe(total)
        }
        if (policy === 'collect' && dead.length > 0) return
        judge(first)
        if (died !== undefined && died < first.events.length && first.events[died]?.type !== 'step.started') judge(goOn(runDocument(document, { scripts: { add: script }, recover: cutOf(first, died) })))
      }),
      { numRuns: 500 },
    )
  })
})
