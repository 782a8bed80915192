import { expect, it } from 'vitest'
import { resolveInputs } from './validate-input.ts'
import type { WorkflowDocument } from './document.ts'

const document: WorkflowDocument = {
  eddy: 1,
  name: 'flow',
  steps: [],
  inputs: [
    { name: 'order', schema: { type: 'object', properties: { lines: { type: 'array', items: { type: 'number' } } }, required: ['lines'] } },
    { name: 'customer' },
    { name: 'note', default: null, required: true },
    { name: 'count', default: 3, schema: { type: 'integer' } },
    { name: 'extra', required: false },
  ],
}

it('applies defaults', () => {
  expect(resolveInputs(document, { order: { lines: [1] }, customer: null })).toEqual({ ok: true, input: { order: { lines: [1] }, customer: null, note: null, count: 3, extra: null } })
  expect(resolveInputs({ ...document, inputs: [] }, undefined)).toEqual({ ok: true, input: {} })
})

it('reports everything at once', () => {
  const result = resolveInputs(document, { order: { lines: [1, 'x'] }, cuont: 1, count: 1.5 })
  expect(result.ok ? [] : result.problems.map(({ code, path, hint }) => [code, path, hint])).toEqual([
    ['INPUT_UNKNOWN', '/cuont', 'Did you mean "count"?'],
    ['INPUT_MISMATCH', '/order/lines/1', undefined],
    ['INPUT_MISSING', '/customer', undefined],
    ['INPUT_MISMATCH', '/count', undefined],
  ])
})

it.each([[3], ['x'], [[1]]])('refuses %j as input', (input) => expect(resolveInputs(document, input)).toMatchObject({ ok: false, problems: [{ code: 'INPUT_NOT_AN_OBJECT' }] }))
