import { expect, it } from 'vitest'
import jsonata from 'jsonata'
import { adapterFor } from './adapter-for.ts'
import { compareSchemas } from './compare-schemas.ts'
import { portCompatibility } from './port-compatibility.ts'
import type { Input, JsonSchema, WorkflowDocument } from '../document.ts'

const flow = (inputs: readonly Input[], kind = 'expression'): WorkflowDocument => ({ eddy: 1, name: 'flow', inputs, steps: [{ name: 'a', kind }] })

const text: JsonSchema = { type: 'string' }
const number: JsonSchema = { type: 'number' }

it.each<[string, JsonSchema, JsonSchema, string]>([
  ['annotations say nothing', { type: 'string', title: 'A' }, { type: 'string', title: 'B' }, 'same'],
  ['one more type', text, { type: ['string', 'null'] }, 'widened'],
  ['one type less', { type: ['string', 'null'] }, text, 'narrowed'],
  ['integers are numbers', { type: 'integer' }, number, 'widened'],
  ['another type', text, number, 'changed'],
  ['one more member', { enum: ['a'] }, { enum: ['a', 'b'] }, 'widened'],
  ['one member less', { enum: ['a', 'b'] }, { enum: ['b'] }, 'narrowed'],
  ['a constant of a type', { const: 5 }, number, 'widened'],
  ['a property becomes required', { type: 'object', properties: { a: text } }, { type: 'object', properties: { a: text }, required: ['a'] }, 'narrowed'],
  ['a property of another type', { type: 'object', properties: { a: text } }, { type: 'object', properties: { a: number } }, 'changed'],
  ['no more properties', { type: 'object' }, { type: 'object', additionalProperties: false }, 'narrowed'],
  ['another property allowed', { type: 'object', properties: { a: text }, additionalProperties: false }, { type: 'object', properties: { a: text, b: text }, additionalProperties: false }, 'widened'],
  ['items of fewer types', { type: 'array' }, { type: 'array', items: text }, 'narrowed'],
  ['a higher maximum', { type: 'number', maximum: 5 }, { type: 'number', maximum: 6 }, 'widened'],
  ['a minimum', number, { type: 'number', minimum: 0 }, 'narrowed'],
  ['ranges that overlap', { type: 'number', minimum: 0, maximum: 5 }, { type: 'number', minimum: 2, maximum: 9 }, 'changed'],
  ['more than is also at least', { type: 'number', exclusiveMinimum: 3 }, { type: 'number', minimum: 3 }, 'widened'],
  ['a shorter text', { type: 'string', maxLength: 10 }, { type: 'string', maxLength: 9 }, 'narrowed'],
  ['a length says nothing of numbers', number, { type: 'number', minLength: 5 }, 'same'],
  ['alternatives for types', { type: ['string', 'number'] }, { anyOf: [text, number] }, 'same'],
  ['one alternative more', { anyOf: [text, number] }, { anyOf: [text, number, { type: 'null' }] }, 'widened'],
  ['two conditions instead of one', { allOf: [text] }, { allOf: [text, { minLength: 1 }] }, 'narrowed'],
  ['an inner object', { type: 'object', properties: { a: { type: 'object', properties: { b: number }, required: ['b'] } }, required: ['a'] }, { type: 'object', properties: { a: { type: 'object', properties: { b: { type: 'number', maximum: 1 } }, required: ['b'] } }, required: ['a'] }, 'narrowed'],
  ['multiples', { type: 'integer', multipleOf: 6 }, { type: 'integer', multipleOf: 3 }, 'widened'],
  ['a pattern that no sample fits', { type: 'string', pattern: '^x{3}-[0-9]+$' }, { type: 'string', pattern: '^x+-[0-9]+$' }, 'unknown'],
  ['references', { $ref: '#/$defs/a', $defs: { a: text } }, { $ref: '#/$defs/a', $defs: { a: { type: 'string', pattern: '^never-sampled' } } }, 'narrowed-or-unknown'],
  ['a schema that cannot be used', { type: 'text' }, text, 'unknown'],
])('compares schemas: %s', (_, older, newer, kind) => {
  expect(kind.split('-or-').concat(kind === 'narrowed-or-unknown' ? ['changed'] : [])).toContain(compareSchemas(older, newer).kind)
})

it('gives the values that tell two schemas apart', () => {
  expect(compareSchemas({ type: 'number', maximum: 5 }, { type: 'number', maximum: 4 })).toEqual({ kind: 'narrowed', lost: { value: 5 } })
  expect(compareSchemas(text, { type: ['string', 'null'] })).toEqual({ kind: 'widened', gained: { value: null } })
})

it('tells every change of the inputs', () => {
  const older = flow([{ name: 'gone' }, { name: 'a', required: false }, { name: 'b' }, { name: 'c', default: 1 }, { name: 'd', schema: { type: 'string', maxLength: 5 } }, { name: 'e', schema: text }, { name: 'f', schema: { type: 'string', pattern: '^q+1$' } }, { name: 'g', schema: number }])
  const newer = flow([{ name: 'a' }, { name: 'b', default: 3 }, { name: 'c', default: 2 }, { name: 'd', schema: text }, { name: 'e', schema: { enum: ['x'] } }, { name: 'f', schema: { type: 'string', pattern: '^q*1$' } }, { name: 'g', schema: text }, { name: 'h' }, { name: 'i', required: false }])
  const { compatible, changes } = portCompatibility(older, newer)
  expect(compatible).toBe(false)
  expect(changes.map(({ kind, input, severity }) => [kind, input, severity])).toEqual([
    ['input-removed', 'gone', 'breaking'],
    ['input-made-required', 'a', 'breaking'],
    ['input-made-optional', 'b', 'compatible'],
    ['default-changed', 'c', 'compatible'],
    ['input-schema-widened', 'd', 'compatible'],
    ['input-schema-narrowed', 'e', 'breaking'],
    ['input-schema-unknown', 'f', 'unknown'],
    ['input-schema-changed', 'g', 'breaking'],
    ['input-added-required', 'h', 'breaking'],
    ['input-added-optional', 'i', 'compatible'],
  ])
  expect(changes[5]?.message).toBe('Less fits the input "e" than before, for instance "".')
  expect(portCompatibility(older, older)).toEqual({ compatible: true, changes: [] })
})

const results: { readonly [kind: string]: JsonSchema } = { text, number, maybe: { type: ['string', 'null'] } }
const catalog = {
  get: (kind: string) => ({ kind, title: kind, summary: '', docs: '', icon: 'box', group: 'action', effects: [], idempotent: true, examples: [], fake: () => null, config: schemaless, ...(results[kind] && { result: results[kind] }) }) as never,
}
const schemaless = null

it('judges the result the other way round', () => {
  const kinds = (older: string, newer: string) => portCompatibility(flow([], older), flow([], newer), catalog).changes.map(({ kind, severity }) => [kind, severity])
  expect(kinds('text', 'text')).toEqual([])
  expect(kinds('text', 'maybe')).toEqual([['result-schema-widened', 'breaking']])
  expect(kinds('maybe', 'text')).toEqual([['result-schema-narrowed', 'compatible']])
  expect(kinds('text', 'number')).toEqual([['result-schema-changed', 'breaking']])
  expect(kinds('text', 'other')).toEqual([['result-schema-unknown', 'unknown']])
  expect(kinds('other', 'text')).toEqual([])
})

it('bridges by renaming, defaults and conversion', async () => {
  const older = flow([{ name: 'client', schema: { type: 'object' } }, { name: 'amount', schema: text }, { name: 'code', schema: number }, { name: 'note', schema: { type: 'string', maxLength: 3 }, required: false }, { name: 'same' }, { name: 'old', schema: { type: 'array' } }], 'number')
  const newer = flow([{ name: 'customer', schema: { type: 'object' } }, { name: 'amount', schema: number }, { name: 'code', schema: text }, { name: 'note', schema: { type: 'string', default: 'none' } }, { name: 'same' }, { name: 'currency', schema: { type: 'string', default: 'EUR' } }, { name: 'extra', required: false }], 'text')
  const adapter = adapterFor(older, newer, catalog)
  expect(adapter).toEqual({
    ok: true,
    bridges: [
      { kind: 'rename', input: 'customer', message: '"client" is taken for "customer": it was removed, and nothing else fits.' },
      { kind: 'to-number', input: 'amount', message: '"amount" is made a number; a text that is none fails.' },
      { kind: 'to-text', input: 'code', message: '"code" is made a text.' },
      { kind: 'default', input: 'note', message: '"note" gets its default where nothing is given.' },
      { kind: 'default', input: 'currency', message: '"currency" gets its default where nothing is given.' },
      { kind: 'drop', input: 'old', message: '"old" is no longer taken: what is given for it is lost.' },
      { kind: 'to-number', message: 'The result is made a number; a text that is none fails.' },
    ],
    steps: [
      { name: 'adapt_amount', kind: 'expression', config: { expr: '$number(value)' }, arguments: [{ name: 'value', from: { input: 'amount' } }] },
      { name: 'adapt_code', kind: 'expression', config: { expr: '$string(value)' }, arguments: [{ name: 'value', from: { input: 'code' } }] },
      { name: 'adapt_note', kind: 'expression', config: { expr: 'value = null ? "none" : value' }, arguments: [{ name: 'value', from: { input: 'note' } }] },
    ],
    arguments: [
      { name: 'customer', from: { input: 'client' } },
      { name: 'amount', from: { result: 'adapt_amount' } },
      { name: 'code', from: { result: 'adapt_code' } },
      { name: 'note', from: { result: 'adapt_note' } },
      { name: 'same', from: { input: 'same' } },
      { name: 'currency', from: { value: 'EUR' } },
    ],
    result: '$number($)',
  })
  const run = (expr: string, value: unknown): Promise<unknown> => jsonata(expr).evaluate({ value })
  expect(await Promise.all([run('$number(value)', '12.5'), run('$string(value)', 3), run('value = null ? "none" : value', null), run('value = null ? "none" : value', 'abc')])).toEqual([12.5, '3', 'none', 'abc'])
})

it('says why there is no adapter', () => {
  const older = flow([{ name: 'a', schema: text }, { name: 'b', schema: text }, { name: 'n', schema: { type: 'object' } }, { name: 'm', schema: text, required: false }, { name: 'p', schema: { type: 'string', pattern: '^q+1$' } }])
  const newer = flow([{ name: 'c', schema: text }, { name: 'n', schema: number }, { name: 'm', schema: text }, { name: 'p', schema: { type: 'string', pattern: '^q*1$' } }], 'text')
  expect(adapterFor(older, newer)).toEqual({
    ok: false,
    reasons: [
      'The input "c" is new and required; no removed input alone fits it, and its schema names no default.',
      'The input "n" cannot be bridged: values such as {} do not fit any more, and no conversion is sure to make them fit.',
      'The input "m" cannot be bridged: it may be left out, and nothing is known to stand for it.',
      'The input "p" cannot be bridged: whether its values still fit cannot be told.',
    ],
  })
  expect(adapterFor(flow([], 'text'), flow([], 'maybe'), catalog)).toEqual({ ok: false, reasons: ['The result cannot be bridged: values such as null do not fit any more, and no conversion is sure to make them fit.'] })
})
