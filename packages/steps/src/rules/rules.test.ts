import type { Json, Step } from '@eddy/workflow'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createExecutor } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'
import { rulesContract } from './contract.ts'

const executor = createExecutor()
afterAll(() => executor.close())

type Config = NonNullable<Step['config']>
const run = async (config: Config, args: { readonly [name: string]: Json } = {}) => executor.execute(stepRequest('rules', config, { arguments: args }))
const value = (config: Config, args: { readonly [name: string]: Json } = {}) => run(config, args).then((outcome) => (outcome.kind === 'ok' ? outcome.value : outcome))

const SIZES = [
  { name: 'large', when: 'n > 100', priority: 1, value: '"L" & n' },
  { name: 'even', when: 'n % 2 = 0', guard: 'even', priority: 5, value: '"E"' },
  { when: 'n > 10', priority: 5, value: 'n * 2' },
]

describe('rules', () => {
  it.each<[string, number, Json]>([
    ['first', 200, { rule: 'large', value: 'L200' }],
    ['first', 12, { rule: 'even', value: 'E' }],
    ['first', 11, { rule: 3, value: 22 }],
    ['first', 1, null],
    ['all', 200, [{ rule: 'large', value: 'L200' }, { rule: 'even', value: 'E' }, { rule: 3, value: 400 }]],
    ['all', 1, []],
    ['highest', 200, { rule: 'even', value: 'E' }],
    ['highest', 201, { rule: 3, value: 402 }],
    ['highest', 1, null],
    ['error', 11, { rule: 3, value: 22 }],
    ['error', 1, null],
  ])('takes by the policy %s of %i', async (policy, n, expected) => expect(await value({ rules: SIZES, policy }, { n, even: true })).toEqual(expected))

  it('takes the first one unless told otherwise, and asks guards', async () => {
    expect(await value({ rules: SIZES }, { n: 12, even: false })).toEqual({ rule: 3, value: 24 })
  })

  it('names the rules that clash', async () => {
    expect(await run({ rules: SIZES, policy: 'error' }, { n: 200, even: true })).toEqual({
      kind: 'fail',
      error: { code: 'RULES_AMBIGUOUS', message: '3 rules match where only one may: "large", "even", 3', retryable: false, details: { rules: ['large', 'even', 3] } },
    })
  })

  it('has a value for no match', async () => {
    expect(await value({ rules: SIZES, otherwise: 'n + 1' }, { n: 1 })).toEqual({ rule: null, value: 2 })
    expect(await value({ rules: SIZES, policy: 'all', otherwise: 'n + 1' }, { n: 1 })).toEqual([{ rule: null, value: 2 }])
  })

  it('evaluates only what it needs', async () => {
    expect(await value({ rules: [{ when: 'false', guard: '1 + "a"', value: '1 + "a"' }, { when: 'true', value: '1' }, { when: '1 + "a"', value: '2' }] })).toEqual({ rule: 2, value: 1 })
  })

  it('says where an expression failed', async () => {
    const outcome = await run({ rules: [{ name: 'bad', when: 'true', guard: '1 + "a"', value: '1' }] })
    expect(outcome).toMatchObject({ kind: 'fail', error: { code: 'EXPRESSION_ERROR', message: expect.stringContaining('(in the guard of rule "bad")'), retryable: false } })
  })

  it('refuses a configuration that is none', async () => expect(await run({ rules: [] })).toMatchObject({ kind: 'fail', error: { code: 'INVALID_CONFIG', retryable: false } }))

  it('agrees with itself over the policies', async () => {
    const rule = fc.record({ when: fc.constantFrom('a', 'b', 'true', '$not(a)'), guard: fc.constantFrom('true', 'b'), priority: fc.integer({ min: -2, max: 2 }), value: fc.constant('1') })
    await fc.assert(
      fc.asyncProperty(fc.array(rule, { minLength: 1, maxLength: 6 }), fc.record({ a: fc.boolean(), b: fc.boolean() }), async (rules, args) => {
        const holds: { readonly [when: string]: boolean } = { a: args.a, b: args.b, true: true, '$not(a)': !args.a }
        const matches = rules.flatMap((each, index) => (holds[each.when] && holds[each.guard] ? [{ rule: index + 1, value: 1, priority: each.priority }] : []))
        const plain = matches.map((match) => ({ rule: match.rule, value: match.value }))
        const top = Math.max(...matches.map(({ priority }) => priority))
        expect(await value({ rules, policy: 'all' }, args)).toEqual(plain)
        expect(await value({ rules, policy: 'first' }, args)).toEqual(plain[0] ?? null)
        expect(await value({ rules, policy: 'highest' }, args)).toEqual(plain[matches.findIndex(({ priority }) => priority === top)] ?? null)
        expect(await run({ rules, policy: 'error' }, args)).toMatchObject(plain.length > 1 ? { kind: 'fail', error: { details: { rules: plain.map(({ rule: name }) => name) } } } : { kind: 'ok', value: plain[0] ?? null })
      }),
    )
  })
})

describe('the check of rules', () => {
  const findings = (config: Config) => rulesContract.check?.({ name: 'it', kind: 'rules', config }).map(({ path, severity = 'error' }) => `${severity} ${path}`)
  const always = { when: 'true', value: '1' }
  const a = { when: 'a > 1', value: '1' }
  const guarded = { when: ' a > 1 ', guard: 'b', value: '2' }

  it('refuses expressions with their place', () => {
    expect(findings({ rules: [{ when: 'a >', guard: '(', value: '1 +' }], otherwise: '"' })).toEqual(['error /config/rules/0/when', 'error /config/rules/0/guard', 'error /config/rules/0/value', 'error /config/otherwise'])
  })
  it.each<[string, readonly Config[], readonly string[]]>([
    ['first', [a, a], ['warning /config/rules/1/when']],
    ['first', [always, a, guarded], ['warning /config/rules/1/when', 'warning /config/rules/2/when']],
    ['first', [guarded, a], []],
    ['first', [a, guarded], ['warning /config/rules/1/when']],
    ['first', [guarded, { ...guarded, guard: 'c' }], []],
    ['first', [{ ...always, guard: 'b' }, guarded], ['warning /config/rules/1/when']],
    ['all', [always, a, a], []],
    ['highest', [a, { ...a, priority: 1 }], ['warning /config/rules/0/when']],
    ['highest', [a, { ...guarded, priority: 1 }], []],
    ['error', [guarded, a], ['warning /config/rules/1/when']],
    ['error', [a, { when: 'c', value: '1' }], []],
  ])('warns of certain overlaps under %s in %j', (policy, rules, expected) => expect(findings({ rules, policy })).toEqual(expected))
  it('warns of equal names', () => expect(findings({ rules: [{ ...a, name: 'x' }, { when: 'c', value: '1', name: 'x' }] })).toEqual(['warning /config/rules/1/name']))
})
