import { expect, it } from 'vitest'
import { fakeCatalog } from './testing/fake-catalog.ts'
import { stepDefaults, type StepDefaults } from './step-defaults.ts'
import type { Step } from './document.ts'

const cases: readonly (readonly [string, Partial<Step>, StepDefaults['role'], StepDefaults['onInterrupt'], StepDefaults['undo']])[] = [
  ['expression', {}, 'retriable', 'retry', 'none'],
  ['charge', {}, 'irreversible', 'halt', 'none'],
  ['charge', { undo: 'refund' }, 'compensatable', 'halt', 'handler'],
  ['charge', { role: 'pivot', onInterrupt: 'compensate' }, 'pivot', 'compensate', 'none'],
  ['file', {}, 'compensatable', 'retry', 'built-in'],
  ['file', { undo: 'none' }, 'irreversible', 'retry', 'none'],
  ['file', { undo: 'restore' }, 'compensatable', 'retry', 'handler'],
]

it.each(cases)('%s %j', (...[kind, more, role, onInterrupt, undo]) => {
  const contract = fakeCatalog.get(kind)
  expect(contract && stepDefaults({ name: 'a', kind, ...more }, contract)).toMatchObject({ role, onInterrupt, undo })
})
