import { expect, it } from 'vitest'
import { typedInputs, typeWords } from './typed-inputs.ts'

const document = { eddy: 1 as const, name: 'part', inputs: [{ name: 'order' }, { name: 'lines' }, { name: 'note' }, { name: 'amount', schema: { type: 'integer' } }], steps: [] }

it('gives an input without a type that of its sample, and leaves the others', () => {
  const { inputs = [] } = typedInputs(document, { order: { id: 1 }, lines: [], note: null, amount: 'seven' })
  expect(inputs).toEqual([{ name: 'order', schema: { type: 'object' } }, { name: 'lines', schema: { type: 'array' } }, { name: 'note' }, { name: 'amount', schema: { type: 'integer' } }])
  expect(inputs.map(typeWords)).toEqual(['object', 'list', 'anything', 'whole number'])
})

it('changes nothing without a sample', () => {
  expect(typedInputs(document, undefined)).toBe(document)
})
