import type { Step } from '@eddy/workflow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../port/step-executor.ts'
import { ok, runDocument, step, type Script } from '../testing/index.ts'

interface Drawn {
  readonly needs: readonly number[]
  readonly priority: number
  readonly ms: number
}

interface Limits {
  readonly maxConcurrency: number
  readonly timeoutMs: number | null
  readonly onTimeout: 'fail' | 'halt' | 'cancel'
}

const DRAIN_MS = 3000
const arbitrary = fc.record({
  steps: fc.array(fc.record({ needs: fc.array(fc.nat(5), { maxLength: 2 }), priority: fc.constantFrom(0, 0, 1, 2, -1), ms: fc.integer({ min: 1, max: 9 }).map((tenths) => tenths * 500) }), { minLength: 1, maxLength: 9 }),
  maxConcurrency: fc.integer({ min: 1, max: 3 }),
  timeoutMs: fc.option(fc.integer({ min: 1, max: 30 }).map((tenths) => tenths * 500 + 250), { nil: null }),
  onTimeout: fc.constantFrom('fail' as const, 'halt' as const, 'cancel' as const),
})

const needsOf = (steps: readonly Drawn[], index: number) => [...new Set((steps[index]?.needs ?? []).map((far) => index - 1 - far).filter((at) => at >= 0))]

interface Expected {
  readonly status: string
  readonly starts: readonly string[]
  readonly undone: readonly string[]
}

/** What the rules come to, worked out moment by moment from the drawing alone (S1, S2, H2, U1, U2). */
function expected(steps: readonly Drawn[], { maxConcurrency, timeoutMs, onTimeout }: Limits): Expected {
  const starts: string[] = []
  const [done, begun] = [new Set<number>(), new Set<number>()]
  const completed: { readonly index: number; readonly at: number }[] = []
  const inFlight: { readonly index: number; readonly ends: number }[] = []
  let deadline = timeoutMs ?? Infinity
  let stopped = false
  const startAll = (now: number) => {
    for (;;) {
      if (stopped || inFlight.length >= maxConcurrency) return
      const ready = steps.flatMap((_, index) => (!begun.has(index) && needsOf(steps, index).every((at) => done.has(at)) ? [index] : []))
      const [next] = ready.sort((a, b) => (steps[b]?.priority ?? 0) - (steps[a]?.priority ?? 0) || a - b)
      if (next === undefined) return
      begun.add(next)
      inFlight.push({ index: next, ends: now + (steps[next]?.ms ?? 0) })
      starts.push(`s${next} ${now}`)
    }
  }
  startAll(0)
  while (inFlight.length > 0) {
    const first = inFlight.reduce((a, b) => (b.ends < a.ends ? b : a))
    if (deadline <= first.ends) {
      stopped = true
      deadline = Infinity
      continue
    }
    inFlight.splice(inFlight.indexOf(first), 1)
    done.add(first.index)
    completed.push({ index: first.index, at: first.ends })
    // resumed as soon as it has halted, without another deadline
    if (stopped && onTimeout === 'halt' && inFlight.length === 0) stopped = false
    startAll(first.ends)
  }
  if (!stopped) return { status: 'succeeded', starts, undone: [] }
  // a straggler is undone when it succeeds, after the rollback
  const isLate = ({ at }: { readonly at: number }) => at >= (timeoutMs ?? 0) + DRAIN_MS
  const undone = [...completed.filter((one) => !isLate(one)).toReversed(), ...completed.filter(isLate)]
  return { status: onTimeout === 'fail' ? 'rolled_back' : 'cancelled', starts, undone: undone.map(({ index }) => `s${index}`) }
}

describe('the order and the times of steps', () => {
  it('S1 S2 H2 U1 U2 are those of the rules, with any priorities, slots and deadline', () => {
    fc.assert(
      fc.property(arbitrary, ({ steps: draws, ...limits }) => {
        const steps = draws.map(({ priority }, index): Step => step(`s${index}`, { kind: 'effect', undo: 'undo', priority, after: needsOf(draws, index).map((at) => `s${at}`) }))
        const starts: string[] = []
        // settles without a microtask, at its time
        const after = (ms: number): Promise<Outcome> => ({ then: (answer: (outcome: Outcome) => void) => void clock.at(clock.now() + ms, () => answer(ok())) }) as unknown as Promise<Outcome>
        const lasting = (ms: number): Script => ({ path }) => (starts.push(`${path} ${clock.now()}`), after(ms))
        const { maxConcurrency, timeoutMs, onTimeout } = limits
        let clock: { now(): number; at(at: number, callback: () => void): unknown } = { now: () => 0, at: (at, callback) => void early.push([at, callback]) }
        const early: [number, () => void][] = []
        const test = runDocument({ steps, handlers: [step('undo')], options: { maxConcurrency, drain: `PT${DRAIN_MS / 1000}S`, ...(timeoutMs === null ? {} : { timeout: `PT${timeoutMs / 1000}S`, onTimeout }) } }, { scripts: Object.fromEntries(draws.map(({ ms }, index) => [`s${index}`, lasting(ms)])) })
        clock = test.clock
        for (const [at, callback] of early) test.clock.at(at, callback)
        for (let next = test.clock.next(); next !== undefined; next = test.clock.next()) {
          test.clock.runTo(next)
          if (test.run.state.status === 'halted') test.run.resume()
        }
        const { status, undone } = test.run.state
        expect({ status, starts, undone }).toEqual(expected(draws, limits))
      }),
      { numRuns: 500 },
    )
  })
})
