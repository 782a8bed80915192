import fc from 'fast-check'
import { expect, it } from 'vitest'
import { diffDocuments, isSameWorkflow } from '../diff/diff-documents.ts'
import { arbitraryWorkflow } from '../testing/arbitrary-workflow.ts'
import { walkSteps } from '../walk-steps.ts'
import { applyExtension } from './apply-extension.ts'
import { extensionBetween } from './extension-between.ts'
import type { Step, WorkflowDocument } from '../document.ts'
import type { Patch } from './extension.ts'

const step = (name: string, more: Partial<Step> = {}): Step => ({ name, kind: 'expression', config: { expr: '1' }, ...more })
const takes = (result: string): Partial<Step> => ({ arguments: [{ name: 'x', from: { result } }] })
const base: WorkflowDocument = {
  eddy: 1,
  name: 'trip',
  inputs: [{ name: 'customer' }],
  steps: [step('load', { timeout: 'PT1S' }), { name: 'trip', kind: 'group', steps: [step('hotel', { undo: 'cancel' }), step('flight')] }, step('confirm', takes('trip'))],
  handlers: [step('cancel')],
  return: 'confirm',
}
const between = (document: WorkflowDocument) => extensionBetween(base, document, 'trip@3')
const patches = (document: WorkflowDocument) => {
  const made = between(document)
  return made.ok ? made.extension.patches : made.reasons
}

it('is empty between a document and itself, wherever its cards stand and whatever it is called', () => {
  expect(between({ ...base, name: 'trip_eu', title: 'In Europe', view: { positions: { load: [9, 9] } } })).toEqual({ ok: true, extension: { eddy: 1, name: 'trip_eu', title: 'In Europe', extends: 'trip@3', patches: [] } })
})

it('says each change as a patch', () => {
  const document: WorkflowDocument = {
    ...base,
    inputs: [{ name: 'customer' }, { name: 'country' }],
    steps: [step('load', { retry: { max: 2 } }), { name: 'trip', kind: 'group', steps: [step('hotel', { undo: 'cancel' }), step('car', { kind: 'debug' })] }, step('vat', takes('load')), step('confirm', takes('trip'))],
    handlers: [step('cancel'), step('refund', { kind: 'debug' })],
    options: { maxSteps: 50 },
    return: 'vat',
  }
  expect(patches(document)).toEqual([
    { op: 'remove', step: 'trip.flight' },
    { op: 'add', step: step('car', { kind: 'debug' }), after: 'trip.hotel' },
    { op: 'add', step: step('vat', takes('load')), after: 'trip' },
    { op: 'add', step: step('refund', { kind: 'debug' }), after: 'cancel' },
    { op: 'unset', step: 'load', field: 'timeout' },
    { op: 'set', step: 'load', field: 'retry', value: { max: 2 } },
    { op: 'input', input: { name: 'country' } },
    { op: 'option', field: 'maxSteps', value: 50 },
    { op: 'return', step: 'vat' },
  ] satisfies Patch[])
})

it('says what no patch can', () => {
  const { inputs: _inputs, ...without } = base
  expect(between(without)).toMatchObject({ ok: false, reasons: [expect.stringContaining('customer')] })
})

it('comes to the document, or says why not', () => {
  let made = 0
  fc.assert(
    fc.property(arbitraryWorkflow, fc.array(fc.record({ op: fc.constantFrom('set', 'add', 'remove', 'rename'), at: fc.nat() }), { minLength: 1, maxLength: 5 }), (from, drafts) => {
      const paths = [...walkSteps(from)].map(({ path }) => path)
      const changes = drafts.map(({ op, at }, index): Patch => {
        const path = paths[at % paths.length] ?? ''
        if (op === 'set') return { op, step: path, field: 'timeout', value: 'PT7S' }
        if (op === 'add') return { op, step: step(`added_${index}`), after: path }
        return op === 'rename' ? { op, step: path, to: `renamed_${index}` } : { op: 'remove', step: path }
      })
      const changed = applyExtension(from, { eddy: 1, name: 'other', extends: from.name, patches: changes })
      if (!changed.ok) return
      const found = extensionBetween(from, changed.document, from.name)
      if (!found.ok) {
        expect(found.reasons.length).toBeGreaterThan(0)
        return
      }
      made++
      const applied = applyExtension(from, found.extension)
      expect(applied.ok && isSameWorkflow(diffDocuments(applied.document, changed.document))).toBe(true)
    }),
    { numRuns: 300 },
  )
  expect(made).toBeGreaterThan(50)
})

/** The order of steps says nothing, but where it says what is returned. */
const byName = (steps: readonly Step[]): readonly Step[] => steps.map((one) => (one.steps ? { ...one, return: one.return ?? one.steps.at(-1)?.name ?? '', steps: byName(one.steps) } : one)).sort((a, b) => (a.name < b.name ? -1 : 1))
const meaning = ({ steps, ...document }: WorkflowDocument) => ({ ...document, return: document.return ?? steps.at(-1)?.name, steps: byName(steps) })

it.each<[string, WorkflowDocument]>([
  ['another step is first, and the last is returned as ever', { ...base, steps: [step('vat'), ...base.steps.slice(0, 2), step('end')], return: 'end' }],
  ['another step is first inside', { ...base, steps: base.steps.map((one) => (one.name === 'trip' ? { ...one, steps: [step('car'), step('hotel', { undo: 'cancel' })] } : one)) }],
  ['a container has become a step', { ...base, steps: base.steps.map((one) => (one.name === 'trip' ? step('trip') : one)) }],
  ['a step has become a container', { ...base, steps: base.steps.map((one) => (one.name === 'load' ? { name: 'load', kind: 'group', steps: [step('confirm')] } : one)) }],
])('comes to what was wanted where %s', (_, document) => {
  const bare = ({ return: _return, ...rest }: WorkflowDocument) => rest
  for (const [from, to] of [[base, document], [document, base], [bare(base), bare(document)], [bare(document), bare(base)]] as const) {
    const made = extensionBetween(from, to, 'trip@3')
    const applied = made.ok ? applyExtension(from, made.extension) : made
    expect(applied.ok && meaning(applied.document)).toEqual(meaning(to))
  }
})
