import { expect, it } from 'vitest'
import { waitsFor } from './waits-for.ts'

it('says what a step waits for', () => {
  expect(waitsFor({ kind: 'approval', config: { role: 'finance' } })).toBe('approval by finance')
  expect(waitsFor({ kind: 'escalate', config: {} })).toBe('a decision')
  expect(waitsFor({ kind: 'approval', config: { role: '{{ team }}' } })).toBe('approval')
  expect(waitsFor({ kind: 'wait.signal' })).toBeUndefined()
})
