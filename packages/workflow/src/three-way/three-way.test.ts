import { expect, it } from 'vitest'
import type { FieldClash } from './field-clash.ts'
import { threeWayMerge } from './three-way-merge.ts'
import { valueAt, withValueAt } from './value-at.ts'
import { renameStep } from '../rename.ts'
import type { Step, WorkflowDocument } from '../document.ts'

const order: WorkflowDocument = {
  eddy: 1,
  name: 'order',
  steps: [
    { name: 'load', kind: 'http.request', config: { url: '/orders', method: 'GET' } },
    { name: 'charge', kind: 'http.request', config: { amount: 1 }, arguments: [{ name: 'order', from: { result: 'load' } }] },
    { name: 'fulfil', kind: 'group', steps: [{ name: 'ship', kind: 'debug', waitFor: ['charge'] }] },
  ],
  handlers: [{ name: 'refund', kind: 'debug' }],
  view: { positions: { load: [0, 0], charge: [320, 0] } },
}
const edit = (document: WorkflowDocument, name: string, change: Partial<Step>): WorkflowDocument => ({ ...document, steps: document.steps.map((step) => (step.name === name ? { ...step, ...change } : step)) })
const add = (document: WorkflowDocument, ...steps: Step[]): WorkflowDocument => ({ ...document, steps: [...document.steps, ...steps] })
const remove = (document: WorkflowDocument, name: string): WorkflowDocument => ({ ...document, steps: document.steps.filter((step) => step.name !== name) })
const rename = (document: WorkflowDocument, path: string, name: string) => {
  const renamed = renameStep(document, path, name)
  if (!renamed.ok) throw new Error(renamed.reason)
  return renamed.document
}
const taken = (document: WorkflowDocument, clash: FieldClash) => withValueAt(document, { ...clash, value: clash.theirs })
const names = ({ steps }: WorkflowDocument) => steps.map(({ name }) => name)

it('takes fields of one step from both sides', () => {
  const { document, clashes } = threeWayMerge({ base: order, mine: edit(order, 'load', { config: { url: '/mine', method: 'GET' } }), theirs: edit(order, 'load', { config: { url: '/orders', method: 'PUT' }, title: 'Load it' }) })
  expect([clashes, document.steps[0]]).toEqual([[], { name: 'load', kind: 'http.request', title: 'Load it', config: { url: '/mine', method: 'PUT' } }])
})

it('shows both values of a field that was changed in two ways, and keeps mine until one is chosen', () => {
  const theirs = edit(order, 'charge', { config: { amount: 3 } })
  const { document, clashes } = threeWayMerge({ base: order, mine: edit(order, 'charge', { config: { amount: 2 } }), theirs })
  expect(clashes).toEqual([{ id: 'steps/charge/config/amount', place: ['steps', 'charge', 'config', 'amount'], base: 1, mine: 2, theirs: 3 }])
  expect(document.steps[1]?.config).toEqual({ amount: 2 })
  expect(taken(document, clashes[0]!).steps[1]?.config).toEqual({ amount: 3 })
})

it('shows a step that was edited here and removed there', () => {
  const mine = edit(order, 'charge', { title: 'Mine' })
  const { document, clashes } = threeWayMerge({ base: order, mine, theirs: remove(order, 'charge') })
  expect(clashes.map(({ place, theirs }) => [place, theirs])).toEqual([[['steps', 'charge'], undefined]])
  expect(names(document)).toEqual(['load', 'charge', 'fulfil'])
  expect(names(taken(document, clashes[0]!))).toEqual(['load', 'fulfil'])
})

it('puts back what was removed here and edited there where it stood', () => {
  const theirs = edit(order, 'charge', { title: 'Theirs' })
  const { document, clashes } = threeWayMerge({ base: order, mine: remove(order, 'charge'), theirs })
  expect(names(document)).toEqual(['load', 'fulfil'])
  expect(names(taken(document, clashes[0]!))).toEqual(['load', 'charge', 'fulfil'])
})

it('follows a rename there into what was edited here', () => {
  const mine = add(edit(order, 'load', { title: 'Mine' }), { name: 'audit', kind: 'debug', arguments: [{ name: 'order', from: { result: 'load' } }] })
  const { document, clashes } = threeWayMerge({ base: order, mine, theirs: rename(order, 'load', 'load_order') })
  expect(clashes).toEqual([])
  expect(document.steps[0]).toMatchObject({ name: 'load_order', title: 'Mine' })
  expect(document.steps.at(-1)?.arguments).toEqual([{ name: 'order', from: { result: 'load_order' } }])
})

it('follows a rename here into what was added there, also inside a container', () => {
  const theirs = edit(order, 'fulfil', { steps: [{ name: 'ship', kind: 'debug', waitFor: ['charge'], title: 'Theirs' }] })
  const { document, clashes } = threeWayMerge({ base: order, mine: rename(order, 'fulfil.ship', 'send'), theirs })
  expect([clashes, document.steps[2]?.steps]).toEqual([[], [{ name: 'send', kind: 'debug', waitFor: ['charge'], title: 'Theirs' }]])
})

it('shows two names for one step', () => {
  const { document, clashes } = threeWayMerge({ base: order, mine: rename(order, 'load', 'fetch'), theirs: rename(order, 'load', 'read') })
  expect(clashes).toEqual([{ id: 'steps/fetch/name', place: ['steps', 'fetch', 'name'], base: 'load', mine: 'fetch', theirs: 'read' }])
  expect(names(document)).toEqual(['fetch', 'charge', 'fulfil'])
})

it('shows a step that was renamed here and removed there', () => {
  const bare = edit(remove(order, 'fulfil'), 'charge', { arguments: [] })
  const { document, clashes } = threeWayMerge({ base: bare, mine: rename(bare, 'load', 'fetch'), theirs: remove(bare, 'load') })
  expect(clashes.map(({ place, theirs }) => [place, theirs])).toContainEqual([['steps', 'fetch'], undefined])
  expect(names(document)).toEqual(['fetch', 'charge'])
})

it('keeps two new steps of one name apart: theirs has the name, mine makes room with all that refers to it', () => {
  const mine = add(order, { name: 'log', kind: 'debug', title: 'Mine' }, { name: 'after', kind: 'debug', waitFor: ['log'] })
  const { document, clashes, renamed } = threeWayMerge({ base: order, mine, theirs: add(order, { name: 'log', kind: 'debug', title: 'Theirs' }) })
  expect([clashes, [...renamed]]).toEqual([[], [['log', 'log_2']]])
  expect(document.steps.slice(3)).toEqual([
    { name: 'log', kind: 'debug', title: 'Theirs' },
    { name: 'log_2', kind: 'debug', title: 'Mine' },
    { name: 'after', kind: 'debug', waitFor: ['log_2'] },
  ])
})

it('keeps two new notes and two new inputs of one name apart', () => {
  const note = (text: string): WorkflowDocument => ({ ...order, inputs: [{ name: 'customer', title: text }], view: { ...order.view, notes: [{ id: 'note_1', text, position: [0, 0] }] } })
  const { document, clashes } = threeWayMerge({ base: order, mine: note('Mine'), theirs: note('Theirs') })
  expect([clashes, document.view?.notes?.map(({ text }) => text).sort(), document.inputs?.map(({ title }) => title).sort()]).toEqual([[], ['Mine', 'Theirs'], ['Mine', 'Theirs']])
})

it('takes an order from the side that changed it, and shows two new orders', () => {
  const reordered = (...steps: string[]) => ({ ...order, steps: steps.map((name) => order.steps.find((step) => step.name === name)!) })
  expect(names(threeWayMerge({ base: order, mine: add(order, { name: 'end', kind: 'debug' }), theirs: reordered('charge', 'load', 'fulfil') }).document)).toEqual(['charge', 'load', 'fulfil', 'end'])
  const theirs = reordered('fulfil', 'load', 'charge')
  const { document, clashes } = threeWayMerge({ base: order, mine: reordered('charge', 'load', 'fulfil'), theirs })
  expect(clashes.map(({ id }) => id)).toEqual(['steps/*order'])
  expect(names(taken(document, clashes[0]!))).toEqual(names(theirs))
  expect(valueAt(document, clashes[0]!.place)).toEqual(['charge', 'load', 'fulfil'])
})
