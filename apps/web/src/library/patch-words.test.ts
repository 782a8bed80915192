import type { Patch } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { patchWords } from './patch-words.ts'

const patches: readonly Patch[] = [
  { op: 'set', step: 'charge', field: 'timeout', value: 'PT5S' },
  { op: 'unset', step: 'charge', field: 'retry' },
  { op: 'add', step: { name: 'vat', kind: 'expression', title: 'Add VAT' }, after: 'charge' },
  { op: 'add', step: { name: 'refund', kind: 'debug' }, lane: 'handlers' },
  { op: 'remove', step: 'charge' },
  { op: 'rename', step: 'charge', to: 'charge_card' },
  { op: 'option', field: 'maxSteps', value: null },
  { op: 'input', input: { name: 'country' } },
  { op: 'return', step: 'charge' },
]

it('says each patch in a sentence', () => {
  expect(patches.map((patch) => patchWords(patch, (path) => path.toUpperCase()))).toEqual([
    'CHARGE: timeout is "PT5S"', 'CHARGE: without retry', 'Adds Add VAT after CHARGE', 'Adds refund to undo with', 'Removes CHARGE', 'CHARGE is called charge_card',
    'Without the option maxSteps', 'Takes the input country', 'Gives the result of CHARGE',
  ])
})
