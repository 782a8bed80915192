import fc from 'fast-check'
import { expect, it } from 'vitest'
import { adapterFor } from './adapter-for.ts'
import { compareSchemas } from './compare-schemas.ts'
import { fits } from './fits.ts'
import { isSubset } from './is-subset.ts'
import { portCompatibility } from './port-compatibility.ts'
import { resolveInputs } from '../validate-input.ts'
import type { JsonSchema, WorkflowDocument } from '../document.ts'

const small = fc.integer({ min: -2, max: 4 })
const size = fc.nat({ max: 3 })
const key = fc.constantFrom('a', 'b')
const type = fc.constantFrom('null', 'boolean', 'object', 'array', 'number', 'integer', 'string')

const { schema } = fc.letrec<{ schema: JsonSchema; sub: JsonSchema | boolean }>((tie) => ({
  sub: fc.oneof({ depthSize: 'small', maxDepth: 3 }, fc.boolean(), tie('schema')),
  schema: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.record({ type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })) }, { requiredKeys: [] }),
    fc.record({ enum: fc.array(fc.oneof(small, fc.constantFrom('', 'x', 'xy', null, true)), { minLength: 1, maxLength: 3 }) }),
    fc.record({ type: fc.constantFrom('number', 'integer'), minimum: small, maximum: small, exclusiveMinimum: small, exclusiveMaximum: small, multipleOf: fc.integer({ min: 1, max: 4 }) }, { requiredKeys: [] }),
    fc.record({ type: fc.constant('string'), minLength: size, maxLength: size, pattern: fc.constantFrom('^x', 'y$') }, { requiredKeys: [] }),
    fc.record({ type: fc.constant('array'), items: tie('sub'), prefixItems: fc.array(tie('sub'), { minLength: 1, maxLength: 2 }), minItems: size, maxItems: size, uniqueItems: fc.boolean(), contains: tie('sub'), minContains: size }, { requiredKeys: [] }),
    fc.record(
      { type: fc.constant('object'), properties: fc.dictionary(key, tie('sub'), { maxKeys: 2 }), required: fc.uniqueArray(key), additionalProperties: tie('sub'), patternProperties: fc.dictionary(key, tie('sub'), { maxKeys: 1 }), minProperties: size, maxProperties: size },
      { requiredKeys: [] },
    ),
    fc.record({ type, anyOf: fc.array(tie('sub'), { minLength: 1, maxLength: 3 }), allOf: fc.array(tie('sub'), { minLength: 1, maxLength: 2 }), oneOf: fc.array(tie('sub'), { minLength: 1, maxLength: 2 }), not: tie('sub') }, { requiredKeys: [] }),
    fc.record({ if: tie('sub'), then: tie('sub'), else: tie('sub') }, { requiredKeys: [] }),
  ) as fc.Arbitrary<JsonSchema>,
}))

const leaf = fc.oneof(small, fc.constantFrom(0.5, '', 'x', 'xy', 'yxy', null, true, false))
const { value } = fc.letrec<{ value: unknown }>((tie) => ({ value: fc.oneof({ depthSize: 'small', maxDepth: 3 }, leaf, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 })) }))

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

/** Most pairs of random schemas have nothing in common: one that differs a little is more telling. */
const pair = fc.oneof(
  fc.tuple(schema, schema),
  fc.tuple(schema, schema).map(([one, other]): [JsonSchema, JsonSchema] => [{ ...one, ...other }, one]),
  fc.tuple(schema, schema).map(([one, other]): [JsonSchema, JsonSchema] => [one, { ...other, ...one }]),
  fc.tuple(schema, schema).map(([one, other]): [JsonSchema, JsonSchema] => [{ anyOf: [one, other] }, one]),
)

it('proves nothing that a value refutes', () => {
  fc.assert(
    fc.property(pair, fc.array(value, { minLength: 20, maxLength: 20 }), ([one, other], values) => {
      for (const [sub, sup] of [[one, other], [other, one]] as const) {
        if (!isSubset(frozen(sub), frozen(sup))) continue
        for (const found of values) if (fits(sub, found) === true) expect(fits(sup, found)).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})

it('refutes nothing without a value, and agrees with itself the other way round', () => {
  const mirrored = { same: 'same', widened: 'narrowed', narrowed: 'widened', changed: 'changed', unknown: 'unknown' } as const
  fc.assert(
    fc.property(pair, ([older, newer]) => {
      const { kind, lost, gained } = compareSchemas(older, newer)
      if (lost) expect([fits(older, lost.value), fits(newer, lost.value)]).toEqual([true, false])
      if (gained) expect([fits(newer, gained.value), fits(older, gained.value)]).toEqual([true, false])
      expect(kind === 'narrowed' || kind === 'changed').toBe(lost !== undefined)
      const back = compareSchemas(newer, older).kind
      if (kind !== 'unknown' && back !== 'unknown') expect(back).toBe(mirrored[kind])
      expect(compareSchemas(older, older)).toEqual({ kind: 'same' })
    }),
    { numRuns: 300 },
  )
})

it('finds a document compatible with itself and changes none', () => {
  const inputs = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), schema, required: fc.boolean() }, { requiredKeys: ['name'] }), { selector: ({ name }) => name })
  const document = inputs.map((list): WorkflowDocument => frozen({ eddy: 1, name: 'flow', inputs: list, steps: [] }))
  fc.assert(
    fc.property(document, document, (older, newer) => {
      expect(portCompatibility(older, older)).toEqual({ compatible: true, changes: [] })
      const { compatible } = portCompatibility(older, newer)
      // whoever may call the newer document as it is needs nothing but what stands in for what was left out
      const adapter = adapterFor(older, newer)
      if (compatible && adapter.ok) expect(adapter.bridges.filter(({ kind }) => kind !== 'default')).toEqual([])
    }),
    { numRuns: 100 },
  )
})

it('says compatible of no newer document that refuses what the older took', () => {
  const names = ['a', 'b', 'c']
  const input = fc.record({ name: fc.constantFrom(...names), schema, required: fc.boolean(), default: value }, { requiredKeys: ['name'] })
  const list = fc.uniqueArray(input, { selector: ({ name }) => name, maxLength: 3 })
  /** Mostly a little different from the older. */
  const lists = fc.tuple(list, list, fc.constantFrom('other', 'mixed', 'wider')).map(([one, other, how]) => {
    if (how === 'other') return [one, other] as const
    const beside = (name: string) => other.find((it) => it.name === name)
    return [one, one.map((it) => (how === 'mixed' ? { ...it, ...beside(it.name) } : { ...it, ...(it.schema ? { schema: { anyOf: [it.schema, beside(it.name)?.schema ?? {}] } } : {}) }))] as const
  })
  const documentOf = (inputs: readonly unknown[]) => ({ eddy: 1, name: 'flow', inputs, steps: [] }) as WorkflowDocument
  const call = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 3 })
  let taken = 0
  fc.assert(
    fc.property(lists, fc.array(call, { minLength: 12, maxLength: 12 }), ([one, other], calls) => {
      const [older, newer] = [documentOf(one), documentOf(other)]
      if (!portCompatibility(older, newer).compatible) return
      for (const each of calls) {
        if (!resolveInputs(older, each).ok) continue
        taken++
        expect(resolveInputs(newer, each)).toMatchObject({ ok: true })
      }
    }),
    { numRuns: Number(process.env['EDDY_CASES'] ?? 1000) },
  )
  expect(taken).toBeGreaterThan(100)
})
