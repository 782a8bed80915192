import type { Middleware, RunEvent } from '@eddy/engine'
import { fail, ManualClock, ok, runDocument, step, type Script } from '@eddy/engine/testing'
import type { Step } from '@eddy/workflow'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { adaptiveConcurrency } from './adaptive-concurrency.ts'
import { toRest } from './testing/replay.ts'

// Real runs under a limiter, against a count of their events: latencies, failures, retries, timeouts and rollback as they are drawn.

interface Work {
  /** Milliseconds that each attempt takes. */
  readonly latency: number
  readonly fails: number
  readonly undoable: boolean
  readonly inGroup: boolean
  readonly after: boolean
}

const work: fc.Arbitrary<Work> = fc.record({ latency: fc.nat(2500), fails: fc.constantFrom(0, 0, 0, 0, 1, 9), undoable: fc.boolean(), inGroup: fc.boolean(), after: fc.boolean() })

function documentOf(works: readonly Work[]): { readonly steps: readonly Step[]; readonly handlers: readonly Step[] } {
  const steps = works.map(({ undoable, after }, index) => step(`s${index}`, { ...(undoable ? { kind: 'effect', undo: 'undo' } : {}), timeout: 'PT2S', retry: { max: 1, backoff: { initial: 'PT0.1S' } }, ...(after && index > 0 && works[index - 1]?.inGroup === works[index]?.inGroup ? { after: [`s${index - 1}`] } : {}) }))
  const inside = steps.filter((_, index) => works[index]?.inGroup)
  const outside = steps.filter((_, index) => !works[index]?.inGroup)
  return { steps: inside.length > 0 ? [...outside, step('g', { kind: 'group', steps: inside })] : outside, handlers: [step('undo')] }
}

/** Runs it to its rest on a clock of its own. */
async function finish(works: readonly Work[], middleware: readonly Middleware[]) {
  let clock: ManualClock | undefined
  const script = ({ latency, fails }: Work): Script => ({ context }) => new Promise((resolve) => clock?.at(clock.now() + latency, () => resolve(context.attempt <= fails ? fail() : ok(1))))
  const test = runDocument(documentOf(works), { middleware, scripts: Object.fromEntries(works.map((it, index) => [`s${index}`, script(it)])) })
  clock = test.clock
  return (await toRest(test)).run.settled()
}

const ENDS: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>(['step.succeeded', 'step.failed', 'step.retrying', 'step.interrupted', 'step.straggled', 'step.halted'])

it('no run has more in flight than the limiter allows, and each comes to the end that it has without it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(work, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 3 }), fc.nat(4), fc.integer({ min: 1, max: 3 }), async (works, min, more, runs) => {
      const limiter = adaptiveConcurrency({ min, max: min + more })
      // what a hook throws is reported, never raised
      const over: string[] = []
      let most = 0
      const watching = (): Middleware => {
        const inFlight = new Set<string>()
        let failing = false
        return {
          name: 'count',
          event(event, run) {
            if (event.step === undefined || event.step === 'g') return
            if (ENDS.has(event.type)) inFlight.delete(event.step)
            failing ||= event.type === 'step.failed'
            // what is made again so that it can be undone belongs to the rollback
            if (event.type !== 'step.started' || failing) return
            inFlight.add(event.step)
            most = Math.max(most, inFlight.size)
            if (inFlight.size > (limiter.limit?.(run) ?? 0)) over.push(`${inFlight.size} at ${event.seq}`)
          },
        }
      }
      const without = await finish(works, [])
      for (let i = 0; i < runs; i++) {
        const { status, undone, left } = await finish(works, [limiter, watching()])
        if (without.status === 'succeeded') expect(status).toBe('succeeded')
        else expect(['rolled_back', 'rollback_incomplete']).toContain(status)
        expect([status === 'rollback_incomplete', new Set(undone).size]).toEqual([left.length > 0, undone.length])
      }
      expect(over).toEqual([])
      expect(most).toBeLessThanOrEqual(min + more)
    }),
    { numRuns: Number(process.env['EDDY_CASES'] ?? 60) },
  )
})
