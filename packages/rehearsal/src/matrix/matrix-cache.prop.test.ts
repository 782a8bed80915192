import type { Step, WorkflowDocument } from '@eddy/workflow'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { post, remove, stageOf } from '../testing/stages.ts'
import { failureMatrix } from './failure-matrix.ts'
import { MatrixCache } from './matrix-cache.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e']

/** A small document: each step may take results of earlier ones, wait for them, be tried again, or stand in a group. */
const document = fc
  .record({
    size: fc.integer({ min: 1, max: 5 }),
    links: fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 5 }),
    reads: fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.constantFrom('id', 'total')), { maxLength: 3 }),
    retries: fc.array(fc.nat(4), { maxLength: 2 }),
    bare: fc.array(fc.nat(4), { maxLength: 2 }),
    grouped: fc.option(fc.nat(4), { nil: undefined }),
    parallel: fc.boolean(),
    failing: fc.option(fc.nat(4), { nil: undefined }),
  })
  .map(({ size, links, reads, retries, bare, grouped, parallel, failing }) => {
    const steps = NAMES.slice(0, size).map((name, index): Step => {
      const after = links.filter(([from, to]) => to === index && from < to && from < size).map(([from]) => NAMES[from] ?? '')
      const args = reads.filter(([from, to]) => to === index && from < to && from < size).map(([from, , key], at) => ({ name: `x${at}`, from: { result: NAMES[from] ?? '' }, path: ['body', key] }))
      const step = post(name, { ...(after.length > 0 ? { waitFor: [...new Set(after)] } : {}), ...(args.length > 0 ? { arguments: args } : {}), ...(retries.includes(index) ? { retry: { max: 1 } } : {}), ...(bare.includes(index) ? { undo: 'none' } : {}) })
      if (grouped !== index) return step
      const { waitFor, arguments: _taken, ...inner } = step
      return { name: `g_${name}`.slice(0, 6), kind: 'group', ...(waitFor ? { waitFor } : {}), steps: [inner] }
    })
    const known = new Set(steps.map(({ name }) => name))
    const clean = steps.map((step) => ({
      ...step,
      ...(step.waitFor ? { waitFor: step.waitFor.filter((name) => known.has(name)) } : {}),
      ...(step.arguments ? { arguments: step.arguments.filter(({ from }) => 'result' in from && known.has(from.result)) } : {}),
    }))
    const pins = failing === undefined ? {} : { [NAMES[failing] ?? '']: { kind: 'failure' as const, code: 'HTTP_500', message: 'pinned' } }
    const options: WorkflowDocument['options'] = parallel ? { rollback: 'parallel' } : {}
    return { document: { steps: clean, handlers: NAMES.map(remove), options }, fixture: { name: 'f', input: {}, pins } }
  })

it('a matrix from the cache is the matrix', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(document, { minLength: 2, maxLength: 4 }), async (versions) => {
      const cache = new MatrixCache()
      for (const version of versions) {
        const stage = stageOf(version.document)
        const cached = await failureMatrix(stage, { fixture: version.fixture, cache, kinds: ['fail', 'crash', 'undo_fails'] })
        const fresh = await failureMatrix(stage, { fixture: version.fixture, kinds: ['fail', 'crash', 'undo_fails'] })
        expect(cached.rows).toEqual(fresh.rows)
      }
    }),
    { numRuns: 60 },
  )
})
