import { expect, it } from 'vitest'
import { applyExtension } from './apply-extension.ts'
import { extensionSchema } from './extension-schema.ts'
import { updateExtension } from './update-extension.ts'
import type { Step, WorkflowDocument } from '../document.ts'
import type { Patch, WorkflowExtension } from './extension.ts'

const step = (name: string, more: Partial<Step> = {}): Step => ({ name, kind: 'expression', config: { expr: '1' }, ...more })
const takes = (result: string): Partial<Step> => ({ arguments: [{ name: 'x', from: { result } }] })
const extension = (...patches: Patch[]): WorkflowExtension => ({ eddy: 1, name: 'trip_eu', extends: 'trip@3', patches })

const base: WorkflowDocument = {
  eddy: 1,
  name: 'trip',
  inputs: [{ name: 'customer' }],
  steps: [step('load', { timeout: 'PT1S' }), { name: 'trip', kind: 'group', steps: [step('hotel', { undo: 'cancel' }), step('flight')] }, step('confirm', takes('trip'))],
  handlers: [step('cancel')],
  return: 'confirm',
  view: { positions: { load: [0, 0], 'trip.hotel': [1, 1] } },
}

function applied(...patches: Patch[]): WorkflowDocument {
  const extended = applyExtension(base, extension(...patches))
  if (!extended.ok) throw new Error(JSON.stringify(extended.problems))
  return extended.document
}

function problems(...patches: Patch[]) {
  const extended = applyExtension(base, extension(...patches))
  return extended.ok ? [] : extended.problems.map(({ code, path, step: at, message, hint }) => [code, path, at, hint ? `${message} ${hint}` : message])
}

it('sets and unsets fields of steps, inner steps and handlers', () => {
  const document = applied({ op: 'set', step: 'trip.hotel', field: 'retry', value: { max: 2 } }, { op: 'unset', step: 'load', field: 'timeout' }, { op: 'set', step: 'cancel', field: 'config', value: { expr: '2' } })
  expect(document).toEqual({
    ...base,
    steps: [step('load'), { ...base.steps[1], steps: [step('hotel', { undo: 'cancel', retry: { max: 2 } }), step('flight')] }, base.steps[2]],
    handlers: [step('cancel', { config: { expr: '2' } })],
  })
})

it('adds after a step, inside a container, among the handlers, and at the end', () => {
  const document = applied({ op: 'add', step: step('car'), after: 'trip.hotel' }, { op: 'add', step: step('audit'), after: 'load' }, { op: 'add', step: step('refund'), lane: 'handlers' }, { op: 'add', step: step('alert'), lane: 'failure' }, { op: 'add', step: step('end') }, { op: 'return', step: 'end' })
  expect(document.steps.map(({ name }) => name)).toEqual(['load', 'audit', 'trip', 'confirm', 'end'])
  expect(document.steps[2]?.steps?.map(({ name }) => name)).toEqual(['hotel', 'car', 'flight'])
  expect(document.handlers).toEqual([step('cancel'), step('refund')])
  expect(document.failure).toEqual({ steps: [step('alert')] })
  expect(document.return).toBe('end')
})

it('adds inside a branch', () => {
  const choice: WorkflowDocument = { ...base, steps: [{ name: 's', kind: 'switch', branches: [{ when: 'x', steps: [step('a')] }, { steps: [step('b')] }] }], return: 's' }
  const extended = applyExtension(choice, extension({ op: 'add', step: step('c'), after: 's.b' }))
  expect(extended).toEqual({ ok: true, document: { ...choice, steps: [{ name: 's', kind: 'switch', branches: [{ when: 'x', steps: [step('a')] }, { steps: [step('b'), step('c')] }] }] } })
})

it('removes, renames, and lets later patches use the new names', () => {
  const document = applied({ op: 'rename', step: 'trip', to: 'journey' }, { op: 'remove', step: 'journey.hotel' }, { op: 'remove', step: 'cancel' }, { op: 'set', step: 'journey', field: 'title', value: 'Journey' })
  expect(document).toEqual({
    eddy: 1,
    name: 'trip',
    inputs: base.inputs,
    steps: [base.steps[0], { name: 'journey', kind: 'group', title: 'Journey', steps: [step('flight')] }, step('confirm', takes('journey'))],
    return: 'confirm',
    view: { positions: { load: [0, 0] } },
  })
})

it('sets options and inputs', () => {
  expect(applied({ op: 'option', field: 'maxSteps', value: 5 }, { op: 'input', input: { name: 'customer', required: false } }, { op: 'input', input: { name: 'country' } })).toEqual({ ...base, options: { maxSteps: 5 }, inputs: [{ name: 'customer', required: false }, { name: 'country' }] })
  expect(applied({ op: 'option', field: 'maxSteps', value: 5 }, { op: 'option', field: 'maxSteps', value: null })).toEqual(base)
})

it('reports every problem at once', () => {
  expect(
    problems(
      { op: 'set', step: 'lod', field: 'timeout', value: 'PT1S' },
      { op: 'set', step: 'load', field: 'timeuot', value: 'PT1S' },
      { op: 'set', step: 'load', field: 'mode', value: 'never' },
      { op: 'set', step: 'load', field: 'name', value: 'other' },
      { op: 'unset', step: 'load', field: 'kind' },
      { op: 'add', step: step('cancel') },
      { op: 'add', step: step('x'), after: 'nowhere' },
      { op: 'rename', step: 'load', to: 'trip' },
      { op: 'option', field: 'maxSteps', value: 'many' },
      { op: 'remove', step: 'cancel' },
      { op: 'return', step: 'hotel' },
    ),
  ).toEqual([
    ['NO_SUCH_STEP', '/patches/0', 'lod', 'There is no step "lod". Did you mean "load"?'],
    ['NO_SUCH_FIELD', '/patches/1', 'load', 'A step has no field "timeuot". Did you mean "timeout"?'],
    ['BAD_FIELD_VALUE', '/patches/2', 'load', expect.stringContaining('"mode" of "load" cannot be set to this')],
    ['NO_SUCH_FIELD', '/patches/3', 'load', expect.stringContaining('"rename"')],
    ['BAD_FIELD_VALUE', '/patches/4', 'load', expect.stringContaining('cannot be without "kind"')],
    ['NAME_TAKEN', '/patches/5', 'cancel', expect.any(String)],
    ['NO_SUCH_STEP', '/patches/6', 'nowhere', 'There is no step "nowhere".'],
    ['RENAME_REFUSED', '/patches/7', 'load', expect.stringContaining('There is a step "trip" here already.')],
    ['BAD_OPTION', '/patches/8', undefined, expect.any(String)],
    ['NO_SUCH_RETURN', '/patches/10', undefined, expect.any(String)],
    ['STEP_IN_USE', '/patches/9', 'cancel', expect.stringContaining('"trip.hotel" still refers to it')],
  ])
  expect(applyExtension({ ...base, name: 'other' }, extension())).toMatchObject({ ok: false, problems: [{ code: 'WRONG_BASE', path: '/extends' }] })
})

it('lets a removed step be replaced and its users be led elsewhere', () => {
  expect(problems({ op: 'remove', step: 'trip' }, { op: 'set', step: 'confirm', field: 'arguments', value: [] })).toEqual([])
  expect(problems({ op: 'remove', step: 'confirm' }, { op: 'add', step: step('confirm') })).toEqual([])
  expect(problems({ op: 'remove', step: 'confirm' }).map(([code]) => code)).toEqual(['STEP_IN_USE'])
})

it('has a schema', () => {
  const good = extension({ op: 'add', step: step('a'), after: 'load' }, { op: 'option', field: 'drain', value: 'PT1S' }, { op: 'return', step: 'a' })
  expect(extensionSchema.parse(good)).toEqual(good)
  const bad = [{ ...good, extends: 'Trip' }, { ...good, eddy: 2 }, { ...good, patches: [{ op: 'move' }] }, { ...good, patches: [{ op: 'option', field: 'speed', value: 1 }] }, { ...good, more: 1 }]
  expect(bad.map((value) => extensionSchema.safeParse(value).success)).toEqual([false, false, false, false, false])
})

const newer: WorkflowDocument = {
  ...base,
  inputs: [{ name: 'customer', required: false }, { name: 'country' }],
  steps: [step('load', { timeout: 'PT2S' }), { name: 'trip', kind: 'group', steps: [step('hotel', { undo: 'cancel', priority: 2 }), step('train')] }, step('confirm', takes('trip')), step('mail')],
  options: { drain: 'PT1S' },
}

it('offers changes of the base that no patch meets', () => {
  const { conflicts, problems: none, changes, document } = updateExtension(extension({ op: 'set', step: 'confirm', field: 'title', value: 'Done' }), base, newer)
  expect({ conflicts, none, changes }).toEqual({
    conflicts: [],
    none: [],
    changes: [
      { step: 'load', kind: 'changed', fields: ['timeout'] },
      { step: 'trip', kind: 'changed', fields: ['steps'] },
      { step: 'trip.hotel', kind: 'changed', fields: ['priority'] },
      { step: 'trip.flight', kind: 'removed', fields: [] },
      { step: 'trip.train', kind: 'added', fields: [] },
      { step: 'mail', kind: 'added', fields: [] },
    ],
  })
  expect(document?.steps[2]?.title).toBe('Done')
})

it('tells which patches meet a change of the base', () => {
  const patches: Patch[] = [
    { op: 'set', step: 'load', field: 'timeout', value: 'PT3S' },
    { op: 'set', step: 'load', field: 'timeout', value: 'PT2S' },
    { op: 'set', step: 'trip.hotel', field: 'retry', value: { max: 1 } },
    { op: 'unset', step: 'trip.flight', field: 'title' },
    { op: 'rename', step: 'trip', to: 'journey' },
    { op: 'set', step: 'journey.hotel', field: 'priority', value: 9 },
    { op: 'remove', step: 'journey' },
    { op: 'add', step: step('mail') },
    { op: 'input', input: { name: 'country', default: 'DE' } },
    { op: 'input', input: { name: 'customer', default: 'x' } },
    { op: 'option', field: 'drain', value: 'PT9S' },
    { op: 'option', field: 'maxSteps', value: 9 },
  ]
  const { conflicts, document } = updateExtension(extension(...patches), base, newer)
  expect(document).toBeUndefined()
  expect(conflicts.map(({ patch, kind, subject }) => [patch, kind, subject])).toEqual([
    [0, 'overlap', 'load'],
    [2, 'nearby', 'trip.hotel'],
    [3, 'removed', 'trip.flight'],
    [5, 'overlap', 'trip.hotel'],
    [6, 'overlap', 'trip'],
    [7, 'taken', 'mail'],
    [8, 'taken', 'country'],
    [9, 'overlap', 'customer'],
    [10, 'overlap', 'drain'],
  ])
})

it('makes the new document when a change is only nearby', () => {
  const { conflicts, document } = updateExtension(extension({ op: 'set', step: 'trip.hotel', field: 'retry', value: { max: 1 } }), base, newer)
  expect(conflicts).toEqual([{ patch: 0, kind: 'nearby', subject: 'trip.hotel', fields: ['priority'], message: 'The base changed "priority" of "trip.hotel"; the patch changes "retry".' }])
  expect(document?.steps[1]?.steps?.[0]).toEqual(step('hotel', { undo: 'cancel', priority: 2, retry: { max: 1 } }))
})

it('says what a patch refers to that the new base does not have any more', () => {
  const newer: WorkflowDocument = { ...base, steps: base.steps.filter(({ name }) => name !== 'load') }
  const { document, problems, conflicts } = updateExtension(extension({ op: 'option', field: 'maxSteps', value: 9 }, { op: 'set', step: 'trip', field: 'waitFor', value: ['load'] }), base, newer)
  expect(conflicts.filter(({ kind }) => kind !== 'nearby')).toEqual([])
  expect(problems).toMatchObject([{ code: 'NO_SUCH_STEP', path: '/patches/1', step: 'trip', message: expect.stringContaining('"load"') }])
  expect(document).toBeUndefined()
})

it('lets no rename take the place of a removed step that is returned', () => {
  const extended = applyExtension(base, extension({ op: 'remove', step: 'confirm' }, { op: 'rename', step: 'load', to: 'confirm' }))
  expect(extended.ok ? [] : extended.problems.map(({ code, path }) => [code, path])).toEqual([['RENAME_REFUSED', '/patches/1'], ['STEP_IN_USE', '/patches/0']])
})

it('gives no undo to another handler that is renamed to the one that was removed', () => {
  const refund: WorkflowDocument = { eddy: 1, name: 'pay', steps: [{ name: 'charge', kind: 'http.request', undo: 'refund' }], handlers: [{ name: 'refund', kind: 'http.request' }, { name: 'ring', kind: 'log' }] }
  const extended = applyExtension(refund, { eddy: 1, name: 'pay-here', extends: 'pay', patches: [{ op: 'remove', step: 'refund' }, { op: 'rename', step: 'ring', to: 'refund' }] })
  expect(extended.ok ? [] : extended.problems.map(({ code, path }) => [code, path])).toEqual([['RENAME_REFUSED', '/patches/1'], ['STEP_IN_USE', '/patches/0']])
})
