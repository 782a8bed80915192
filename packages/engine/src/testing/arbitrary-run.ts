import fc from 'fast-check'
import type { Step } from '@eddy/workflow'
import type { Scripted } from './oracle.ts'

export interface ArbitraryRun {
  readonly steps: readonly Step[]
  readonly handlers: readonly Step[]
  readonly scripts: ReadonlyMap<string, Scripted>
  readonly maxConcurrency: number
  readonly rollback: 'sequential' | 'parallel'
}

interface Drawn {
  readonly back: readonly number[]
  readonly undoable: boolean
  readonly retries: number
  readonly fails: number
  readonly group: number
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  back: fc.array(fc.nat(6), { maxLength: 3 }),
  undoable: fc.boolean(),
  retries: fc.nat(2),
  // most steps succeed, or no run gets far
  fails: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(3) }),
  group: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }) }),
})

/** Random nested documents with random outcomes. A group holds a chain of its own, so that scopes nest. */
export const arbitraryRun: fc.Arbitrary<ArbitraryRun> = fc
  .record({ steps: fc.array(drawn, { minLength: 1, maxLength: 12 }), maxConcurrency: fc.integer({ min: 1, max: 4 }), rollback: fc.constantFrom('sequential' as const, 'parallel' as const) })
  .map(({ steps, maxConcurrency, rollback }) => {
    const scripts = new Map<string, Scripted>()
    const leaf = (name: string, draw: Drawn): Step => {
      scripts.set(name, { fails: draw.fails })
      return { name, kind: draw.undoable ? 'effect' : 'pure', ...(draw.undoable ? { undo: 'undo' } : {}), retry: { max: draw.retries, backoff: { initial: 'PT1S' } } }
    }
    const made = steps.map((draw, i): Step => {
      const waitFor = [...new Set(draw.back.map((back) => i - 1 - back).filter((index) => index >= 0))].map((index) => `s${index}`)
      const name = `s${i}`
      if (draw.group === 0) return { ...leaf(name, draw), waitFor }
      const inner = Array.from({ length: draw.group }, (_, k) => ({ ...leaf(`${name}_${k}`, k === draw.group - 1 ? draw : { ...draw, fails: 0 }), waitFor: k === 0 ? [] : [`${name}_${k - 1}`] }))
      return { name, kind: 'group', waitFor, steps: inner }
    })
    return { steps: made, handlers: [{ name: 'undo', kind: 'effect' }], scripts, maxConcurrency, rollback }
  })
