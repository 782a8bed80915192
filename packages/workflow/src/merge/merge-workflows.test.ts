import { expect, it } from 'vitest'
import { contentHash } from '../content-hash.ts'
import { surroundings } from '../testing/fake-catalog.ts'
import { validate } from '../validate.ts'
import { mergeWorkflows, type Merge } from './merge-workflows.ts'
import type { Step, WorkflowDocument } from '../document.ts'

const step = (name: string, more: Partial<Step> = {}): Step => ({ name, kind: 'expression', config: { expr: '1' }, ...more })
const takes = (result: string): Partial<Step> => ({ arguments: [{ name: 'x', from: { result } }] })
const takesInput = (input: string): Partial<Step> => ({ arguments: [{ name: 'x', from: { input } }] })
const flow = (name: string, more: Partial<WorkflowDocument>): WorkflowDocument => ({ eddy: 1, name, steps: [], ...more })

function merged({ document, clashes }: Merge): WorkflowDocument {
  if (!document) throw new Error(JSON.stringify(clashes))
  return document
}

function errors(document: WorkflowDocument) {
  return validate(document, surroundings).filter(({ severity }) => severity === 'error')
}

it('puts documents without clashes beside each other and returns what the base returned', () => {
  const base = flow('left', { steps: [step('a'), step('b', takes('a'))], view: { positions: { a: [0, 50], b: [300, 50] }, notes: [{ id: 'n', text: 'hello', position: [0, 0] }] } })
  const incoming = flow('right', {
    inputs: [{ name: 'order' }],
    steps: [step('c', { ...takesInput('order'), config: { expr: '2' } })],
    view: { positions: { c: [10, 20], 'c.inner': [1, 1] }, notes: [{ id: 'n', text: 'there', position: [10, 100] }] },
  })
  const merge = mergeWorkflows(base, incoming)
  expect(merge).toEqual({
    document: {
      ...base,
      inputs: [{ name: 'order' }],
      steps: [...base.steps, ...incoming.steps],
      return: 'b',
      view: {
        positions: { a: [0, 50], b: [300, 50], c: [620, 0], 'c.inner': [1, 1] },
        notes: [
          { id: 'n', text: 'hello', position: [0, 0] },
          { id: 'n_2', text: 'there', position: [620, 80] },
        ],
      },
    },
    clashes: [],
    report: {
      steps: { added: ['c'], reused: [], renamed: [] },
      inputs: { added: ['order'], shared: [], renamed: [], connected: [] },
      duplicates: [],
      criticalPath: { base: 2, incoming: 1, merged: 2 },
    },
  })
})

it('offers reuse for identical steps and renaming for others, and makes no document before all is chosen', () => {
  const base = flow('left', { steps: [step('load'), step('charge', takes('load'))], handlers: [step('undo_it')] })
  const incoming = flow('right', {
    steps: [step('load', { title: 'Load' }), step('charge', { ...takes('load'), config: { expr: '2' }, undo: 'undo_it' }), step('end', takes('charge'))],
    handlers: [step('undo_it', takes('charge'))],
  })
  const open = mergeWorkflows(base, incoming)
  expect(open.document).toBeUndefined()
  expect(open.clashes.map((clash) => [clash.id, clash.allowed, 'suggested' in clash && clash.suggested.kind])).toEqual([
    ['step:load', ['reuse', 'rename', 'keepBoth'], 'reuse'],
    ['step:charge', ['rename', 'keepBoth'], 'keepBoth'],
    ['step:undo_it', ['rename', 'keepBoth'], 'keepBoth'],
  ])
  const choices = { 'step:load': { kind: 'reuse' }, 'step:charge': { kind: 'keepBoth' }, 'step:undo_it': { kind: 'rename', to: 'refund' } } as const
  const { report, ...rest } = mergeWorkflows(base, incoming, { choices })
  const document = merged({ report, ...rest })
  expect(document.steps.slice(2)).toEqual([step('charge_2', { ...takes('load'), config: { expr: '2' }, undo: 'refund' }), step('end', takes('charge_2'))])
  expect(document.handlers).toEqual([step('undo_it'), step('refund', takes('charge_2'))])
  expect(document.return).toBe('charge')
  expect(report.steps).toEqual({ added: ['charge_2', 'end', 'refund'], reused: ['load'], renamed: [{ from: 'charge', to: 'charge_2' }, { from: 'undo_it', to: 'refund' }] })
  expect(report.criticalPath).toEqual({ base: 2, incoming: 3, merged: 3 })
  expect(errors(document)).toEqual([])
})

it('says why a choice does not resolve its clash', () => {
  const base = flow('left', { steps: [step('a'), step('b', { config: { expr: '3' } })] })
  const incoming = flow('right', { steps: [step('a', { config: { expr: '2' } }), step('c', takes('a'))] })
  const faults = [{ kind: 'reuse' } as const, { kind: 'rename', to: 'B' } as const, { kind: 'rename', to: 'b' } as const, { kind: 'rename', to: 'c' } as const].map((choice) => {
    const { document, clashes } = mergeWorkflows(base, incoming, { choices: { 'step:a': choice } })
    return [document, clashes.map((clash) => clash.fault)]
  })
  expect(faults).toEqual([
    [undefined, ['"reuse" is not possible here; possible: rename, keepBoth.']],
    [undefined, ['"B" is no name: up to 64 lower-case letters, digits and underscores, a letter first, and not "none".']],
    [undefined, ['There is a "b" already.']],
    [undefined, ['There is a "c" already.']],
  ])
})

it('takes steps for identical only if all that they refer to is', () => {
  const base = flow('left', { inputs: [{ name: 'order', schema: { type: 'string' } }], steps: [step('read', takesInput('order')), step('use', takes('read'))] })
  const incoming = flow('right', { ...base, inputs: [{ name: 'order', schema: { type: 'number' } }] })
  const identical = (document: WorkflowDocument, choices = {}) => mergeWorkflows(base, document, { choices }).clashes.flatMap((clash) => (clash.kind === 'step' ? [clash.identical] : []))
  expect(identical(incoming)).toEqual([false, false])
  expect(identical({ ...base, name: 'right' })).toEqual([true, true])
  expect(identical({ ...base, name: 'right' }, { 'input:order': { kind: 'keepBoth' } })).toEqual([false, false])
})

it('ends with handlers that read the step that they undo', () => {
  const circle = flow('left', { steps: [step('pay', { undo: 'refund' }), step('other', { undo: 'refund_other' })], handlers: [step('refund', takes('pay')), step('refund_other', takes('pay'))] })
  expect(mergeWorkflows(circle, circle).clashes.map((clash) => clash.kind === 'step' && clash.identical)).toEqual([true, true, true, true])
})

it('shares inputs that read alike and renames the others with the arguments that take them', () => {
  const base = flow('left', { inputs: [{ name: 'a', schema: { type: 'string' } }, { name: 'b', default: 1 }, { name: 'c', transform: 'x' }], steps: [step('s', takesInput('a'))] })
  const incoming = flow('right', { inputs: [{ name: 'a', title: 'A', schema: { type: 'string' } }, { name: 'b' }, { name: 'c' }], steps: [step('t', { ...takesInput('c'), config: { expr: '7' } }), step('u', takesInput('b'))] })
  const { clashes } = mergeWorkflows(base, incoming)
  expect(clashes.map((clash) => [clash.id, clash.allowed, 'suggested' in clash && clash.suggested.kind])).toEqual([
    ['input:a', ['share', 'rename', 'keepBoth'], 'share'],
    ['input:b', ['share', 'rename', 'keepBoth'], 'keepBoth'],
    ['input:c', ['rename', 'keepBoth'], 'keepBoth'],
  ])
  const merge = mergeWorkflows(base, incoming, { choices: { 'input:a': { kind: 'share' }, 'input:b': { kind: 'rename', to: 'basket' }, 'input:c': { kind: 'keepBoth' } } })
  expect(merged(merge).inputs).toEqual([...(base.inputs ?? []), { name: 'basket' }, { name: 'c_2' }])
  expect(merged(merge).steps.slice(1)).toEqual([step('t', { ...takesInput('c_2'), config: { expr: '7' } }), step('u', takesInput('basket'))])
  expect(merge.report.inputs).toEqual({ added: ['basket', 'c_2'], shared: ['a'], renamed: [{ from: 'b', to: 'basket' }, { from: 'c', to: 'c_2' }], connected: [] })
})

it('keeps or takes options that differ', () => {
  const base = flow('left', { steps: [step('a')], options: { timeout: 'PT1M', drain: 'PT5S' } })
  const incoming = flow('right', { steps: [step('b', { config: { expr: '2' } })], options: { timeout: 'PT2M', maxSteps: 10, drain: 'PT5S' } })
  const merge = mergeWorkflows(base, incoming, { choices: { 'option:timeout': { kind: 'take' }, 'option:maxSteps': { kind: 'keep' } } })
  expect(merged(merge).options).toEqual({ timeout: 'PT2M', drain: 'PT5S' })
  expect(merged(mergeWorkflows(incoming, base, { choices: { 'option:timeout': { kind: 'keep' }, 'option:maxSteps': { kind: 'take' } } })).options).toEqual({ timeout: 'PT2M', drain: 'PT5S' })
})

it('does not take a concurrency key whose inputs have other names now', () => {
  const base = flow('left', { inputs: [{ name: 'a', transform: 'x' }], steps: [step('s', takesInput('a'))] })
  const incoming = flow('right', { inputs: [{ name: 'a' }], steps: [step('t', takesInput('a'))], options: { concurrency: { key: 'a' } } })
  const allowed = mergeWorkflows(base, incoming).clashes.find(({ id }) => id === 'option:concurrency')?.allowed
  expect(allowed).toEqual(['keep'])
})

it('finds work that is done twice under different names and drops it on request, even where names cross', () => {
  const base = flow('left', { steps: [step('a'), step('b', { config: { expr: '2' } })] })
  const incoming = flow('right', { steps: [step('b'), step('a', { config: { expr: '2' } }), step('c', { arguments: [{ name: 'x', from: { result: 'b' } }], waitFor: ['a'] })] })
  const { report } = mergeWorkflows(base, incoming)
  expect(report.duplicates).toEqual([
    { id: 'duplicate:b', base: 'a', incoming: 'b', reusable: true },
    { id: 'duplicate:a', base: 'b', incoming: 'a', reusable: true },
  ])
  const merge = mergeWorkflows(base, incoming, { choices: { 'duplicate:b': { kind: 'reuse' }, 'duplicate:a': { kind: 'reuse' } } })
  expect(merged(merge).steps).toEqual([...base.steps, step('c', { arguments: [{ name: 'x', from: { result: 'a' } }], waitFor: ['b'] })])
  expect(merge.report.steps).toEqual({ added: ['c'], reused: ['a', 'b'], renamed: [] })
})

it('connects results of the base to inputs of the incoming document', () => {
  const base = flow('left', { steps: [step('order')] })
  const incoming = flow('right', {
    inputs: [{ name: 'order' }, { name: 'rate', transform: '$ * 2' }],
    steps: [step('price', { config: { expr: 'x' }, arguments: [{ name: 'x', from: { input: 'order' }, path: ['total'] }] }), step('last', { ...takesInput('rate'), waitFor: ['price'] })],
  })
  const merge = mergeWorkflows(base, incoming, { connect: [{ from: 'order', to: 'order' }, { from: 'order', to: 'rate' }] })
  expect(merged(merge)).toEqual({
    ...base,
    steps: [
      step('order'),
      { name: 'rate', kind: 'expression', config: { expr: 'value' }, arguments: [{ name: 'value', from: { result: 'order' }, transform: '$ * 2' }] },
      step('price', { config: { expr: 'x' }, arguments: [{ name: 'x', from: { result: 'order' }, path: ['total'] }] }),
      step('last', { ...takes('rate'), waitFor: ['price'] }),
    ],
  })
  expect(merge.report.inputs.connected).toEqual(['order', 'rate'])
  expect(merge.report.criticalPath).toEqual({ base: 1, incoming: 2, merged: 3 })
  expect(errors(merged(merge))).toEqual([])
})

it('connects around an inner step that has the name of the base step', () => {
  const base = flow('left', { steps: [step('order')] })
  const incoming = flow('right', { inputs: [{ name: 'i' }], steps: [{ name: 'g', kind: 'group', steps: [step('order', { config: { expr: '5' } }), step('use', takesInput('i'))] }] })
  const document = merged(mergeWorkflows(base, incoming, { connect: [{ from: 'order', to: 'i' }] }))
  expect(document.steps.slice(1)).toEqual([
    { name: 'i', kind: 'expression', config: { expr: 'value' }, arguments: [{ name: 'value', from: { result: 'order' } }] },
    { name: 'g', kind: 'group', steps: [step('order', { config: { expr: '5' } }), step('use', takes('i'))] },
  ])
})

it('refuses seams that lead nowhere', () => {
  const base = flow('left', { steps: [step('a')] })
  const incoming = flow('right', { inputs: [{ name: 'i' }], steps: [step('t', { ...takesInput('i'), config: { expr: '2' } })] })
  const { document, clashes } = mergeWorkflows(base, incoming, { connect: [{ from: 'z', to: 'i' }, { from: 'a', to: 'j' }, { from: 'a', to: 'i' }, { from: 'a', to: 'i' }] })
  expect(document).toBeUndefined()
  expect(clashes.map(({ fault }) => fault)).toEqual(['"z" is no top-level step of "left".', 'There is no input "j".', 'The input "i" is connected twice.'])
})

it('joins failure lanes, whose names share one place with all others', () => {
  const base = flow('left', { steps: [step('a')], failure: { steps: [step('alert')] } })
  const incoming = flow('right', { steps: [step('alert', { config: { expr: '2' } })], failure: { steps: [step('a', { config: { expr: '3' } })] } })
  const document = merged(mergeWorkflows(base, incoming, { choices: { 'step:alert': { kind: 'keepBoth' }, 'step:a': { kind: 'keepBoth' } } }))
  expect(document).toEqual({ ...base, steps: [step('a'), step('alert_2', { config: { expr: '2' } })], failure: { steps: [step('alert'), step('a_2', { config: { expr: '3' } })] }, return: 'a' })
})

it('adds nothing to a document merged with itself', () => {
  const document = flow('left', { inputs: [{ name: 'i' }], steps: [step('a', takesInput('i')), step('b', takes('a'))], options: { maxSteps: 5 } })
  const choices = { 'input:i': { kind: 'share' }, 'step:a': { kind: 'reuse' }, 'step:b': { kind: 'reuse' } } as const
  expect(contentHash(merged(mergeWorkflows(document, document, { choices })))).toBe(contentHash(document))
})
