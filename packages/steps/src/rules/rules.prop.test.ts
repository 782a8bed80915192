import type { Json, Step } from '@eddy/workflow'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { createExecutor } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'

const executor = createExecutor()
afterAll(() => executor.close())

const rule = fc.record({ name: fc.constantFrom('a', 'b', undefined), least: fc.nat(4), most: fc.option(fc.nat(4), { nil: undefined }), priority: fc.constantFrom(undefined, 0, 1, 2, -1), value: fc.constantFrom('n', 'n * 2', '"text"') })
const drawn = fc.record({ rules: fc.array(rule, { minLength: 1, maxLength: 6 }), policy: fc.constantFrom(undefined, 'first' as const, 'all' as const, 'highest' as const, 'error' as const), otherwise: fc.constantFrom(undefined, '"none"'), n: fc.nat(5) })
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

const valueOf = (value: string, n: number): Json => (value === 'n' ? n : value === 'n * 2' ? n * 2 : 'text')

/** What a person with the list in hand would say. */
function judged({ rules, policy = 'first', otherwise, n }: Drawn): Json | { readonly ambiguous: readonly Json[] } {
  const matching = rules.flatMap(({ name, least, most, priority = 0, value }, index) => (n >= least && (most === undefined || n <= most) ? [{ told: { rule: name ?? index + 1, value: valueOf(value, n) }, priority }] : []))
  const none = otherwise === undefined ? null : { rule: null, value: 'none' }
  if (policy === 'all') return matching.length > 0 ? matching.map(({ told }) => told) : none === null ? [] : [none]
  if (policy === 'error' && matching.length > 1) return { ambiguous: matching.map(({ told }) => told.rule) }
  const best = policy === 'highest' ? Math.max(...matching.map(({ priority }) => priority)) : undefined
  return matching.find(({ priority }) => best === undefined || priority === best)?.told ?? none
}

function configOf({ rules, policy, otherwise }: Drawn): NonNullable<Step['config']> {
  const list = rules.map(({ name, least, most, priority, value }) => ({ when: `n >= ${least}`, value, ...(name ? { name } : {}), ...(most === undefined ? {} : { guard: `n <= ${most}` }), ...(priority === undefined ? {} : { priority }) }))
  return { rules: list, ...(policy ? { policy } : {}), ...(otherwise ? { otherwise } : {}) }
}

it('takes the rules that its policy says, and tells of all that clash', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async (draw) => {
      const outcome = await executor.execute(stepRequest('rules', configOf(draw), { arguments: { n: draw.n } }))
      const wanted = judged(draw)
      if (typeof wanted === 'object' && wanted !== null && 'ambiguous' in wanted) expect(outcome).toMatchObject({ kind: 'fail', error: { code: 'RULES_AMBIGUOUS', retryable: false, details: { rules: wanted.ambiguous } } })
      else expect(outcome).toEqual({ kind: 'ok', value: wanted })
    }),
    { numRuns: 500 },
  )
})
