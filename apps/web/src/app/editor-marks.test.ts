import type { WorkflowDocument } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import type { PastView } from '../store/trial/past-view.ts'
import { comparisonOf, editorMarks } from './editor-marks.ts'
import { runMarks } from './run-marks.ts'

const step = (name: string, more: object = {}) => ({ name, kind: 'expression', config: { expr: '1' }, ...more })
const document: WorkflowDocument = { eddy: 1, name: 'w', steps: [step('a'), step('b', { waitFor: ['a'] }), { name: 'box', kind: 'group', steps: [step('in')] }], handlers: [step('undo')], failure: { steps: [step('tell')] } }
const done = (value: number) => ({ outcome: { kind: 'value' as const, value } })
const past: PastView = {
  run: { id: 'r', status: 'succeeded', startedAt: '', fixture: null, target: null },
  trial: null,
  steps: { a: { status: 'succeeded', value: 1, undone: false }, b: { status: 'failed', undone: false } },
  past: { runId: 'r', document, input: {}, pins: {}, steps: { a: done(1), b: done(2) } },
  lastSeq: 9,
}
const marksOf = (of: Partial<Parameters<typeof editorMarks>[0]>) => {
  const marked = { document, fixture: undefined, past, plan: undefined, ...of }
  return Object.fromEntries(editorMarks(marked, comparisonOf(marked)))
}

describe('marks of the editor', () => {
  it('tell how the last run left each step, what is stale and how far that spreads', () => {
    expect(marksOf({})).toEqual({ a: { last: 'succeeded' }, b: { last: 'failed' } })
    const edited = { ...document, steps: document.steps.map((one) => (one.name === 'a' ? step('a', { config: { expr: '2' } }) : one)) }
    expect(marksOf({ document: edited })).toEqual({
      a: { last: 'succeeded', stale: ['setting expr was changed'], spread: true },
      b: { last: 'failed', stale: ['a, which it depends on, is not as it was'], spread: true },
    })
  })

  it('tell pins, and while a plan is shown what each step would do, inner steps with their container', () => {
    const fixture = { name: 'f', input: {}, pins: { 'box/in': { kind: 'failure' as const, code: 'X', message: '', attempts: 2 } } }
    const plan = { asked: { target: 'b', mode: 'to' as const, from: 'r' }, key: 'k', plan: { target: 'b', mode: 'to' as const, from: 'r', steps: [{ name: 'a', step: { role: 'reuse' as const, from: 'run' as const } }, { name: 'b', step: { role: 'run' as const, effects: ['HTTP POST x'] } }, { name: 'box', step: { role: 'skip' as const } }] } }
    expect(marksOf({ fixture, plan })).toEqual({
      a: { plan: 'reuse' },
      b: { plan: 'run', effects: ['HTTP POST x'] },
      box: { plan: 'skip' },
      'box.in': { pin: { kind: 'failure', text: 'it fails with X on the first 2 attempts' }, plan: 'skip' },
      tell: { plan: 'skip' },
    })
  })
})

it('marks of a run tell who answered in whose place, and what was left out', () => {
  const part = { target: 'b', mode: 'to' as const, from: 'r', run: ['b'], reused: ['a'] }
  expect(Object.fromEntries(runMarks(document, { fixture: 'f', pins: { 'box/in': { kind: 'value', value: 1 } }, part }))).toEqual({
    a: { pin: { kind: 'past', text: 'it does nothing and returns what it returned in an earlier run' } },
    box: { plan: 'skip' },
    'box.in': { plan: 'skip' },
    tell: { plan: 'skip' },
  })
})
